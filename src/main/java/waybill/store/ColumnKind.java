package waybill.store;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

import waybill.vault.VaultException;
import waybill.vault.VaultStatus.Refusal;

/** How the values of a column are read from a row, and written outside a database. The column decides, never the value. */
enum ColumnKind {
    NUMBER, TRUTH, FRACTION, TEXT, BYTES, TIME;

    /** The longest value that is read from outside, in bytes: as long as the schema has it. */
    private static final int MOST_BYTES = 1 << 20;

    /** @param type as the information schema names it */
    static ColumnKind of(String type) {
        return switch (type) {
            case "TINYINT", "INTEGER", "BIGINT" -> NUMBER;
            case "BOOLEAN" -> TRUTH;
            case "DOUBLE PRECISION" -> FRACTION;
            case "CHARACTER", "CHARACTER VARYING" -> TEXT;
            case "BINARY", "BINARY VARYING" -> BYTES;
            case "TIMESTAMP WITH TIME ZONE" -> TIME;
            default -> throw new IllegalStateException("no kind for a column of type " + type);
        };
    }

    /** The value of {@code column}; null as JDBC has it. */
    Object from(ResultSet row, int column) throws SQLException {
        return switch (this) {
            case NUMBER -> row.getLong(column);
            case TRUTH -> row.getBoolean(column);
            case FRACTION -> row.getDouble(column);
            case TEXT -> row.getString(column);
            case BYTES -> row.getBytes(column);
            case TIME -> row.getObject(column, OffsetDateTime.class);
        };
    }

    /** @param value of this kind */
    void write(DataOutput out, Object value) throws IOException {
        switch (this) {
            case NUMBER -> out.writeLong((Long) value);
            case TRUTH -> out.writeBoolean((Boolean) value);
            case FRACTION -> out.writeDouble((Double) value);
            // Unlike UTF-8, this keeps halves of surrogate pairs, which names of files on Windows may have.
            case TEXT -> out.writeUTF((String) value);
            case BYTES -> {
                byte[] bytes = (byte[]) value;
                out.writeInt(bytes.length);
                out.write(bytes);
            }
            case TIME -> out.writeUTF(value.toString());
        }
    }

    /** @throws VaultException as damaged, if there is none of this kind */
    Object read(DataInput in) throws IOException {
        return switch (this) {
            case NUMBER -> in.readLong();
            case TRUTH -> in.readBoolean();
            case FRACTION -> in.readDouble();
            case TEXT -> in.readUTF();
            case BYTES -> bytes(in);
            case TIME -> time(in.readUTF());
        };
    }

    private static byte[] bytes(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST_BYTES) {
            throw damaged("a value of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    private static OffsetDateTime time(String text) {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeException _) {
            throw damaged("a time that is none");
        }
    }

    private static VaultException damaged(String detail) {
        return new VaultException(Refusal.DATABASE_DAMAGED, detail, null);
    }
}

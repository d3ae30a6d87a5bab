package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import waybill.destination.AuthField;
import waybill.destination.AuthType;
import waybill.destination.FieldValues;
import waybill.destination.Secret;
import waybill.destination.StorageException;
import waybill.destination.StorageException.Fault;

/** The fields of the destination's auth type, one row each. What fields there are, the type says. */
final class AuthFieldTable {
    private static final String TABLE = "auth_field";
    private static final String COLUMN = "sealed";

    private final Connection connection;
    private final SecretCipher cipher;
    private final String revision;

    AuthFieldTable(Connection connection, SecretCipher cipher, String revision) {
        this.connection = connection;
        this.cipher = cipher;
        this.revision = revision;
    }

    void insert(AuthType type, FieldValues values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO auth_field (name, sealed) VALUES (?, ?)")) {
            for (AuthField field : type.fields()) {
                SealedRow row = row(field);
                insert.setString(1, field.id());
                insert.setBytes(2, field.isSecret()
                        ? row.seal(COLUMN, values.secret(field.id()))
                        : row.seal(COLUMN, values.text(field.id())));
                insert.executeUpdate();
            }
        }
    }

    /** @throws StorageException if a field is missing, or one is there that the type does not have */
    FieldValues read(AuthType type) throws SQLException {
        Map<String, byte[]> sealed = sealed();
        Set<String> expected = type.fields().stream().map(AuthField::id).collect(Collectors.toSet());
        if (!sealed.keySet().equals(expected)) {
            throw new StorageException(Fault.DAMAGED);
        }
        Map<String, String> texts = new HashMap<>();
        Map<String, Secret> secrets = new HashMap<>();
        for (AuthField field : type.fields()) {
            if (field.isSecret()) {
                secrets.put(field.id(), row(field).secret(COLUMN, sealed.get(field.id())));
            } else {
                texts.put(field.id(), row(field).text(COLUMN, sealed.get(field.id())));
            }
        }
        return new FieldValues(texts, secrets);
    }

    private Map<String, byte[]> sealed() throws SQLException {
        Map<String, byte[]> sealed = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, sealed FROM auth_field")) {
            while (rows.next()) {
                sealed.put(rows.getString(1), rows.getBytes(2));
            }
        }
        return sealed;
    }

    private SealedRow row(AuthField field) {
        return new SealedRow(cipher, TABLE, revision + "/" + field.id());
    }
}

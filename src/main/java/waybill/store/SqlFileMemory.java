package waybill.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;

import waybill.delivery.FileMemory;
import waybill.delivery.NewMessage;

/** The digests of files that were handed in, in the encrypted database. */
public final class SqlFileMemory implements FileMemory {
    private final Deliveries deliveries;

    public SqlFileMemory(Database database) {
        this.deliveries = new Deliveries(database);
    }

    @Override
    public Optional<Sighting> seen(byte[] digest) {
        return deliveries.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT name, at FROM handed_file WHERE digest = ?")) {
                select.setBytes(1, digest);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Sighting(row.getString(1), Micros.instant(row.getLong(2))))
                            : Optional.empty();
                }
            }
        });
    }

    @Override
    public void remember(byte[] digest, Sighting sighting) {
        String name = sighting.name();
        deliveries.write((connection, _) -> {
            try (PreparedStatement merge = connection
                    .prepareStatement("MERGE INTO handed_file (digest, name, at) KEY (digest) VALUES (?, ?, ?)")) {
                merge.setBytes(1, digest);
                merge.setString(2, name.substring(0, Math.min(name.length(), NewMessage.NAME_LIMIT)));
                merge.setLong(3, Micros.of(sighting.at()));
                return merge.executeUpdate();
            }
        });
    }
}

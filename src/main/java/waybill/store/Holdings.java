package waybill.store;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;

import waybill.destination.AuthType;
import waybill.destination.Destination;
import waybill.destination.Registered;
import waybill.vault.Holding;

/** Counts what a database holds. */
final class Holdings {
    private static final String MESSAGES = "message";
    private static final int MOST_CHARACTERS = 100;
    private static final int FINGERPRINT_BYTES = 8;
    private static final HexFormat FINGERPRINT = HexFormat.ofDelimiter(":").withUpperCase();

    private Holdings() {}

    static Holding of(Database database) {
        Optional<Registered> found = database.run(session -> session.read(SqlDestinationRepository::find));
        long messages = database.run(session -> session.read((connection, _) -> count(connection)));
        return new Holding(found.map(Registered::destination).map(Holdings::target), messages);
    }

    private static Holding.Target target(Destination destination) {
        return new Holding.Target(destination.url().host(), AuthType.of(destination.auth()).name(),
                destination.trusted().certificates().stream().map(Holdings::name).toList());
    }

    /** A name may be long, and have characters that turn the text around it. */
    private static String name(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName().replaceAll("\\p{C}", "\uFFFD");
        String shown = subject.length() <= MOST_CHARACTERS ? subject : subject.substring(0, MOST_CHARACTERS) + "…";
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return shown + " (SHA-256 " + FINGERPRINT.formatHex(digest, 0, FINGERPRINT_BYTES) + "…)";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read has no fingerprint", e);
        }
    }

    private static long count(Connection connection) throws SQLException {
        if (TableShape.of(connection).stream().noneMatch(table -> table.key().equals(MESSAGES))) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + MESSAGES)) {
            row.next();
            return row.getLong(1);
        }
    }
}

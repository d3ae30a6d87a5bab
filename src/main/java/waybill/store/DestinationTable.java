package waybill.store;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import waybill.destination.AuthType;
import waybill.destination.Destination;
import waybill.destination.EndpointUrl;
import waybill.destination.PracticeIdentity;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.destination.StorageException;
import waybill.destination.StorageException.Fault;
import waybill.destination.TrustedCertificates;

/**
 * The rows of one revision of the destination. Whatever decides where a secret goes is sealed as the secrets are, and bound
 * to the revision: URL, type, fields, trusted certificates and the practice identity open together or not at all.
 */
final class DestinationTable {
    private final Connection connection;
    private final String revision;
    private final SealedRow row;
    private final AuthFieldTable fields;

    DestinationTable(Connection connection, SecretCipher cipher, String revision) {
        this.connection = connection;
        this.revision = revision;
        row = new SealedRow(cipher, "destination", revision);
        fields = new AuthFieldTable(connection, cipher, revision);
    }

    /** The revision of the row that is there. */
    static Optional<String> revision(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT revision FROM destination")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    /** @return whether there was one */
    static boolean delete(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("DELETE FROM destination") > 0;
        }
    }

    /** @return whether there is a destination to note it of */
    static boolean note(Connection connection, Readiness readiness) throws SQLException {
        try (PreparedStatement update = connection
                .prepareStatement("UPDATE destination SET readiness = ?, readiness_at = ?")) {
            set(update, 1, readiness);
            return update.executeUpdate() > 0;
        }
    }

    void insert(Registered registered) throws SQLException {
        Destination destination = registered.destination();
        AuthType type = AuthType.of(destination.auth());
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO destination (revision, url, auth_type, trusted_certificates, practice_port, practice_key,
                    practice_certificate, readiness, readiness_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, revision);
            insert.setBytes(2, row.seal("url", destination.url().text()));
            insert.setBytes(3, row.seal("auth_type", type.name()));
            insert.setBytes(4, row.seal("trusted_certificates", destination.trusted().pem()));
            set(insert, 5, destination.practice());
            set(insert, 8, registered.readiness());
            insert.executeUpdate();
        }
        fields.insert(type, AuthType.values(destination.auth()));
    }

    Registered read() throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery("""
                SELECT url, auth_type, trusted_certificates, practice_port, practice_key, practice_certificate, readiness,
                    readiness_at FROM destination""")) {
            found.next();
            AuthType type = AuthType.valueOf(row.text("auth_type", found.getBytes(2)));
            Destination destination = new Destination(EndpointUrl.of(row.text("url", found.getBytes(1))),
                    type.auth(fields.read(type)),
                    trusted(row.text("trusted_certificates", found.getBytes(3))), practice(found));
            return new Registered(destination, readiness(found));
        } catch (IllegalArgumentException e) {
            throw new StorageException(Fault.DAMAGED, e);
        }
    }

    private static TrustedCertificates trusted(String pem) {
        return pem.isEmpty() ? TrustedCertificates.none() : TrustedCertificates.ofPem(pem);
    }

    private void set(PreparedStatement insert, int from, Optional<PracticeIdentity> practice) throws SQLException {
        if (practice.isPresent()) {
            PracticeIdentity identity = practice.get();
            insert.setInt(from, identity.port());
            insert.setBytes(from + 1, row.seal("practice_key", identity.privateKey()));
            insert.setBytes(from + 2, row.seal("practice_certificate", encoded(identity.certificate())));
        } else {
            insert.setNull(from, Types.INTEGER);
            insert.setNull(from + 1, Types.VARBINARY);
            insert.setNull(from + 2, Types.VARBINARY);
        }
    }

    private Optional<PracticeIdentity> practice(ResultSet found) throws SQLException {
        int port = found.getInt(4);
        if (found.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(new PracticeIdentity(port, row.secret("practice_key", found.getBytes(5)),
                certificate(row.bytes("practice_certificate", found.getBytes(6)))));
    }

    private static void set(PreparedStatement statement, int from, Readiness readiness) throws SQLException {
        statement.setString(from, readiness.state().name());
        statement.setObject(from + 1, readiness.at().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static Readiness readiness(ResultSet found) throws SQLException {
        Optional<Instant> at = Optional.ofNullable(found.getObject(8, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
        return new Readiness(Readiness.State.valueOf(found.getString(7)), at);
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate without an encoding", e);
        }
    }

    private static X509Certificate certificate(byte[] encoded) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException e) {
            throw new StorageException(Fault.DAMAGED, e);
        }
    }
}

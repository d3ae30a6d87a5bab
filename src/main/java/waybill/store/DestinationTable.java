package waybill.store;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jasypt.encryption.ByteEncryptor;

import waybill.destination.AuthField;
import waybill.destination.AuthType;
import waybill.destination.Destination;
import waybill.destination.EndpointUrl;
import waybill.destination.FieldValues;
import waybill.destination.PracticeIdentity;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.destination.Secret;
import waybill.destination.StorageException;
import waybill.destination.StorageException.Fault;
import waybill.destination.TrustedCertificates;
import waybill.store.SecretCipher.Cell;

/**
 * The rows of one revision of the destination. Whatever decides where a secret goes is sealed as the secrets are, and bound
 * to the revision: URL, type, fields, trusted certificates and the practice identity open together or not at all.
 */
final class DestinationTable {
    private static final String DESTINATION = "destination";
    private static final String AUTH_FIELD = "auth_field";

    private final Connection connection;
    private final SecretCipher cipher;
    private final String revision;

    DestinationTable(Connection connection, SecretCipher cipher, String revision) {
        this.connection = connection;
        this.cipher = cipher;
        this.revision = revision;
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
            insert.setBytes(2, seal(visible("url"), destination.url().text()));
            insert.setBytes(3, seal(visible("auth_type"), type.name()));
            insert.setBytes(4, seal(visible("trusted_certificates"), destination.trusted().pem()));
            set(insert, 5, destination.practice());
            set(insert, 8, registered.readiness());
            insert.executeUpdate();
        }
        insertFields(type, AuthType.values(destination.auth()));
    }

    Registered read() throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("""
                SELECT url, auth_type, trusted_certificates, practice_port, practice_key, practice_certificate, readiness,
                    readiness_at FROM destination""")) {
            row.next();
            AuthType type = AuthType.valueOf(text(visible("auth_type"), row.getBytes(2)));
            Destination destination = new Destination(EndpointUrl.of(text(visible("url"), row.getBytes(1))),
                    type.auth(readFields(type)),
                    trusted(text(visible("trusted_certificates"), row.getBytes(3))), practice(row));
            return new Registered(destination, readiness(row));
        } catch (IllegalArgumentException e) {
            throw new StorageException(Fault.DAMAGED, e);
        }
    }

    private static TrustedCertificates trusted(String pem) {
        return pem.isEmpty() ? TrustedCertificates.none() : TrustedCertificates.ofPem(pem);
    }

    private void insertFields(AuthType type, FieldValues values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO auth_field (name, sealed) VALUES (?, ?)")) {
            for (AuthField field : type.fields()) {
                insert.setString(1, field.id());
                insert.setBytes(2, field.isSecret()
                        ? values.secret(field.id()).withUtf8(fieldCell(field)::encrypt)
                        : seal(fieldCell(field), values.text(field.id())));
                insert.executeUpdate();
            }
        }
    }

    private FieldValues readFields(AuthType type) throws SQLException {
        Map<String, byte[]> sealed = sealedFields();
        Set<String> expected = type.fields().stream().map(AuthField::id).collect(Collectors.toSet());
        if (!sealed.keySet().equals(expected)) {
            throw new StorageException(Fault.DAMAGED);
        }
        Map<String, String> texts = new HashMap<>();
        Map<String, Secret> secrets = new HashMap<>();
        for (AuthField field : type.fields()) {
            if (field.isSecret()) {
                secrets.put(field.id(), secret(fieldCell(field), sealed.get(field.id())));
            } else {
                texts.put(field.id(), text(fieldCell(field), sealed.get(field.id())));
            }
        }
        return new FieldValues(texts, secrets);
    }

    private Map<String, byte[]> sealedFields() throws SQLException {
        Map<String, byte[]> sealed = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, sealed FROM auth_field")) {
            while (rows.next()) {
                sealed.put(rows.getString(1), rows.getBytes(2));
            }
        }
        return sealed;
    }

    private void set(PreparedStatement insert, int from, Optional<PracticeIdentity> practice) throws SQLException {
        if (practice.isPresent()) {
            PracticeIdentity identity = practice.get();
            insert.setInt(from, identity.port());
            insert.setBytes(from + 1, identity.privateKey().withUtf8(secretCell("practice_key")::encrypt));
            insert.setBytes(from + 2, visible("practice_certificate").encrypt(encoded(identity.certificate())));
        } else {
            insert.setNull(from, Types.INTEGER);
            insert.setNull(from + 1, Types.VARBINARY);
            insert.setNull(from + 2, Types.VARBINARY);
        }
    }

    private Optional<PracticeIdentity> practice(ResultSet row) throws SQLException {
        int port = row.getInt(4);
        if (row.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(new PracticeIdentity(port, secret(secretCell("practice_key"), row.getBytes(5)),
                certificate(visible("practice_certificate").decrypt(row.getBytes(6)))));
    }

    private static void set(PreparedStatement statement, int from, Readiness readiness) throws SQLException {
        statement.setString(from, readiness.state().name());
        statement.setObject(from + 1, readiness.at().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static Readiness readiness(ResultSet row) throws SQLException {
        Optional<Instant> at = Optional.ofNullable(row.getObject(8, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
        return new Readiness(Readiness.State.valueOf(row.getString(7)), at);
    }

    private ByteEncryptor visible(String column) {
        return cipher.visible(new Cell(DESTINATION, revision, column));
    }

    private ByteEncryptor secretCell(String column) {
        return cipher.secret(new Cell(DESTINATION, revision, column));
    }

    private ByteEncryptor fieldCell(AuthField field) {
        Cell cell = new Cell(AUTH_FIELD, revision + "/" + field.id(), "sealed");
        return field.isSecret() ? cipher.secret(cell) : cipher.visible(cell);
    }

    private static byte[] seal(ByteEncryptor cell, String text) {
        return cell.encrypt(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteEncryptor cell, byte[] sealed) {
        return new String(cell.decrypt(sealed), StandardCharsets.UTF_8);
    }

    private static Secret secret(ByteEncryptor cell, byte[] sealed) {
        byte[] utf8 = cell.decrypt(sealed);
        try {
            return Secret.ofUtf8(utf8);
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
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

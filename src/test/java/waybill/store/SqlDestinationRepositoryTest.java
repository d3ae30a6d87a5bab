package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.destination.Secret;
import waybill.destination.StorageException;
import waybill.destination.StorageException.Fault;

class SqlDestinationRepositoryTest {
    private static final Readiness READY = Readiness.of(Readiness.State.READY, Instant.parse("2026-03-01T10:15:30.123456789Z"));

    @TempDir private Path folder;
    private Home home;

    @BeforeEach
    void open() {
        home = Home.open(folder);
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void findsNothingInANewVault() {
        assertThat(home.destinations().find()).isEmpty();
    }

    @Test
    void findsWhatWasRegisteredAfterARestart() {
        for (Auth auth : Destinations.everyAuth("päss wörd 😀 \u202e")) {
            Destination destination = Destinations.with(auth);
            home.destinations().register(destination, Readiness.notTested());
            restart();
            assertThat(home.destinations().find()).contains(new Registered(destination, Readiness.notTested()));
            home.destinations().delete();
        }
    }

    @Test
    void keepsTrustedCertificatesAndThePracticeIdentity() {
        Destination destination = Destinations.practice("token", "private key");
        home.destinations().register(destination, READY);
        restart();
        assertThat(home.destinations().find()).contains(new Registered(destination, READY));
    }

    @Test
    void keepsASecretOfAHundredThousandCharacters() {
        Auth auth = new Auth.Basic("user", Secret.of("é".repeat(100_000)));
        home.destinations().register(Destinations.with(auth), READY);
        restart();
        assertThat(home.destinations().find().orElseThrow().destination().auth()).isEqualTo(auth);
    }

    @Test
    void refusesASecondDestination() {
        home.destinations().register(Destinations.bearer("first"), READY);
        assertFault(Fault.ALREADY_REGISTERED, () -> home.destinations().register(Destinations.bearer("second"), READY));
        assertThat(home.destinations().find()).contains(new Registered(Destinations.bearer("first"), READY));
    }

    @Test
    void theSchemaRefusesASecondRow() {
        home.destinations().register(Destinations.bearer("first"), READY);
        assertThatThrownBy(() -> sql("INSERT INTO destination (id, revision, url, auth_type, trusted_certificates, readiness) "
                + "SELECT 2, revision, url, auth_type, trusted_certificates, readiness FROM destination"))
                .satisfies(e -> assertThat(rootSql(e)).isEqualTo(23513));
        assertThatThrownBy(() -> sql("INSERT INTO destination (revision, url, auth_type, trusted_certificates, readiness) "
                + "SELECT revision, url, auth_type, trusted_certificates, readiness FROM destination"))
                .satisfies(e -> assertThat(rootSql(e)).isEqualTo(23505));
    }

    @Test
    void replacesTheWholeDestination() {
        home.destinations().register(Destinations.practice("old", "private key"), READY);
        Destination replacement = Destinations.with(new Auth.Basic("user", Secret.of("new")));
        home.destinations().replace(replacement, Readiness.notTested());
        restart();
        assertThat(home.destinations().find()).contains(new Registered(replacement, Readiness.notTested()));
    }

    @Test
    void replacesNothingWhereNothingIsRegistered() {
        assertFault(Fault.NOT_REGISTERED, () -> home.destinations().replace(Destinations.bearer("token"), READY));
        assertThat(home.destinations().find()).isEmpty();
    }

    @Test
    void notesReadinessAndNothingElse() {
        Destination destination = Destinations.practice("token", "private key");
        home.destinations().register(destination, Readiness.notTested());
        assertThat(home.destinations().note(destination, READY)).isTrue();
        restart();
        assertThat(home.destinations().find()).contains(new Registered(destination, READY));
    }

    @Test
    void notesNothingOfAnotherDestination() {
        home.destinations().register(Destinations.bearer("tested"), Readiness.notTested());
        home.destinations().replace(Destinations.bearer("token"), Readiness.notTested());
        assertThat(home.destinations().note(Destinations.bearer("tested"), READY)).isFalse();
        assertThat(home.destinations().find())
                .contains(new Registered(Destinations.bearer("token"), Readiness.notTested()));
    }

    @Test
    void notesNothingOnceTheDestinationIsGone() {
        assertThat(home.destinations().note(Destinations.bearer("token"), READY)).isFalse();
        assertThat(home.destinations().find()).isEmpty();
    }

    @Test
    void forgetsADeletedDestination() {
        home.destinations().register(Destinations.practice("token", "private key"), READY);
        home.destinations().delete();
        home.destinations().delete();
        restart();
        assertThat(home.destinations().find()).isEmpty();
        home.destinations().register(Destinations.bearer("next"), READY);
    }

    @Test
    void saysThatTheVaultIsLocked() {
        home.vault().lock();
        assertFault(Fault.LOCKED, () -> home.destinations().find());
        assertFault(Fault.LOCKED, () -> home.destinations().register(Destinations.bearer("token"), READY));
    }

    @Test
    void noticesARowThatIsGone() {
        home.destinations().register(Destinations.bearer("token"), READY);
        sql("DELETE FROM destination");
        assertFault(Fault.DAMAGED, () -> home.destinations().find());
    }

    @Test
    void noticesAFieldThatIsGone() {
        home.destinations().register(Destinations.with(Destinations.everyAuth("secret").get(1)), READY);
        sql("DELETE FROM auth_field WHERE name = 'hmacPrefix'");
        assertFault(Fault.DAMAGED, () -> home.destinations().find());
    }

    @Test
    void noticesValuesOfAnOlderRevision() {
        home.destinations().register(Destinations.bearer("token"), READY);
        sql("CREATE TABLE kept AS SELECT url FROM destination");
        home.destinations().replace(Destinations.bearer("token"), READY);
        sql("UPDATE destination SET url = (SELECT url FROM kept)");
        assertFault(Fault.DAMAGED, () -> home.destinations().find());
    }

    @Test
    void survivesThreadsThatAreInterrupted() {
        Thread.currentThread().interrupt();
        home.destinations().register(Destinations.bearer("token"), READY);
        Optional<Registered> found = home.destinations().find();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(found).contains(new Registered(Destinations.bearer("token"), READY));
    }

    private void restart() {
        home.close();
        home = Home.open(folder);
    }

    private void sql(String statement) {
        home.database().run(session -> session.write((Connection connection, SecretCipher _) -> {
            try (Statement sql = connection.createStatement()) {
                return sql.execute(statement);
            }
        }));
    }

    private static int rootSql(Throwable e) {
        return ((SQLException) e.getCause()).getErrorCode();
    }

    private static void assertFault(Fault fault, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StorageException.class,
                e -> assertThat(e.fault()).isEqualTo(fault));
    }
}

package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.vault.Keychain.Availability;
import waybill.vault.VaultStatus.OpenedBy;

/** The keychain has its time anew for each task, and not what an earlier one that it let wait has left of it. */
class TimeForEachTaskTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final VaultStatus BY_KEYCHAIN = new VaultStatus.Opened(OpenedBy.KEYCHAIN);
    private static final KeyChange CHANGED = new KeyChange.Changed();

    @TempDir private Path parent;
    private final FakeKeychain keychain = FakeKeychain.absent();
    private final TimedKeychain timed = new TimedKeychain(keychain, LIMIT);
    private Vault vault;

    @BeforeEach
    void begin() {
        var folder = new VaultFolder(parent.resolve("home"));
        var store = new PlainStore();
        vault = new Vault(folder, store, timed, InstantSource.system(),
                new VaultCreation(folder, store, new SecureRandom(), Argon2Cost.FLOOR));
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void opening() {
        letsATaskWait();
        assertThat(vault.open()).isEqualTo(BY_KEYCHAIN);
    }

    @Test
    void creatingWhereAnotherProcessHasMadeOneMeanwhile() {
        assertThat(vault.open()).isEqualTo(new VaultStatus.NeedsNewPassphrase());
        letsATaskWait();
        try (Vault other = TestVaults.vault(parent.resolve("home"), keychain, new PlainStore(), InstantSource.system())) {
            assertThat(other.open()).isEqualTo(BY_KEYCHAIN);
        }
        assertThat(vault.create(TestVaults.passphrase())).isEqualTo(BY_KEYCHAIN);
    }

    @Test
    void changingTheKeys() {
        TestVaults.open(vault);
        letsATaskWait();
        assertThat(vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase())).isEqualTo(CHANGED);
    }

    @Test
    void settingAside() {
        TestVaults.open(vault);
        letsATaskWait();
        assertThat(vault.setAside()).isEqualTo(BY_KEYCHAIN);
    }

    @Test
    void restoring() {
        TestVaults.open(vault);
        Path file = parent.resolve("my.waybill");
        vault.backups().write(file, Backup.Kind.VAULT, TestVaults.passphrase());
        try (Backup backup = ((Backups.Look.Inside) vault.backups().look(file, TestVaults.passphrase())).backup()) {
            letsATaskWait();
            assertThat(vault.restore(backup, new char[0])).isEqualTo(CHANGED);
        }
        assertThat(vault.status()).isEqualTo(BY_KEYCHAIN);
    }

    @Test
    void isNotForAQuestionBesideATaskToGiveOrToLack() {
        letsATaskWait();
        assertThat(vault.isKeychainReady()).isTrue();
        keychain.freeze();
        Instant begun = Instant.now();
        assertThat(timed.availability()).isEqualTo(Availability.ABSENT);
        assertThat(Duration.between(begun, Instant.now())).as("nothing is left of it").isLessThan(LIMIT.dividedBy(2));
        keychain.thaw();
    }

    /** As long as it may; after that the keychain answers at once. */
    private void letsATaskWait() {
        keychain.freeze();
        timed.begin();
        assertThat(timed.availability()).isEqualTo(Availability.ABSENT);
        keychain.become(Availability.READY);
        keychain.thaw();
    }
}

package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.vault.FakeKeychain;
import waybill.vault.KeyOrder;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;
import waybill.vault.VaultStatus.OpenedBy;
import waybill.vault.VaultStatus.Refusal;

/** A key file and a database that fit one another, copied earlier and put back: the keychain remembers the newer state. */
class OlderStateTest {
    private static final VaultStatus OPENED = new VaultStatus.Opened(OpenedBy.KEYCHAIN);
    private static final List<String> FILES = List.of("vault.json", "waybill.mv.db");

    @TempDir private Path parent;
    private final Database database = new Database(new SecureRandom());
    private final FakeKeychain keychain = FakeKeychain.ready();

    @BeforeEach
    void makeAVault() throws IOException {
        try (Vault vault = vault()) {
            assertThat(vault.open()).isEqualTo(OPENED);
            destinations().register(Destinations.bearer("before"), Readiness.notTested());
        }
        Files.createDirectory(copy());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isNoticedAndNothingIsChanged() throws IOException {
        putBackWhatWasThereBeforeAChange();
        Vault vault = vault();
        for (int time = 0; time < 3; time++) {
            assertOlder(vault.open());
        }
        for (String name : FILES) {
            assertThat(home().resolve(name)).hasSameBinaryContentAs(copy().resolve(name));
        }
    }

    @Test
    void isNoticedAfterNoMoreThanAnOpening() throws IOException {
        take();
        assertOpensAndCounts(3);
        putBack();
        assertOlder(vault().open());
    }

    @Test
    void isNoticedWhereAChangeWasMadeInTheSameSession() throws IOException {
        try (Vault vault = vault()) {
            vault.open();
            take();
            destinations().replace(Destinations.bearer("after"), Readiness.notTested());
        }
        putBack();
        assertOlder(vault().open());
    }

    @Test
    void isUsedWhereThePersonSaysSo() throws IOException {
        putBackWhatWasThereBeforeAChange();
        try (Vault vault = vault()) {
            assertOlder(vault.open());
            assertThat(vault.openOlder()).isEqualTo(OPENED);
            assertThat(found()).isEqualTo(Destinations.bearer("before"));
        }
        assertThat(vault().open()).as("it is the vault's state from now on").isEqualTo(OPENED);
    }

    @Test
    void isUsedOnlyWhereItWasNoticed() {
        Vault vault = vault();
        assertThat(vault.openOlder()).isInstanceOf(VaultStatus.Refused.class);
        assertThat(vault.open()).isEqualTo(OPENED);
    }

    @Test
    void theNewerStateIsOpenedWhenItIsBack() throws IOException {
        take();
        Path newer = Files.createDirectory(parent.resolve("newer"));
        assertOpensAndCounts(3);
        copy(home(), newer);
        putBack();
        assertOlder(vault().open());
        copy(newer, home());
        assertThat(vault().open()).isEqualTo(OPENED);
    }

    @Test
    void aKeychainThatIsBehindIsNoReasonToRefuse() {
        byte[] first = counter();
        for (int opened = 3; opened < 6; opened++) {
            assertOpensAndCounts(opened);
        }
        keychain.counters().replaceAll((_, _) -> first);
        assertThat(vault().open()).isEqualTo(OPENED);
    }

    @Test
    void aCounterThatIsGoneOrGarbageIsWrittenAnew() {
        keychain.counters().clear();
        assertOpensAndCounts(3);
        keychain.counters().replaceAll((_, _) -> new byte[]{1, 2, 3});
        assertOpensAndCounts(4);
        keychain.counters().replaceAll((_, value) -> ByteBuffer.wrap(value.clone()).putLong(1_000).array());
        assertOpensAndCounts(5);
    }

    @Test
    void theCounterOfAnotherVaultIsNotBelieved() {
        byte[] first = counter();
        Path other = parent.resolve("other");
        try (Vault vault = TestVaults.vault(other, keychain, database, InstantSource.system())) {
            vault.open();
            for (int time = 0; time < 5; time++) {
                vault.lock();
                vault.open();
            }
        }
        byte[] others = keychain.counters().values().stream().filter(value -> value != first).findFirst().orElseThrow();
        keychain.counters().replaceAll((_, _) -> others);
        assertThat(vault().open()).isEqualTo(OPENED);
    }

    @Test
    void followsTheWaysToOpen() {
        try (Vault vault = vault()) {
            vault.open();
            vault.change(new KeyOrder.UsePassphrase(TestVaults.passphrase()), new char[0]);
            destinations().replace(Destinations.bearer("after"), Readiness.notTested());
            assertThat(keychain.counters()).as("a passphrase opens it").isEmpty();
            vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase());
            await().untilAsserted(() -> assertThat(counted()).isEqualTo(4));
        }
    }

    @Test
    void isForgottenWithTheOldKeys() {
        String before = keychain.counters().keySet().iterator().next();
        try (Vault vault = vault()) {
            vault.open();
            vault.change(new KeyOrder.NewKeys(), new char[0]);
        }
        await().untilAsserted(() -> assertThat(keychain.counters()).hasSize(1).doesNotContainKey(before));
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void aCopyThatOnlyAPassphraseOpensIsNotNoticed() throws IOException {
        try (Vault vault = vault()) {
            vault.open();
            vault.change(new KeyOrder.UsePassphrase(TestVaults.passphrase()), new char[0]);
        }
        take();
        try (Vault vault = vault()) {
            TestVaults.open(vault);
        }
        putBack();
        assertThat(TestVaults.open(vault())).as("as the threat model says")
                .isEqualTo(new VaultStatus.Opened(OpenedBy.PASSPHRASE));
    }

    @Test
    void aKeyFileFromBeforeAChangeOfThePassphraseIsAcceptedUntilTheVaultIsTwoAhead() throws IOException {
        char[] old = TestVaults.passphrase();
        try (Vault vault = vault()) {
            vault.open();
            vault.change(new KeyOrder.UsePassphrase(old), new char[0]);
            take();
            vault.change(new KeyOrder.ChangePassphrase("a new one".toCharArray()), TestVaults.passphrase());
        }
        try (Vault vault = vault()) {
            vault.open();
            assertThat(vault.unlock("a new one".toCharArray())).isInstanceOf(VaultStatus.Opened.class);
        }
        byte[] newer = Files.readAllBytes(home().resolve("vault.json"));
        byte[] database = Files.readAllBytes(home().resolve("waybill.mv.db"));
        Files.copy(copy().resolve("vault.json"), home().resolve("vault.json"), StandardCopyOption.REPLACE_EXISTING);
        try (Vault vault = vault()) {
            assertThat(TestVaults.open(vault)).as("as the threat model says").isInstanceOf(VaultStatus.Opened.class);
        }
        Files.write(home().resolve("vault.json"), newer);
        Files.write(home().resolve("waybill.mv.db"), database);
        try (Vault vault = vault()) {
            vault.open();
            assertThat(vault.unlock("a new one".toCharArray())).isInstanceOf(VaultStatus.Opened.class);
        }
        Files.copy(copy().resolve("vault.json"), home().resolve("vault.json"), StandardCopyOption.REPLACE_EXISTING);
        try (Vault vault = vault()) {
            assertThat(TestVaults.open(vault)).isInstanceOfSatisfying(VaultStatus.Refused.class,
                    refused -> assertThat(refused.refusal()).isEqualTo(Refusal.KEY_FILE_DAMAGED));
        }
    }

    private void putBackWhatWasThereBeforeAChange() throws IOException {
        take();
        try (Vault vault = vault()) {
            vault.open();
            destinations().replace(Destinations.bearer("after"), Readiness.notTested());
        }
        putBack();
    }

    private void assertOpensAndCounts(long opened) {
        try (Vault vault = vault()) {
            assertThat(vault.open()).isEqualTo(OPENED);
        }
        assertThat(counted()).isEqualTo(opened);
    }

    private static void assertOlder(VaultStatus status) {
        assertThat(status).isInstanceOfSatisfying(VaultStatus.Refused.class,
                refused -> assertThat(refused.refusal()).as(refused.detail()).isEqualTo(Refusal.OLDER_STATE));
    }

    private byte[] counter() {
        return keychain.counters().values().iterator().next();
    }

    private long counted() {
        return ByteBuffer.wrap(counter()).getLong();
    }

    private Object found() {
        return destinations().find().map(Registered::destination).orElseThrow();
    }

    private SqlDestinationRepository destinations() {
        return new SqlDestinationRepository(database, new SecureRandom());
    }

    private void take() throws IOException {
        copy(home(), copy());
    }

    private void putBack() throws IOException {
        copy(copy(), home());
    }

    private static void copy(Path from, Path to) throws IOException {
        for (String name : FILES) {
            Files.write(to.resolve(name), Files.readAllBytes(from.resolve(name)));
        }
    }

    private Vault vault() {
        return TestVaults.vault(home(), keychain, database, InstantSource.system());
    }

    private Path home() {
        return parent.resolve("home");
    }

    private Path copy() {
        return parent.resolve("copy");
    }
}

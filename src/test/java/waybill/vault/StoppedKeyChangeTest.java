package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import waybill.vault.Keychain.Availability;
import waybill.vault.StoppingFiles.How;

/**
 * Stops before and after each single operation on files by which the keys of a vault are changed. Afterwards it opens in the old
 * or in the new way and in no other, and is as usable in the process that failed as in the next one.
 */
class StoppedKeyChangeTest {
    private static final String KEYCHAIN = "the keychain";
    private static final String NEXT = "the next passphrase";
    private static final Set<String> BY_PASSPHRASE = Set.of(TestVaults.PASSPHRASE);

    @TempDir(factory = StoppedVaults.InMemory.class) private Path parent;
    private StoppedVaults vaults;
    private FakeKeychain keychain;
    /** What may open the vault, after what the process said that was stopped. */
    private List<Set<String>> said = List.of();
    private boolean isKept;

    @BeforeEach
    void begin() {
        vaults = new StoppedVaults(parent);
        keychain = vaults.keychain();
    }

    @ParameterizedTest
    @EnumSource
    void anotherPassphrase(How how) throws IOException {
        changed(how, Availability.ABSENT, () -> new KeyOrder.ChangePassphrase(NEXT.toCharArray()),
                List.of(BY_PASSPHRASE, Set.of(NEXT)));
    }

    @ParameterizedTest
    @EnumSource
    void aPassphraseInPlaceOfTheKeychain(How how) throws IOException {
        changed(how, Availability.READY, () -> new KeyOrder.UsePassphrase(NEXT.toCharArray()),
                List.of(Set.of(KEYCHAIN), Set.of(NEXT)));
    }

    @ParameterizedTest
    @EnumSource
    void newKeysInTheKeychain(How how) throws IOException {
        changed(how, Availability.READY, () -> new KeyOrder.NewKeys(),
                List.of(Set.of(KEYCHAIN), Set.of(KEYCHAIN)));
    }

    @ParameterizedTest
    @EnumSource
    void anotherRecoveryKey(How how) throws IOException {
        RecoveryKey[] keys = new RecoveryKey[2];
        vaults.eachTime(how, () -> {}, (vault, files) -> {
            files.pause();
            TestVaults.open(vault);
            keys[0] = TestVaults.recoveryKey(vault);
            keys[1] = TestVaults.madeRecoveryKey(vault);
            files.goOn();
            KeyChange outcome = vault.change(new KeyOrder.KeepRecoveryKey(keys[1]), new char[0]);
            isKept = outcome instanceof KeyChange.Changed;
            assertIsUsable(how, vault);
        }, () -> {
            List<RecoveryKey> open = Stream.of(keys).filter(this::recovers).toList();
            assertThat(open).as("one opens it, and the other does not").hasSize(1);
            if (isKept || how != How.KILLED) {
                assertThat(open).containsExactly(keys[isKept ? 1 : 0]);
            }
            assertThat(opens()).isEqualTo(Set.of(NEXT));
        });
        assertThat(vaults.stops()).isGreaterThan(8);
    }

    private void changed(How how, Availability available, Supplier<KeyOrder> order, List<Set<String>> oldAndNew)
            throws IOException {
        vaults.eachTime(how, () -> {
            keychain.entries().clear();
            keychain.become(available);
        }, (vault, files) -> {
            files.pause();
            TestVaults.open(vault);
            files.goOn();
            KeyChange outcome = vault.change(order.get(), TestVaults.passphrase());
            assertIsUsable(how, vault);
            said = outcome instanceof KeyChange.Changed
                    ? oldAndNew.subList(1, 2)
                    : how == How.KILLED ? oldAndNew : oldAndNew.subList(0, 1);
        }, () -> {
            assertThat(opens()).isIn(said);
            startWithTheKeychain();
            vaults.awaitNames("vault.json", "database");
            assertThat(Set.of(TestVaults.installId(vaults.home()))).as("of no other vault is a key left")
                    .containsAll(keychain.entries().keySet());
        });
        assertThat(vaults.stops()).isGreaterThan(8);
    }

    /** Without it, a key that it is to forget is only named: where a passphrase has opened a vault whose process was killed. */
    private void startWithTheKeychain() {
        try (Vault vault = vaults.vault(vaults.home())) {
            vault.open();
        }
    }

    /** What has failed is over: what is open is whole, and what is not can be opened. */
    private static void assertIsUsable(How how, Vault vault) {
        if (how != How.KILLED) {
            assertThat(vault.status()).isNotInstanceOf(VaultStatus.Refused.class);
            vault.close();
        }
    }

    /** In the next process, which says what opens it. */
    private Set<String> opens() {
        return Stream.of(KEYCHAIN, TestVaults.PASSPHRASE, NEXT).filter(this::opensWith)
                .collect(Collectors.toSet());
    }

    private boolean opensWith(String way) {
        boolean isKeychain = way.equals(KEYCHAIN);
        try (Vault vault = isKeychain ? vaults.vault(vaults.home()) : vaults.vaultWithoutKeychain()) {
            VaultStatus status = vault.open();
            return isKeychain
                    ? status instanceof VaultStatus.Opened
                    : status instanceof VaultStatus.NeedsPassphrase
                            && vault.unlock(way.toCharArray()) instanceof VaultStatus.Opened;
        }
    }

    private boolean recovers(RecoveryKey key) {
        try (Vault vault = vaults.vault(vaults.home())) {
            vault.open();
            return vault.recover(key, NEXT.toCharArray()) instanceof KeyChange.Changed;
        }
    }
}

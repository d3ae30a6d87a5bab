package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import waybill.vault.Keychain.Availability;
import waybill.vault.StoppingFiles.How;
import waybill.vault.VaultStatus.OpenedBy;

/** What a process that was killed had given the keychain, where the next start finds none, as on another desktop. */
class ForgottenKeysTest {
    @TempDir(factory = StoppedVaults.InMemory.class) private Path parent;
    private StoppedVaults vaults;
    private FakeKeychain keychain;
    private String first;

    @BeforeEach
    void begin() {
        vaults = new StoppedVaults(parent);
        keychain = vaults.keychain();
    }

    @Test
    void theKeyOfAVaultThatWasNotMadeIsForgottenOnceTheKeychainIsThereAgain() throws IOException {
        vaults.eachTime(How.KILLED, this::ready, (vault, _) -> vault.open(), () -> {
            VaultStatus without = openedWithoutTheKeychain();
            VaultStatus now = opened();
            if (without instanceof VaultStatus.Opened) {
                assertThat(now).as("with a passphrase, meanwhile").isInstanceOf(VaultStatus.NeedsPassphrase.class);
                awaitNothingLeft();
                assertThat(keychain.entries()).isEmpty();
            } else {
                assertThat(now).as("it was made").isEqualTo(new VaultStatus.Opened(OpenedBy.KEYCHAIN));
                awaitNothingLeft();
                assertOneKey();
            }
        });
        assertThat(vaults.stops()).isGreaterThan(20);
    }

    @Test
    void theNewKeyThatWasNotDecidedOnIsForgottenOnceTheKeychainIsThereAgain() throws IOException {
        vaults.eachTime(How.KILLED, this::ready, (vault, files) -> {
            files.pause();
            vault.open();
            files.goOn();
            vault.change(new KeyOrder.NewKeys(), new char[0]);
        }, () -> {
            assertThat(openedWithoutTheKeychain()).isInstanceOf(VaultStatus.Refused.class);
            assertThat(opened()).isEqualTo(new VaultStatus.Opened(OpenedBy.KEYCHAIN));
            awaitNothingLeft();
            assertOneKey();
        });
        assertThat(vaults.stops()).isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "ERROR"})
    void aKeyThatTheKeychainDoesNotRemoveIsNamedByAFolderUntilItDoes(How how) throws IOException {
        vaults.eachTime(how, this::ready, (vault, files) -> {
            files.pause();
            vault.open();
            first = TestVaults.installId(vaults.home());
            files.goOn();
            keychain.keepAll(true);
            vault.change(new KeyOrder.NewKeys(), new char[0]);
            vault.close();
            TestVaults.awaitForgetting();
        }, () -> {
            assertThat(keychain.entries().keySet()).isSubsetOf(named());
            assertOnlyMarks();
            keychain.keepAll(false);
            assertThat(opened()).isEqualTo(new VaultStatus.Opened(OpenedBy.KEYCHAIN));
            awaitNothingLeft();
        });
        assertThat(vaults.stops()).isGreaterThan(20);
    }

    private void ready() {
        keychain.become(Availability.READY);
        keychain.entries().clear();
    }

    private VaultStatus openedWithoutTheKeychain() throws IOException {
        keychain.become(Availability.ABSENT);
        try (Vault vault = vaults.vault(vaults.home())) {
            VaultStatus status = TestVaults.open(vault);
            assertOnlyMarks();
            return status;
        } finally {
            keychain.become(Availability.READY);
        }
    }

    private VaultStatus opened() {
        try (Vault vault = vaults.vault(vaults.home())) {
            return vault.open();
        }
    }

    /** The vaults of which something is in the folder. */
    private Set<String> named() throws IOException {
        Set<String> named = new HashSet<>();
        for (String name : vaults.names()) {
            named.add(switch (name) {
                case "vault.json" -> TestVaults.installId(vaults.home());
                case "vault.json.outdated" -> first;
                default -> name.substring(name.indexOf('-') + 1);
            });
        }
        return named;
    }

    /** Of what was not made, nothing is there that could be opened. */
    private void assertOnlyMarks() throws IOException {
        for (String name : vaults.names()) {
            if (name.startsWith(".n")) {
                assertThat(vaults.home().resolve(name).toFile().list()).as(name).isSubsetOf("in-keychain");
            }
        }
    }

    private void awaitNothingLeft() {
        vaults.awaitNames("vault.json", "database");
    }

    private void assertOneKey() throws IOException {
        assertThat(keychain.entries().keySet()).isEqualTo(Set.of(TestVaults.installId(vaults.home())));
    }
}

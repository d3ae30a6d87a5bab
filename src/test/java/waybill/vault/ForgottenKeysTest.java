package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.vault.Keychain.Availability;
import waybill.vault.StoppingFiles.How;
import waybill.vault.VaultStatus.OpenedBy;

/** What a process that was killed had given the keychain, where the next start finds none, as on another desktop. */
class ForgottenKeysTest {
    @TempDir(factory = StoppedVaults.InMemory.class) private Path parent;
    private StoppedVaults vaults;
    private FakeKeychain keychain;

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
                assertThat(keychain.entries()).isEmpty();
            } else {
                assertThat(now).as("it was made").isEqualTo(new VaultStatus.Opened(OpenedBy.KEYCHAIN));
                assertOneKey();
            }
            assertThat(vaults.names()).containsExactlyInAnyOrder("vault.json", "database");
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
            assertOneKey();
            assertThat(vaults.names()).containsExactlyInAnyOrder("vault.json", "database");
        });
        assertThat(vaults.stops()).isGreaterThan(20);
    }

    private void ready() {
        keychain.become(Availability.READY);
        keychain.entries().clear();
    }

    private VaultStatus openedWithoutTheKeychain() {
        keychain.become(Availability.ABSENT);
        try (Vault vault = vaults.vault(vaults.home())) {
            return TestVaults.open(vault);
        } finally {
            keychain.become(Availability.READY);
        }
    }

    private VaultStatus opened() {
        try (Vault vault = vaults.vault(vaults.home())) {
            return vault.open();
        }
    }

    private void assertOneKey() throws IOException {
        assertThat(keychain.entries().keySet()).isEqualTo(Set.of(TestVaults.installId(vaults.home())));
    }
}

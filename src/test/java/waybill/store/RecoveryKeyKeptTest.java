package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.vault.KeyChange;
import waybill.vault.KeyOrder;
import waybill.vault.KeyWay;
import waybill.vault.RecoveryKey;
import waybill.vault.TestVaults;
import waybill.vault.Vault;

/** A recovery key counts from when it is kept, not from when it is shown. */
class RecoveryKeyKeptTest {
    @TempDir private Path folder;
    private Vault vault;

    @BeforeEach
    void make() {
        vault = TestVaults.vault(folder, new Database(new SecureRandom()));
        TestVaults.open(vault);
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void theOneBeforeOpensTheVaultUntilTheNewOneIsKept() {
        RecoveryKey before = TestVaults.recoveryKey(vault);
        RecoveryKey shown = TestVaults.madeRecoveryKey(vault);
        vault.lock();
        assertThat(recover(shown)).isEqualTo(new KeyChange.WrongRecoveryKey());
        assertThat(recover(before)).isEqualTo(new KeyChange.Changed());
    }

    @Test
    void oneThatWasOnlyShownIsNoWayToOpenTheVault() {
        TestVaults.madeRecoveryKey(vault);
        assertThat(vault.ways()).doesNotContain(KeyWay.RECOVERY_KEY);
    }

    @Test
    void isNotKeptOnceTheVaultWasLocked() {
        RecoveryKey shown = TestVaults.madeRecoveryKey(vault);
        vault.lock();
        TestVaults.open(vault);
        assertThat(keep(shown)).isEqualTo(new KeyChange.WrongRecoveryKey());
        assertThat(vault.ways()).doesNotContain(KeyWay.RECOVERY_KEY);
    }

    @Test
    void isNotKeptWhereAnotherWasShownSince() {
        RecoveryKey first = TestVaults.madeRecoveryKey(vault);
        RecoveryKey second = TestVaults.madeRecoveryKey(vault);
        assertThat(keep(first)).isEqualTo(new KeyChange.WrongRecoveryKey());
        assertThat(keep(second)).isEqualTo(new KeyChange.Changed());
        assertThat(keep(second)).as("once more").isEqualTo(new KeyChange.WrongRecoveryKey());
    }

    private KeyChange keep(RecoveryKey key) {
        return vault.change(new KeyOrder.KeepRecoveryKey(key), new char[0]);
    }

    private KeyChange recover(RecoveryKey key) {
        return vault.recover(key, TestVaults.passphrase());
    }
}

package waybill.store;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

import waybill.destination.Readiness;
import waybill.vault.Backup;
import waybill.vault.Backups.Look;
import waybill.vault.Backups.Written;
import waybill.vault.KeyChange;
import waybill.vault.KeyOrder;
import waybill.vault.Keychain.Availability;
import waybill.vault.RecoveryKey;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;

/**
 * Makes a vault; then takes the steps of {@link KeyedState.Step}, over and over, until it is killed. Says what it begins and what
 * was done; each state follows from its number, but for recovery keys, which it says.
 */
final class KeyChangingProcess {
    static final String OF_FILE = "the passphrase of the file";
    static final String RECOVERY_KEY = "recovery key ";

    private final KeychainInFiles keychain;
    private final Vault vault;
    private final SqlDestinationRepository destinations;
    private final Path file;

    private KeyChangingProcess(Path home, Path keychain, Path file) throws IOException {
        Database database = new Database(new SecureRandom());
        this.keychain = new KeychainInFiles(keychain);
        vault = TestVaults.vault(home, this.keychain, database, InstantSource.system());
        destinations = new SqlDestinationRepository(database, new SecureRandom());
        this.file = file;
    }

    /** @param arguments the folder of the data, the keychain's, the file for backups, the number of the state that is there, or none */
    public static void main(String[] arguments) throws IOException {
        var process = new KeyChangingProcess(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        process.run(Long.parseLong(arguments[3]));
    }

    private void run(long from) {
        if (from == KeyedState.NONE) {
            make();
        } else {
            VaultStatus status = vault.open();
            require(status instanceof VaultStatus.Opened
                    || vault.unlock(KeyedState.after(from).secret()) instanceof VaultStatus.Opened);
        }
        for (long step = Math.max(0, from) + 1;; step++) {
            System.out.println(CrashingProcess.BEGINS + step);
            take(step);
            System.out.println(CrashingProcess.ACKNOWLEDGED + step);
        }
    }

    /** With a passphrase: that the keychain opens it comes later. */
    private void make() {
        System.out.println(CrashingProcess.BEGINS + 0);
        keychain.become(Availability.ABSENT);
        vault.open();
        require(vault.create(KeyedState.after(0).secret()) instanceof VaultStatus.Opened);
        keychain.become(Availability.READY);
        System.out.println(CrashingProcess.ACKNOWLEDGED + 0);
    }

    private void take(long step) {
        char[] present = KeyedState.after(step - 1).secret();
        KeyedState next = KeyedState.after(step);
        switch (KeyedState.Step.of(step)) {
            case REGISTER -> destinations.register(KeyedState.destinationOf(step), Readiness.notTested());
            case EDIT, EDIT_AGAIN -> destinations.replace(KeyedState.destinationOf(step), Readiness.notTested());
            case DELETE -> destinations.delete();
            case PASSPHRASE -> change(new KeyOrder.ChangePassphrase(next.secret()), present);
            case USE_KEYCHAIN -> change(new KeyOrder.UseKeychain(), present);
            case USE_PASSPHRASE -> change(new KeyOrder.UsePassphrase(next.secret()), present);
            case NEW_KEYS, NEW_KEYS_FOR_BOTH, NEW_KEYS_IN_KEYCHAIN -> change(new KeyOrder.NewKeys(), present);
            case RECOVERY_KEY -> setRecoveryKey(step, present);
            case BACK_UP ->
                require(vault.backups().write(file, Backup.Kind.VAULT, OF_FILE.toCharArray()) instanceof Written.Done);
            case RESTORE, RESTORE_IN_KEYCHAIN -> restore(next);
        }
    }

    private void change(KeyOrder order, char[] present) {
        KeyChange outcome = vault.change(order, present);
        require(outcome instanceof KeyChange.Changed);
    }

    private void setRecoveryKey(long step, char[] present) {
        RecoveryKey key = ((KeyChange.Made) vault.change(new KeyOrder.NewRecoveryKey(), present)).key();
        System.out.println(RECOVERY_KEY + step + " " + new String(key.text()));
        change(new KeyOrder.KeepRecoveryKey(key), new char[0]);
    }

    private void restore(KeyedState next) {
        switch (vault.backups().look(file, OF_FILE.toCharArray())) {
            case Look.Inside(var backup) -> {
                try (backup) {
                    require(vault.restore(backup, next.secret()) instanceof KeyChange.Changed);
                }
            }
            case Look.Refused(var why, var detail) -> throw new AssertionError(why + ": " + detail);
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError("a step was refused");
        }
    }
}

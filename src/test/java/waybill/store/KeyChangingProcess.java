package waybill.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.Readiness;
import waybill.vault.Backup;
import waybill.vault.Backups.Look;
import waybill.vault.Backups.Written;
import waybill.vault.FakeKeychain;
import waybill.vault.KeyChange;
import waybill.vault.KeyOrder;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;

/**
 * Makes a vault; then registers, edits, changes the passphrase, makes new keys, backs up, restores and deletes, over and over,
 * until it is killed. Says what it begins and what was done; each state follows from its number.
 */
final class KeyChangingProcess {
    static final String OF_FILE = "the passphrase of the file";

    private final Vault vault;
    private final SqlDestinationRepository destinations;
    private final Path file;

    private KeyChangingProcess(Path home, Path file) {
        Database database = new Database(new SecureRandom());
        vault = TestVaults.vault(home, FakeKeychain.absent(), database, InstantSource.system());
        destinations = new SqlDestinationRepository(database, new SecureRandom());
        this.file = file;
    }

    /**
     * What holds after a step.
     *
     * @param destination the step that last edited; none where nothing is registered
     * @param passphrase the step that last set the passphrase
     * @param backup the destination in the backup; none where there is no backup
     */
    record State(long destination, long passphrase, long backup) {
        static final long NONE = -1;

        /** @param number 0 for a vault that was just made */
        static State after(long number) {
            State state = new State(NONE, 0, NONE);
            for (long step = 1; step <= number; step++) {
                state = state.next(step);
            }
            return state;
        }

        private State next(long step) {
            return switch (Step.of(step)) {
                case REGISTER, EDIT, EDIT_AGAIN -> new State(step, passphrase, backup);
                case PASSPHRASE -> new State(destination, step, backup);
                case NEW_KEYS -> this;
                case BACK_UP -> new State(destination, passphrase, destination);
                case RESTORE -> new State(backup, step, backup);
                case DELETE -> new State(NONE, passphrase, backup);
            };
        }

        Optional<Destination> registered() {
            return destination == NONE ? Optional.empty() : Optional.of(destinationOf(destination));
        }

        /** What the step of that number registered. */
        static Destination destinationOf(long step) {
            List<Auth> auths = Destinations.everyAuth("secret-" + step);
            return Destinations.with(auths.get((int) (step % auths.size())));
        }

        char[] secret() {
            return ("passphrase number " + passphrase).toCharArray();
        }
    }

    enum Step {
        REGISTER, EDIT, PASSPHRASE, NEW_KEYS, BACK_UP, EDIT_AGAIN, RESTORE, DELETE;

        static Step of(long number) {
            return values()[(int) ((number - 1) % values().length)];
        }
    }

    /** @param arguments the data folder, the file for backups, the number of the state that is there, or {@link State#NONE} */
    public static void main(String[] arguments) {
        var process = new KeyChangingProcess(Path.of(arguments[0]), Path.of(arguments[1]));
        process.run(Long.parseLong(arguments[2]));
    }

    private void run(long from) {
        if (from == State.NONE) {
            make();
        } else {
            vault.open();
            require(vault.unlock(State.after(from).secret()) instanceof VaultStatus.Opened);
        }
        for (long step = Math.max(0, from) + 1;; step++) {
            System.out.println(CrashingProcess.BEGINS + step);
            take(step);
            System.out.println(CrashingProcess.ACKNOWLEDGED + step);
        }
    }

    private void make() {
        System.out.println(CrashingProcess.BEGINS + 0);
        vault.open();
        require(vault.create(State.after(0).secret()) instanceof VaultStatus.Opened);
        System.out.println(CrashingProcess.ACKNOWLEDGED + 0);
    }

    private void take(long step) {
        char[] present = State.after(step - 1).secret();
        State next = State.after(step);
        switch (Step.of(step)) {
            case REGISTER -> destinations.register(State.destinationOf(step), Readiness.notTested());
            case EDIT, EDIT_AGAIN -> destinations.replace(State.destinationOf(step), Readiness.notTested());
            case DELETE -> destinations.delete();
            case PASSPHRASE ->
                require(vault.change(new KeyOrder.ChangePassphrase(next.secret()), present) instanceof KeyChange.Changed);
            case NEW_KEYS -> require(vault.change(new KeyOrder.NewKeys(), present) instanceof KeyChange.Changed);
            case BACK_UP ->
                require(vault.backups().write(file, Backup.Kind.VAULT, OF_FILE.toCharArray()) instanceof Written.Done);
            case RESTORE -> restore(next);
        }
    }

    private void restore(State next) {
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

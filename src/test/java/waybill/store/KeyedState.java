package waybill.store;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.vault.KeyWay;

/**
 * What holds after a step of {@link KeyChangingProcess}.
 *
 * @param destination the step that last edited; none where nothing is registered
 * @param passphrase the step that last set the passphrase; none where there is none
 * @param isInKeychain whether the keychain opens it
 * @param recovery the step that made the recovery key; none where there is none
 * @param backup the destination in the backup; none where there is no backup
 */
record KeyedState(long destination, long passphrase, boolean isInKeychain, long recovery, long backup) {
    static final long NONE = -1;

    /** What is done, over and over, in this order. */
    enum Step {
        REGISTER, EDIT, PASSPHRASE, NEW_KEYS, BACK_UP, USE_KEYCHAIN, NEW_KEYS_FOR_BOTH, RECOVERY_KEY, RESTORE_IN_KEYCHAIN, NEW_KEYS_IN_KEYCHAIN, EDIT_AGAIN, USE_PASSPHRASE, RESTORE, DELETE;

        static Step of(long number) {
            return values()[(int) ((number - 1) % values().length)];
        }
    }

    /** @param number 0 for a vault that was just made */
    static KeyedState after(long number) {
        KeyedState state = new KeyedState(NONE, 0, false, NONE, NONE);
        for (long step = 1; step <= number; step++) {
            state = state.next(step);
        }
        return state;
    }

    private KeyedState next(long step) {
        return switch (Step.of(step)) {
            case REGISTER, EDIT, EDIT_AGAIN -> withDestination(step);
            case DELETE -> withDestination(NONE);
            case PASSPHRASE -> new KeyedState(destination, step, isInKeychain, recovery, backup);
            case NEW_KEYS, NEW_KEYS_FOR_BOTH, NEW_KEYS_IN_KEYCHAIN ->
                new KeyedState(destination, passphrase, isInKeychain, NONE, backup);
            case USE_KEYCHAIN -> new KeyedState(destination, passphrase, true, recovery, backup);
            case USE_PASSPHRASE -> new KeyedState(destination, step, false, recovery, backup);
            case RECOVERY_KEY -> new KeyedState(destination, passphrase, isInKeychain, step, backup);
            case BACK_UP -> new KeyedState(destination, passphrase, isInKeychain, recovery, destination);
            case RESTORE -> new KeyedState(backup, step, false, NONE, backup);
            case RESTORE_IN_KEYCHAIN -> new KeyedState(backup, NONE, true, NONE, backup);
        };
    }

    private KeyedState withDestination(long step) {
        return new KeyedState(step, passphrase, isInKeychain, recovery, backup);
    }

    Optional<Destination> registered() {
        return destination == NONE ? Optional.empty() : Optional.of(destinationOf(destination));
    }

    /** What the step of that number registered. */
    static Destination destinationOf(long step) {
        List<Auth> auths = Destinations.everyAuth("secret-" + step);
        return Destinations.with(auths.get((int) (step % auths.size())));
    }

    /** Empty where there is none. */
    char[] secret() {
        return passphrase == NONE ? new char[0] : ("passphrase number " + passphrase).toCharArray();
    }

    boolean hasPassphrase() {
        return passphrase != NONE;
    }

    Set<KeyWay> ways() {
        Set<KeyWay> ways = EnumSet.noneOf(KeyWay.class);
        if (isInKeychain) {
            ways.add(KeyWay.KEYCHAIN);
        }
        if (hasPassphrase()) {
            ways.add(KeyWay.PASSPHRASE);
        }
        if (recovery != NONE) {
            ways.add(KeyWay.RECOVERY_KEY);
        }
        return ways;
    }
}

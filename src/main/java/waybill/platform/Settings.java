package waybill.platform;

import java.util.Optional;

/**
 * Preferences that are needed before the vault is open. Nothing here is secret.
 *
 * @param theme light, dark, or as the system has it
 * @param window where the window was last, if it was ever moved
 * @param testDeadlineSeconds how long a test may take in all, {@value #MIN_DEADLINE} to {@value #MAX_DEADLINE} seconds
 * @param locking when the vault is locked by itself
 */
public record Settings(Theme theme, Optional<WindowPlace> window, int testDeadlineSeconds, Locking locking) {
    /** Seconds. */
    public static final int MIN_DEADLINE = 1;
    /** Seconds. */
    public static final int MAX_DEADLINE = 60;
    /** What holds until a person chooses otherwise. */
    public static final Settings DEFAULTS = new Settings(Theme.SYSTEM, Optional.empty(), 30, Locking.NEVER);

    /** @throws IllegalArgumentException if the deadline is out of its range */
    public Settings {
        if (testDeadlineSeconds < MIN_DEADLINE || testDeadlineSeconds > MAX_DEADLINE) {
            throw new IllegalArgumentException("deadline of " + testDeadlineSeconds + " s");
        }
    }

    /** Which of the two themes is shown. */
    public enum Theme {
        SYSTEM, LIGHT, DARK
    }

    public Settings withTheme(Theme chosen) {
        return new Settings(chosen, window, testDeadlineSeconds, locking);
    }

    public Settings withWindow(WindowPlace place) {
        return new Settings(theme, Optional.of(place), testDeadlineSeconds, locking);
    }

    /** @throws IllegalArgumentException if {@code seconds} is out of its range */
    public Settings withTestDeadlineSeconds(int seconds) {
        return new Settings(theme, window, seconds, locking);
    }

    public Settings withLocking(Locking chosen) {
        return new Settings(theme, window, testDeadlineSeconds, chosen);
    }
}

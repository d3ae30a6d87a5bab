package waybill.vault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How many wrong passphrases were given in a row, and how long the next one has to wait: not at all after the first two,
 * then 1, 2, 4 … seconds, at most a minute.
 * <p>
 * Counted in this process only. Who can start the program again can also copy the files and guess elsewhere: what slows that
 * down is Argon2id. A count on disk would only be another way to damage the vault.
 */
final class PassphraseDelay {
    static final Duration LONGEST = Duration.ofMinutes(1);

    private static final int FREE = 2;

    private final InstantSource clock;
    private int failures;
    private Instant notBefore = Instant.EPOCH;

    PassphraseDelay(InstantSource clock) {
        this.clock = clock;
    }

    boolean isOver() {
        Instant now = clock.instant();
        // A clock that was set back must not lock anybody out for longer than the longest delay.
        return !now.isBefore(notBefore) || now.plus(LONGEST).isBefore(notBefore);
    }

    void failed() {
        failures++;
        notBefore = clock.instant().plus(after(failures));
    }

    void reset() {
        failures = 0;
        notBefore = Instant.EPOCH;
    }

    VaultStatus.NeedsPassphrase status() {
        return new VaultStatus.NeedsPassphrase(failures, notBefore);
    }

    static Duration after(int failures) {
        if (failures <= FREE) {
            return Duration.ZERO;
        }
        long seconds = 1L << Math.min(failures - FREE - 1, 30);
        return Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
    }
}

package waybill.vault;

/**
 * How much work Argon2id (RFC 9106) makes of a passphrase.
 *
 * @param memoryKiB in units of 1,024 bytes
 * @param passes over that memory
 * @param lanes of parallel work
 */
record Argon2Cost(int memoryKiB, int passes, int lanes) {
    /** What new vaults use: about half a second. */
    static final Argon2Cost USUAL = new Argon2Cost(64 * 1024, 3, 1);

    /** The least that is accepted from a key file; less would make guessing cheap. */
    static final Argon2Cost FLOOR = new Argon2Cost(19 * 1024, 2, 1);

    /** The most that is accepted: a forged key file must not exhaust memory or hold the window for minutes. */
    static final Argon2Cost CEILING = new Argon2Cost(256 * 1024, 10, 4);

    boolean isAcceptable() {
        return isBetween(memoryKiB, FLOOR.memoryKiB, CEILING.memoryKiB) && isBetween(passes, FLOOR.passes, CEILING.passes)
                && isBetween(lanes, FLOOR.lanes, CEILING.lanes);
    }

    private static boolean isBetween(int value, int least, int most) {
        return value >= least && value <= most;
    }
}

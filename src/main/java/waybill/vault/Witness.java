package waybill.vault;

/**
 * What key file and database both know, so that one notices when the other was replaced, cut or emptied.
 *
 * @param installId 16 random bytes in hex, made once
 * @param schemaVersion of the newest migration that was run
 * @param opened raised by one at each opening and each change of the destination, in the database first, then in the
 *            key file
 */
public record Witness(String installId, int schemaVersion, long opened) {
    /** With the counter of the next opening or change. */
    public Witness raised() {
        return new Witness(installId, schemaVersion, opened + 1);
    }
}

package waybill.vault;

import java.nio.file.Path;

/**
 * The database as the vault sees it: one file that is made, opened and closed with keys. Implemented by the store.
 * <p>
 * The vault says in which folder: a new database is made in a folder of its own and moved into place when it is whole.
 */
public interface KeyedStore {
    /** Where the database's one file is, or would be, in {@code folder}. */
    Path file(Path folder);

    /**
     * Makes a new database in {@code folder}, and closes it again.
     *
     * @param installId 32 hexadecimal digits
     * @return the witness that it holds; its counter is 0
     * @throws VaultException with its refusal; the caller removes what is left of the file
     */
    Witness create(Path folder, VaultKeys keys, String installId);

    /**
     * Opens the database, checks it against {@code witness}, migrates its schema, raises its counter to one more than that
     * of {@code witness}, and has it kept. The keys stay with the caller, who closes them after the store.
     *
     * @throws VaultException with its refusal; but for the counter, nothing was changed
     */
    void open(Path folder, VaultKeys keys, Witness witness, WitnessKeeper keeper);

    /** Closes the database; nothing happens if it is not open. */
    void close();

    /** Keeps the counter outside the database, so that one cut back to an older state is noticed. */
    @FunctionalInterface
    interface WitnessKeeper {
        /**
         * Called after the opening, and after every change that must not be lost unnoticed. On disk when it returns.
         *
         * @throws VaultException with its refusal
         */
        void keep(Witness raised);
    }
}

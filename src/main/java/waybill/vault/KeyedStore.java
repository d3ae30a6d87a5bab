package waybill.vault;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The database as the vault sees it: one file that is made, opened and closed with keys. Implemented by the store.
 * <p>
 * The vault says in which folder: a new database is made in a folder of its own and moved into place when it is whole.
 */
public interface KeyedStore {
    /** Where the database's one file is, or would be, in {@code folder}. */
    Path file(Path folder);

    /** The witness of a database that is made now: of the newest schema, its counter 0. @param installId 32 hexadecimal digits */
    Witness newWitness(String installId);

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

    /** Whether it was opened and not closed since. */
    boolean isOpen();

    /** Closes the database; nothing happens if it is not open. */
    void close();

    /**
     * Makes a new database in {@code folder}, under other keys, with what the open one holds at this moment; every sealed value
     * is sealed anew. Work on the open one goes on meanwhile.
     *
     * @return the witness that the new one holds; its counter is 0
     * @throws VaultException with its refusal; the caller removes what is left of the file
     */
    Witness copy(Path folder, VaultKeys keys, String installId);

    /**
     * Writes what the open database holds at this moment to {@code to}, plain but for the sealed values, which are sealed anew.
     * Work goes on meanwhile.
     *
     * @throws VaultException with its refusal
     * @throws UncheckedIOException if {@code to} takes no more
     */
    void write(OutputStream to, VaultKeys keys, String installId, Extent extent);

    /**
     * Makes a new database in {@code folder} of what {@link #write} wrote, and closes it again. Whatever is in {@code from},
     * nothing of it is run.
     *
     * @throws VaultException with its refusal: as damaged, if it was not written so; the caller removes what is left of the file
     * @throws UncheckedIOException if {@code from} cannot be read
     */
    void make(Path folder, VaultKeys keys, Witness witness, InputStream from);

    /**
     * As {@link #copy}, and closes this database before anything can change it once more. It stays open if the
     * copy fails.
     */
    Witness copyAndClose(Path folder, VaultKeys keys, String installId);

    /** A store of the same kind that is not open, to look at the database of a backup. */
    KeyedStore another();

    /** What the open database holds. @throws VaultException if it cannot be read */
    Holding holding();

    /**
     * Whether messages that wait here would go to another host with the destination of {@code other}, which is open and from
     * {@link #another}.
     *
     * @throws VaultException if it cannot be read
     */
    Optional<Redirection> redirection(KeyedStore other);

    /**
     * Replaces the destination of the open database by that of {@code other}, as in {@link #redirection}, and cancels what waits
     * where that is chosen: both or neither.
     *
     * @throws VaultException if it cannot be read or stored; nothing was changed
     */
    void takeDestination(KeyedStore other, Redirection.Choice choice);

    /** How much of a database is written. */
    enum Extent {
        EVERYTHING,
        /** The destination with its auth, and nothing of what was delivered to it. */
        DESTINATION
    }

    /** Keeps the counter outside the database, so that one cut back to an older state is noticed. */
    @FunctionalInterface
    interface WitnessKeeper {
        /**
         * Called when the database has been found to fit its witness, before anything in it is changed.
         *
         * @throws VaultException with its refusal, if it is not to be opened after all
         */
        default void permit() {}

        /**
         * Called after the opening, and after every change that must not be lost unnoticed. On disk when it returns.
         *
         * @throws VaultException with its refusal
         */
        void keep(Witness raised);
    }
}

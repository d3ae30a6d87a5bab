package waybill.vault;

/** The database as the vault sees it: something that is made, opened and closed with keys. Implemented by the store. */
public interface KeyedStore {
    /** Whether there is a database file, whatever its state. */
    boolean exists();

    /** Makes a new database. Fails if one exists. @throws VaultException with its refusal, nothing left behind */
    void create(VaultKeys keys, Witness witness);

    /**
     * Opens the database, checks it against {@code witness}, migrates its schema and raises its counter by one.
     *
     * @return the witness with the raised counter
     * @throws VaultException with its refusal; nothing was changed
     */
    Witness open(VaultKeys keys, Witness witness);

    /** Closes the database; nothing happens if it is not open. */
    void close();
}

package waybill.vault;

import java.time.Instant;

/** A backup that was opened with its passphrase and found whole, to look into and to use. Closed when that is over. */
public final class Backup implements AutoCloseable {
    private final Kind kind;
    private final Instant made;
    private final Holding holding;
    private final KeyedStore store;
    private final Runnable temporary;

    /** @param temporary run after {@code store} is closed */
    Backup(Kind kind, Instant made, Holding holding, KeyedStore store, Runnable temporary) {
        this.kind = kind;
        this.made = made;
        this.holding = holding;
        this.store = store;
        this.temporary = temporary;
    }

    /** What is in it. The order is that of the numbers in the file. */
    public enum Kind {
        /** Everything that a vault holds. */
        VAULT,
        /** The destination alone. */
        DESTINATION
    }

    public Kind kind() {
        return kind;
    }

    /** When it was made, by the clock of the computer on which that was. */
    public Instant made() {
        return made;
    }

    public Holding holding() {
        return holding;
    }

    KeyedStore store() {
        return store;
    }

    /** Closes it and removes its temporary files. The file itself stays. */
    @Override
    public void close() {
        store.close();
        temporary.run();
    }
}

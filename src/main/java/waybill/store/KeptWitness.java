package waybill.store;

import java.util.Optional;

import waybill.vault.KeyedStore.WitnessKeeper;
import waybill.vault.VaultException;
import waybill.vault.Witness;

/** The witness that an opened database has, and whether the key file has it, too. */
final class KeptWitness {
    private final WitnessKeeper keeper;
    private Optional<Witness> current = Optional.empty();
    private boolean isKept;

    KeptWitness(WitnessKeeper keeper) {
        this.keeper = keeper;
    }

    /** {@code raised} is in the database. */
    void raised(Witness raised) {
        current = Optional.of(raised);
        isKept = false;
    }

    /** What comes after the current one. */
    Witness next() {
        return current.orElseThrow().raised();
    }

    boolean isKnown() {
        return current.isPresent();
    }

    /** @throws VaultException if it cannot be kept */
    void keep() {
        if (!isKept) {
            keeper.keep(current.orElseThrow());
            isKept = true;
        }
    }

    /** The change is on disk already: that its witness could not be kept is made up for before the next. */
    void keepIfPossible() {
        try {
            keep();
        } catch (VaultException _) {
            isKept = false;
        }
    }

    /** After a fault, the file has the last state that is known, or the one that was just being written. */
    void resume(Witness found) {
        Witness known = current.orElseThrow();
        WitnessTable.require(found, known, known.schemaVersion());
        isKept = isKept && found.equals(known);
        current = Optional.of(found);
    }
}

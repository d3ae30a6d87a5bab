package waybill.vault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import waybill.vault.KeychainEntries.Answer;
import waybill.vault.VaultStatus.Refusal;

/** Changes what opens a vault. The database is touched by none of this but the renewal of all keys. */
final class KeyChanges {
    private final VaultOpening opening;
    private final LeftKeys left;
    private final PassphraseDelay delay;
    private final VaultCreation creation;
    private final Renewal renewal;
    private Optional<Prepared> prepared = Optional.empty();

    /** What makes a recovery key that was shown open the vault. */
    private record Prepared(OpenVault open, KeySlot.OfRecovery slot) {}

    KeyChanges(VaultOpening opening, LeftKeys left, PassphraseDelay delay, VaultCreation creation, Renewal renewal) {
        this.opening = opening;
        this.left = left;
        this.delay = delay;
        this.creation = creation;
        this.renewal = renewal;
    }

    /**
     * Carries {@code order} out on the vault that is open.
     *
     * @param present the passphrase, where the vault has one: whoever finds an open window must not change its keys
     * @param beforeClosing run where the database has to be closed for this, just before
     * @throws VaultException with its refusal
     */
    KeyChange run(KeyOrder order, OpenVault open, char[] present, Runnable beforeClosing) throws IOException {
        if (order instanceof KeyOrder.KeepRecoveryKey(var key)) {
            return keepRecoveryKey(open, key);
        }
        Optional<KeySlot.OfPassphrase> asked = slot(open, KeySlot.OfPassphrase.class);
        if (asked.isEmpty()) {
            return switch (fromKeychain(open)) {
                case Answer.Given(var master) -> run(order, open, master, present, beforeClosing);
                case Answer.Refused(var why, var detail) -> new KeyChange.Refused(why, detail);
            };
        }
        if (!delay.isOver()) {
            return new KeyChange.WrongPassphrase(delay.status());
        }
        Optional<MasterKey> master = asked.get().unwrap(present, open.installId());
        if (master.isEmpty()) {
            delay.failed();
            return new KeyChange.WrongPassphrase(delay.status());
        }
        return run(order, open, master.get(), present, beforeClosing);
    }

    /** @param unwrapped is closed */
    private KeyChange run(KeyOrder order, OpenVault open, MasterKey unwrapped, char[] present, Runnable beforeClosing)
            throws IOException {
        delay.reset();
        try (MasterKey key = unwrapped) {
            return switch (order) {
                case KeyOrder.ChangePassphrase(var next) -> passphrase(open, key, next, others(open, KeySlot.OfPassphrase.class));
                case KeyOrder.UsePassphrase(var next) -> usePassphrase(open, key, next);
                case KeyOrder.UseKeychain() -> useKeychain(open, key);
                case KeyOrder.NewRecoveryKey() -> newRecoveryKey(open, key);
                case KeyOrder.KeepRecoveryKey(var made) -> keepRecoveryKey(open, made);
                case KeyOrder.NewKeys() -> renewal.run(open, key, present, beforeClosing);
            };
        }
    }

    /** A new passphrase as the one way beside the recovery key, for a vault that was just opened with that. */
    KeyChange usePassphrase(OpenVault open, MasterKey master, char[] next) throws IOException {
        boolean isInKeychain = slot(open, KeySlot.OfKeychain.class).isPresent();
        KeyChange outcome = passphrase(open, master, next, slot(open, KeySlot.OfRecovery.class).map(KeySlot.class::cast).stream()
                .toList());
        if (isInKeychain) {
            left.forget(open.installId());
        }
        return outcome;
    }

    private KeyChange passphrase(OpenVault open, MasterKey master, char[] next, List<KeySlot> others) throws IOException {
        KeySlot slot = creation.slots().ofPassphrase(master, next, open.installId());
        replace(open, slot, others, file -> opens(
                file.passphraseSlot().flatMap(written -> written.unwrap(next, open.installId()))));
        return new KeyChange.Changed();
    }

    private KeyChange useKeychain(OpenVault open, MasterKey master) throws IOException {
        boolean isTheOnlyWay = slot(open, KeySlot.OfPassphrase.class).isEmpty();
        if (isTheOnlyWay || isInKeychain(open)) {
            // Its entry is not written over: until the key file follows, that would leave a vault without its key.
            return new KeyChange.Changed();
        }
        byte[] slotKey = creation.newSlotKey();
        try {
            return left.keep(open.installId(), slotKey)
                    ? openedByKeychain(open, master, slotKey)
                    : new KeyChange.Refused(Refusal.KEYCHAIN_UNAVAILABLE, "the keychain keeps nothing");
        } finally {
            Arrays.fill(slotKey, (byte) 0);
        }
    }

    private KeyChange openedByKeychain(OpenVault open, MasterKey master, byte[] slotKey) throws IOException {
        try {
            KeySlot slot = creation.slots().ofKeychain(master, slotKey, open.installId());
            replace(open, slot, others(open, KeySlot.OfKeychain.class), file -> opens(
                    file.keychainSlot().flatMap(written -> written.unwrap(slotKey.clone(), open.installId()))));
        } catch (IOException | RuntimeException | Error e) {
            left.forget(open.installId());
            throw e;
        }
        left.settle(open.installId());
        return new KeyChange.Changed();
    }

    private KeyChange newRecoveryKey(OpenVault open, MasterKey master) {
        RecoveryKey key = creation.newRecoveryKey();
        prepared = Optional.of(new Prepared(open, creation.slots().ofRecoveryKey(master, key, open.installId())));
        return new KeyChange.Made(key);
    }

    /** A key file that cannot be opened with {@code key}, as one of another making, is not written. */
    private KeyChange keepRecoveryKey(OpenVault open, RecoveryKey key) throws IOException {
        Optional<KeySlot.OfRecovery> slot = prepared.filter(made -> made.open() == open).map(Prepared::slot)
                .filter(made -> opens(made.unwrap(key, open.installId())));
        if (slot.isEmpty()) {
            return new KeyChange.WrongRecoveryKey();
        }
        replace(open, slot.get(), others(open, KeySlot.OfRecovery.class), file -> opens(
                file.recoverySlot().flatMap(written -> written.unwrap(key, open.installId()))));
        prepared = Optional.empty();
        return new KeyChange.Changed();
    }

    private void replace(OpenVault open, KeySlot slot, List<KeySlot> others, Predicate<VaultFile> opens) throws IOException {
        List<KeySlot> slots = new ArrayList<>(others);
        slots.addFirst(slot);
        open.replaceSlots(slots, opens);
        opening.noteWays(slots);
    }

    /** The open vault holds what derives from its master key, and not that: without it, no other way to it can be made. */
    private Answer fromKeychain(OpenVault open) {
        return slot(open, KeySlot.OfKeychain.class).map(slot -> opening.fromKeychain(open, slot))
                .orElseGet(() -> new Answer.Refused(Refusal.KEYCHAIN_ENTRY_MISSING, "the keychain is no way to open it"));
    }

    private boolean isInKeychain(OpenVault open) {
        return switch (fromKeychain(open)) {
            case Answer.Given(var master) -> opens(Optional.of(master));
            case Answer.Refused _ -> false;
        };
    }

    private static <S extends KeySlot> Optional<S> slot(OpenVault open, Class<S> kind) {
        return open.slots().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private static List<KeySlot> others(OpenVault open, Class<? extends KeySlot> kind) {
        return open.slots().stream().filter(slot -> !kind.isInstance(slot)).toList();
    }

    private static boolean opens(Optional<MasterKey> unwrapped) {
        unwrapped.ifPresent(MasterKey::close);
        return unwrapped.isPresent();
    }
}

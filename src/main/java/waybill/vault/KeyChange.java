package waybill.vault;

import waybill.vault.VaultStatus.Refusal;

/** What came of a change of keys. But for {@link Changed} and what {@link Refused} names, everything is as it was. */
public sealed interface KeyChange {
    /** It was done. */
    record Changed() implements KeyChange {}

    /** Nothing is changed yet. @param key to be shown once, and kept by {@link KeyOrder.KeepRecoveryKey}; the caller closes it */
    record Made(RecoveryKey key) implements KeyChange {}

    /** The present passphrase is another, or it was tried too early. */
    record WrongPassphrase(VaultStatus.NeedsPassphrase asked) implements KeyChange {}

    /** The recovery key is of another vault, or was replaced by a newer one. */
    record WrongRecoveryKey() implements KeyChange {}

    /**
     * Where it is {@link Refusal#UNFINISHED}, the new vault counts and could not be put in place or opened yet.
     *
     * @param detail the technical reason; has no secret in it
     */
    record Refused(Refusal why, String detail) implements KeyChange {}
}

package waybill.ui.vault;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import waybill.ui.Messages;
import waybill.vault.BackupFault;
import waybill.vault.KeyChange;
import waybill.vault.VaultStatus;

/** Why something about the vault's keys or a backup was not done, in words. */
final class KeyTexts {
    private final Messages messages;

    KeyTexts(Messages messages) {
        this.messages = messages;
    }

    /** Empty where it was done. */
    Optional<String> of(KeyChange change) {
        return switch (change) {
            case KeyChange.Changed _,KeyChange.Made _ -> Optional.empty();
            case KeyChange.WrongPassphrase(var asked) -> Optional.of(wrong(asked));
            case KeyChange.WrongRecoveryKey() -> Optional.of(messages.text("recovery.wrong"));
            case KeyChange.Refused(var why, var _) -> Optional.of(messages.text(key(why)));
        };
    }

    /**
     * Empty where they were made.
     *
     * @param isAsked whether a passphrase opens the vault: it can do without a keychain then
     */
    Optional<String> ofNewKeys(KeyChange change, boolean isAsked) {
        boolean isWithoutKeychain = change instanceof KeyChange.Refused(var why, var _)
                && why == VaultStatus.Refusal.KEYCHAIN_UNAVAILABLE;
        return isWithoutKeychain && isAsked ? Optional.of(messages.text("keyChange.keychainOrPassphrase")) : of(change);
    }

    String of(BackupFault fault) {
        return messages.text("backup.fault." + fault);
    }

    private String wrong(VaultStatus.NeedsPassphrase asked) {
        long seconds = Math.max(0, Duration.between(Instant.now(), asked.notBefore()).plusMillis(999).toSeconds());
        String failed = messages.text("passphrase.wrong", asked.failures());
        return seconds == 0 ? failed : failed + " " + messages.text("passphrase.wait", seconds);
    }

    private static String key(VaultStatus.Refusal why) {
        return switch (why) {
            case KEYCHAIN_UNAVAILABLE, KEYCHAIN_LOCKED -> "keyChange.keychain";
            case KEYCHAIN_ENTRY_MISSING -> "keyChange.keychainLost";
            case DISK_FULL -> "storage.DISK_FULL";
            case READ_ONLY -> "storage.READ_ONLY";
            case UNFINISHED -> "keyChange.unfinished";
            case DATABASE_DAMAGED -> "storage.DAMAGED";
            case KEY_FILE_DAMAGED, KEY_FILE_MISSING, DATABASE_MISSING, OLDER_STATE, WRONG_KEY, NEWER_VERSION, IN_USE, OTHER ->
                "keyChange.other";
        };
    }
}

package waybill.vault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** One way to the master key. */
sealed interface KeySlot {
    /** Of slots, not of the key file: it stays as it is while the slots that are there do. */
    int FORMAT = 1;

    WrappedKey wrapped();

    /** The slot's name in the key file. */
    default String kind() {
        return switch (this) {
            case OfKeychain _ -> OfKeychain.KIND;
            case OfPassphrase _ -> OfPassphrase.KIND;
            case OfRecovery _ -> OfRecovery.KIND;
        };
    }

    /** What a slot's seal vouches for, so that no slot can be moved to another place, vault or format. */
    static byte[] aad(String kind, String installId) {
        return String.join("\n", "waybill key slot", Integer.toString(FORMAT), kind, installId)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Under 32 random bytes that the OS keychain holds. */
    record OfKeychain(WrappedKey wrapped) implements KeySlot {
        static final String KIND = "keychain";

        /** The master key; empty if {@code secret} belongs to another vault. Wipes {@code secret}. */
        Optional<MasterKey> unwrap(byte[] secret, String installId) {
            if (secret.length != MasterKey.BYTES) {
                Arrays.fill(secret, (byte) 0);
                return Optional.empty();
            }
            return wrapped.unwrap(secret, aad(KIND, installId));
        }
    }

    /** Under Argon2id of a passphrase. */
    record OfPassphrase(Argon2Cost cost, byte[] salt, WrappedKey wrapped) implements KeySlot {
        static final String KIND = "passphrase";

        /** The master key; empty if the passphrase is wrong. Takes about half a second. */
        Optional<MasterKey> unwrap(char[] passphrase, String installId) {
            return wrapped.unwrap(Passphrase.key(passphrase, salt, cost), aad(KIND, installId));
        }
    }

    /** Under HKDF of the recovery key, whose 160 random bits need no stretching. */
    record OfRecovery(WrappedKey wrapped) implements KeySlot {
        static final String KIND = "recovery";

        /** The master key; empty if {@code key} is of another vault, or was replaced by a newer one. */
        Optional<MasterKey> unwrap(RecoveryKey key, String installId) {
            return wrapped.unwrap(key.slotKey(installId), aad(KIND, installId));
        }
    }
}

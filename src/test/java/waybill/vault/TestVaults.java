package waybill.vault;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** Vaults with the cheapest passphrase that is accepted, so that tests are quick. */
public final class TestVaults {
    public static final String PASSPHRASE = "correct horse battery staple";

    private TestVaults() {}

    public static Vault vault(Path folder, KeyedStore store) {
        return vault(folder, FakeKeychain.absent(), store, InstantSource.system());
    }

    public static Vault vault(Path folder, Keychain keychain, KeyedStore store, InstantSource clock) {
        VaultFolder at = new VaultFolder(folder);
        return new Vault(at, store, new TimedKeychain(keychain, Duration.ofSeconds(30)), clock,
                new VaultCreation(at, store, new SecureRandom(), Argon2Cost.FLOOR));
    }

    /** The keychain as the vault asks it, with a shorter limit. */
    public static Keychain limited(Keychain keychain) {
        return new TimedKeychain(keychain, Duration.ofSeconds(2));
    }

    /** Makes or unlocks a vault with {@link #PASSPHRASE}. */
    public static VaultStatus open(Vault vault) {
        return switch (vault.open()) {
            case VaultStatus.NeedsNewPassphrase() -> vault.create(passphrase());
            case VaultStatus.NeedsPassphrase _ -> vault.unlock(passphrase());
            case VaultStatus.Opened opened -> opened;
            case VaultStatus.Refused refused -> refused;
            case VaultStatus.Locked locked -> locked;
        };
    }

    /** Returns when nothing that vaults have begun to have a keychain forget is under way. */
    static void awaitForgetting() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("keychain-forgetting")) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** Makes a recovery key and keeps it, in a vault that {@link #PASSPHRASE} or the keychain opens. */
    public static RecoveryKey recoveryKey(Vault vault) {
        RecoveryKey key = madeRecoveryKey(vault);
        KeyChange kept = vault.change(new KeyOrder.KeepRecoveryKey(key), new char[0]);
        if (!(kept instanceof KeyChange.Changed)) {
            throw new AssertionError(kept);
        }
        return key;
    }

    /** Makes one that opens nothing yet. */
    public static RecoveryKey madeRecoveryKey(Vault vault) {
        return ((KeyChange.Made) vault.change(new KeyOrder.NewRecoveryKey(), passphrase())).key();
    }

    public static char[] passphrase() {
        return PASSPHRASE.toCharArray();
    }

    /** The master key and all that is derived from it, to look for where they must not be. The names say what each is. */
    public static Map<String, byte[]> keysOf(Path folder, char[] passphrase) throws IOException {
        VaultFile file = new VaultFolder(folder).read();
        MasterKey master = file.passphraseSlot().orElseThrow().unwrap(passphrase, file.installId()).orElseThrow();
        Map<String, byte[]> keys = new TreeMap<>();
        keys.put("master key", bytes(master));
        keys.put("field key", master.derive(file.installId(), MasterKey.Purpose.FIELDS));
        keys.put("key of the key file's seal", master.derive(file.installId(), MasterKey.Purpose.KEY_FILE));
        try (VaultKeys derived = new DerivedKeys(master, file.installId())) {
            for (Charset charset : new Charset[]{StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE,
                    StandardCharsets.UTF_16BE}) {
                keys.put("file password as " + charset, new String(derived.filePassword()).getBytes(charset));
                keys.put("user password as " + charset, new String(derived.userPassword()).getBytes(charset));
                keys.put("jasypt password as " + charset, new String(derived.jasyptPassword()).getBytes(charset));
            }
        }
        return keys;
    }

    /** The keys that an open vault holds, and wipes. */
    public static VaultKeys keys(Vault vault) throws ReflectiveOperationException {
        return opened(vault).keys();
    }

    /** What an open vault holds. */
    static OpenVault opened(Vault vault) throws ReflectiveOperationException {
        Field opening = Vault.class.getDeclaredField("opening");
        opening.setAccessible(true);
        return ((VaultOpening) opening.get(vault)).opened().orElseThrow();
    }

    /** Which vault it is: new keys make another one. */
    public static String installId(Path folder) throws IOException {
        return new VaultFolder(folder).read().installId();
    }

    /** Nothing of the program may see them. */
    private static byte[] bytes(MasterKey master) {
        try {
            Field key = MasterKey.class.getDeclaredField("key");
            key.setAccessible(true);
            return ((byte[]) key.get(master)).clone();
        } catch (ReflectiveOperationException failure) {
            throw new AssertionError(failure);
        }
    }
}

package waybill.vault;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/** Vaults with the cheapest passphrase that is accepted, so that tests are quick. */
public final class TestVaults {
    public static final String PASSPHRASE = "correct horse battery staple";

    private TestVaults() {}

    public static Vault vault(Path folder, KeyedStore store) {
        return vault(folder, FakeKeychain.absent(), store, InstantSource.system());
    }

    public static Vault vault(Path folder, Keychain keychain, KeyedStore store, InstantSource clock) {
        VaultFolder at = new VaultFolder(folder);
        return new Vault(at, store, new TimedKeychain(keychain, Duration.ofSeconds(5)), clock,
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

    public static char[] passphrase() {
        return PASSPHRASE.toCharArray();
    }
}

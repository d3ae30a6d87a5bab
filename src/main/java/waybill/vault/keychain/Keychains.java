package waybill.vault.keychain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import com.github.javakeyring.KeyringStorageType;

import waybill.vault.Keychain;

/** Finds the keychain of the operating system that Waybill runs on. */
public final class Keychains {
    /** The system property that, set to {@code off}, has Waybill do without a keychain. */
    public static final String SWITCH_PROPERTY = "waybill.keychain";
    /** The environment variable that does the same. */
    public static final String SWITCH_VARIABLE = "WAYBILL_KEYCHAIN";

    private Keychains() {}

    /**
     * The keychain of this system; an {@link AbsentKeychain} where it is switched off or there is none. Opens nothing and
     * asks nobody, but on Linux loads a library, which takes some milliseconds: not for the toolkit's thread.
     */
    public static Keychain ofThisSystem(Map<String, String> environment, Properties properties) {
        if ("off".equalsIgnoreCase(properties.getProperty(SWITCH_PROPERTY))
                || "off".equalsIgnoreCase(environment.get(SWITCH_VARIABLE))) {
            return new AbsentKeychain("switched off");
        }
        String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return JavaKeyringKeychain.of(KeyringStorageType.WINDOWS_CREDENTIAL_STORE);
        }
        if (system.startsWith("mac")) {
            return JavaKeyringKeychain.of(KeyringStorageType.LEGACY_OSX_KEYCHAIN);
        }
        return secretService(environment);
    }

    private static Keychain secretService(Map<String, String> environment) {
        // Without an address GLib would start a bus of its own for whoever has a display.
        if (!hasSessionBus(environment)) {
            return new AbsentKeychain("no session bus");
        }
        return LibSecret.load(LibSecret.FILE).<Keychain>map(SecretServiceKeychain::new)
                .orElseGet(() -> new AbsentKeychain("libsecret is not installed"));
    }

    private static boolean hasSessionBus(Map<String, String> environment) {
        return !environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "").isBlank()
                || Optional.ofNullable(environment.get("XDG_RUNTIME_DIR")).map(folder -> Path.of(folder, "bus"))
                        .filter(Files::exists)
                        .isPresent();
    }
}

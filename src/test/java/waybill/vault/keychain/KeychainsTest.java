package waybill.vault.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import waybill.vault.Keychain.Availability;
import waybill.vault.Keychain.Reading;

class KeychainsTest {
    @Test
    void thePropertySwitchesItOff() {
        Properties properties = system("Linux");
        properties.setProperty("waybill.keychain", "off");
        assertThat(Keychains.ofThisSystem(Map.of(), properties)).isEqualTo(new AbsentKeychain("switched off"));
    }

    @Test
    void theVariableSwitchesItOff() {
        assertThat(Keychains.ofThisSystem(Map.of("WAYBILL_KEYCHAIN", "OFF"), system("Windows 11")))
                .isEqualTo(new AbsentKeychain("switched off"));
    }

    @Test
    void linuxWithoutASessionBusHasNone() {
        assertThat(Keychains.ofThisSystem(Map.of("XDG_RUNTIME_DIR", "/nowhere"), system("Linux")))
                .isEqualTo(new AbsentKeychain("no session bus"));
    }

    @Test
    void windowsAndMacOsHaveTheirOwn() {
        assertThat(Keychains.ofThisSystem(Map.of(), system("Windows 11"))).isInstanceOf(JavaKeyringKeychain.class);
        assertThat(Keychains.ofThisSystem(Map.of(), system("Mac OS X"))).isInstanceOf(JavaKeyringKeychain.class);
    }

    @Test
    void aLibraryThatIsNotInstalledIsNotThere() {
        assertThat(LibSecret.load("libwaybill-has-no-such-library.so.0")).isEmpty();
    }

    @Test
    void anAbsentKeychainKeepsNothing() {
        var keychain = new AbsentKeychain("why");
        assertThat(keychain.availability()).isEqualTo(Availability.ABSENT);
        assertThat(keychain.store("a", new byte[32])).isFalse();
        keychain.remove("a");
        assertThat(keychain.read("a")).isEqualTo(new Reading.Unavailable("why"));
    }

    private static Properties system(String name) {
        Properties properties = new Properties();
        properties.setProperty("os.name", name);
        return properties;
    }
}

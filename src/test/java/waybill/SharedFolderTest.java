package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.platform.Settings.Theme;

/** A data folder that other people can write to. */
class SharedFolderTest {
    private static final String NOTICE = "Others can write to the data folder";

    @TempDir private Path parent;
    private Path home;
    private Person person;

    @BeforeEach
    void letOthersWrite() throws IOException {
        home = Files.createDirectory(parent.resolve("shared folder"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        person = new Person(home);
    }

    @AfterEach
    void quit() {
        person.quits();
    }

    @Test
    void isNamedOnceAndTheSettingsSayWhatToDoWhereItHasFilesOfOthers() throws IOException {
        Files.createFile(home.resolve("letter.txt"));
        person.opensANewWaybill().awaits("the notice", () -> isNamed()).photographs("notice-shared-folder");

        person.clicksOn(NOTICE).awaitsText("folderShared", "chmod go-w \"" + home + "\"");

        person.photographs("settings-shared-folder");
        person.selects("themeChoice", Theme.DARK).photographs("settings-shared-folder-dark").selects("themeChoice", Theme.LIGHT);
        person.clicks("lockNowButton").fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton").awaits("settingsPage");
        assertThat(isNamed()).as("a second time").isFalse();
    }

    @Test
    void isMendedAndNotNamedWhereItIsWaybillsAlone() {
        person.opensANewWaybill().clicks("showSettings").awaits("dataFolder");
        assertThat(home).isDirectory().satisfies(folder -> assertThat(Files.getPosixFilePermissions(folder)).hasSize(3));
        assertThat(person.sees("folderShared")).isFalse();
        assertThat(isNamed()).isFalse();
    }

    private static boolean isNamed() {
        return WindowThread.call(() -> Screen.findText(NOTICE).isPresent());
    }
}

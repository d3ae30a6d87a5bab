package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javafx.event.Event;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import org.controlsfx.control.StatusBar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.platform.Settings.Theme;
import waybill.vault.FakeKeychain;
import waybill.vault.Keychain.Availability;

/** What a person sees who quits while something is being done to the vault that must come to its end. */
class QuittingTest {
    private static final String URL = "https://api.example.com/hooks";
    private static final String OTHER_URL = "https://other.example.com/hooks";
    private static final String OF_FILE = "the passphrase of a file";

    @TempDir private Path parent;
    private final FakeKeychain keychain = FakeKeychain.ready();
    private Person person;
    private Stage window;

    @BeforeEach
    void register() {
        person = new Person(parent.resolve("home"), keychain);
        person.opensWaybill().awaits("registerButton");
        window = WindowThread.call(Screen::frontStage);
        person.clicks("registerButton").fills("urlField", URL).clicks("saveButton").awaitsText("destinationUrl", URL);
    }

    @AfterEach
    void quit() {
        keychain.thaw();
        person.quits();
    }

    @Test
    void isToldWhatTheWindowWaitsForAndNewKeysComeToTheirEnd() {
        person.clicks("showSettings");
        String before = onlyKey();
        keychain.freeze();
        person.clicks("newKeysButton").clicks("confirmButton");

        asksToQuit();

        person.awaitsText("vaultWaiting", "quits as soon as the work on the vault").photographs("quitting");
        assertThat(person.reads("vaultState")).isEqualTo("Quitting…");
        assertThat(person.sees("confirmButton")).as("the window that asked").isFalse();
        assertThat(isShowing()).isTrue();
        asksToQuit();
        keychain.thaw();

        person.awaits("the window to go", () -> !isShowing()).quits();
        person.awaits("the old key to go", () -> !keychain.entries().containsKey(before));
        assertThat(onlyKey()).as("the new one").isNotEqualTo(before);
        person.opensWaybill().awaitsText("destinationUrl", URL);
    }

    /** A lock is like quitting in this. */
    @Test
    void isToldWhatALockWaitsForToo() {
        person.clicks("showSettings").selects("themeChoice", Theme.DARK);
        keychain.freeze();
        person.clicks("newKeysButton").clicks("confirmButton");

        WindowThread.run(() -> button("lockNowButton").fire());

        person.awaitsText("vaultWaiting", "locked as soon as the work on it").photographs("locking-new-keys");
        assertThat(person.reads("vaultState")).isEqualTo("Locking the vault…");
        assertThat(WindowThread.call(() -> ((StatusBar) Screen.find("statusBar").orElseThrow()).getText()))
                .isEqualTo("Making new keys for everything");
        keychain.thaw();
        person.awaits("unlockButton");
    }

    @Test
    void isToldItWhileTheVaultIsStillBeingOpened() {
        person.quits();
        keychain.freeze();
        person.opensWaybill().awaitsText("vaultWaiting", "Opening the vault");
        window = WindowThread.call(Screen::frontStage);

        asksToQuit();

        assertThat(person.reads("vaultWaiting")).contains("quits as soon as");
        keychain.thaw();
        person.awaits("the window to go", () -> !isShowing());
    }

    @Test
    void isToldItWhileABackupIsBeingWrittenWhichIsWholeThen() {
        Path file = parent.resolve("backup.waybill");
        writesABackup(file);
        confirmsAndAsksToQuit();
        assertThat(isShowing()).isTrue();
        assertThat(person.reads("vaultWaiting")).contains("quits as soon as");

        person.awaits("the window to go", () -> !isShowing()).quits();

        person.opensWaybill().clicks("showSettings").willChoose(file).clicks("restoreButton");
        person.fills("presentPassphrase", OF_FILE).clicks("confirmButton").awaitsText("alertText", "Destination api.example.com");
    }

    @Test
    void staysAndSaysWhyWhereTheBackupCouldNotBeWritten() throws IOException {
        Path folder = Files.createDirectory(parent.resolve("gone"));
        writesABackup(folder.resolve("backup.waybill"));
        Files.delete(folder);
        confirmsAndAsksToQuit();

        person.awaitsText("alertText", "The folder cannot be written to").photographs("quitting-backup-failed");

        assertThat(isShowing()).isTrue();
        person.clicks("confirmButton").awaitsNo("alertText").awaits("settingsPage");
        asksToQuit();
        assertThat(isShowing()).isFalse();
    }

    @Test
    void staysAndSaysWhyWhereALockHasCutTheBackup() {
        writesABackup(parent.resolve("backup.waybill"));
        WindowThread.run(() -> {
            Button lock = button("lockNowButton");
            button("confirmButton").fire();
            pressesQuit();
            lock.fire();
        });

        person.awaits("alertText").clicks("confirmButton").awaitsNo("alertText");

        person.awaits("unlockButton").clicks("unlockButton").awaits("settingsPage");
        assertThat(isShowing()).isTrue();
    }

    @Test
    void saysWhyTheBackupCouldNotBeWrittenAfterALockThatWaits() throws IOException {
        Path folder = Files.createDirectory(parent.resolve("gone"));
        writesABackup(folder.resolve("backup.waybill"));
        Files.delete(folder);
        keychain.freeze();
        WindowThread.run(() -> {
            Button backUp = button("confirmButton");
            button("newKeysButton").fire();
            Screen.nodes().filter(node -> "confirmButton".equals(node.getId()) && node != backUp).map(Button.class::cast)
                    .forEach(Button::fire);
            backUp.fire();
            pressesQuit();
        });
        person.awaits("the backup to end", () -> WindowThread.call(() -> ((StatusBar) Screen.find("statusBar").orElseThrow())
                .getText()).equals("Making new keys for everything"));
        keychain.thaw();

        person.awaits("unlockButton").awaitsText("alertText", "The folder cannot be written to");
        assertThat(isShowing()).isTrue();
    }

    @Test
    void staysAndSaysWhyWhereNewKeysCouldNotBeMade() {
        person.clicks("showSettings");
        String before = onlyKey();
        keychain.freeze();
        person.clicks("newKeysButton").clicks("confirmButton");
        asksToQuit();
        keychain.become(Availability.ABSENT);
        keychain.thaw();

        person.awaits("unlockButton").awaitsText("alertText", "keychain");
        assertThat(isShowing()).isTrue();
        assertThat(onlyKey()).isEqualTo(before);
    }

    @Test
    void staysAndSaysSoWhereMessagesWaitForAnotherHostThanTheImportedOne() {
        Path file = exportsAndChangesTheDestination();
        person.clicks("showDeliver").clicks("pauseButton").awaits("pausedBanner").fills("payloadEditor", "{}");
        person.awaitsText("payloadCheck", "Valid").clicks("sendButton").awaits("sendResult");
        looksInto(file);

        confirmsAndAsksToQuit();

        person.awaitsText("alertText", "Nothing was imported").photographs("quitting-import-undecided");
        assertThat(isShowing()).isTrue();
        person.clicks("confirmButton").awaitsNo("alertText").clicks("showDestination").awaitsText("destinationUrl", OTHER_URL);
    }

    /** The file may be where nothing answers any more. */
    @Test
    void mayQuitWithoutTheBackup() {
        Path file = parent.resolve("backup.waybill");
        writesABackup(file);
        WindowThread.run(() -> {
            button("confirmButton").fire();
            pressesQuit();
            pressesQuit();
            assertThat(((Label) Screen.find("alertText").orElseThrow()).getText()).contains("there will be no new file");
            assertThat(window.isShowing()).isTrue();
            button("confirmButton").fire();
            assertThat(window.isShowing()).as("at once").isFalse();
        });
    }

    @Test
    void mayWaitForTheBackupAfterAll() {
        Path file = parent.resolve("backup.waybill");
        writesABackup(file);
        WindowThread.run(() -> {
            button("confirmButton").fire();
            pressesQuit();
            pressesQuit();
            button("declineButton").fire();
            assertThat(window.isShowing()).isTrue();
        });
        person.awaits("the window to go", () -> !isShowing());
        assertThat(file).exists();
    }

    @Test
    void isToldItWhileADestinationIsBeingImportedWhichIsThereThen() {
        looksInto(exportsAndChangesTheDestination());

        confirmsAndAsksToQuit();

        assertThat(isShowing()).isTrue();
        person.awaits("the window to go", () -> !isShowing()).quits();
        person.opensWaybill().awaitsText("destinationUrl", URL);
    }

    @Test
    void isNotKeptWhereNothingIsAtWork() {
        asksToQuit();
        assertThat(isShowing()).isFalse();
    }

    private void writesABackup(Path file) {
        person.clicks("showSettings").willChoose(file).clicks("backUpButton").awaitsFocus("newPassphrase");
        person.fills("newPassphrase", OF_FILE).fills("newPassphraseConfirm", OF_FILE);
    }

    private Path exportsAndChangesTheDestination() {
        Path file = parent.resolve("destination.waybill");
        person.clicks("showSettings").willChoose(file).clicks("exportButton").awaitsFocus("newPassphrase");
        person.fills("newPassphrase", OF_FILE).fills("newPassphraseConfirm", OF_FILE).clicks("confirmButton");
        person.awaitsText("alertText", "holds this").clicks("confirmButton").awaitsNo("alertText");
        person.clicks("showDestination").clicks("editButton").fills("urlField", OTHER_URL).clicks("saveButton");
        person.awaitsText("destinationUrl", OTHER_URL);
        return file;
    }

    private void looksInto(Path file) {
        person.clicks("showSettings").willChoose(file).clicks("importButton").fills("presentPassphrase", OF_FILE);
        person.clicks("confirmButton").awaitsText("alertText", "It counts as not tested");
    }

    /** On the window's thread; also where another window is before it. */
    private static Button button(String id) {
        return Screen.nodes().filter(node -> id.equals(node.getId())).map(Button.class::cast).findFirst().orElseThrow();
    }

    /** In one go, so that nothing can have ended before; as the system's own way to quit, which no window before this one stops. */
    private void confirmsAndAsksToQuit() {
        WindowThread.run(() -> {
            button("confirmButton").fire();
            pressesQuit();
        });
    }

    private void asksToQuit() {
        WindowThread.run(this::pressesQuit);
    }

    private void pressesQuit() {
        Event.fireEvent(window, new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
    }

    private boolean isShowing() {
        return WindowThread.call(window::isShowing);
    }

    private String onlyKey() {
        assertThat(keychain.entries()).hasSize(1);
        return keychain.entries().keySet().iterator().next();
    }
}

package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javafx.event.Event;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.WindowEvent;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import waybill.platform.Settings.Theme;
import waybill.vault.FakeKeychain;
import waybill.vault.Keychain.Availability;

/** What a person can do about the vault from the page of settings: each test goes on where the one before ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VaultSettingsTest {
    private static final String SECOND = "a second passphrase";
    private static final String THIRD = "the third passphrase";
    private static final String OF_FILE = "the passphrase of a file";
    private static final String URL = "https://api.example.com/hooks";
    private static final String OTHER_URL = "https://other.example.com/hooks";

    @TempDir private static Path parent;
    private final FakeKeychain keychain = FakeKeychain.absent();
    private Person person;

    @BeforeAll
    void start() {
        person = new Person(parent.resolve("home"), keychain);
        person.opensANewWaybill().clicks("registerButton").fills("urlField", URL).clicks("saveButton");
        person.awaitsText("destinationUrl", URL).clicks("showSettings").awaits("changePassphraseButton");
    }

    @AfterAll
    void quit() {
        person.quits();
    }

    @Test
    @Order(1)
    void refusesAWrongPresentPassphrase() {
        person.clicks("changePassphraseButton").awaitsFocus("presentPassphrase");
        asksFor("wrong", SECOND).awaitsText("vaultDialogError", "This passphrase does not open the vault. Tried once");
        person.photographs("vault-change-passphrase").awaitsFocus("presentPassphrase");
    }

    @Test
    @Order(2)
    void growsWithWhatItSaysSoThatNothingIsCutOff() {
        person.fills("newPassphrase", SECOND).awaits("newPassphraseStrength");
        person.fills("newPassphraseConfirm", "another one").clicks("confirmButton").awaits("newPassphraseConfirmError");
        person.awaits("room for every line",
                () -> WindowThread.call(() -> List.of("alertText", "newPassphraseConfirmError").stream()
                        .map(id -> (Region) Screen.find(id).orElseThrow())
                        .allMatch(text -> text.getHeight() >= text.prefHeight(text.getWidth()))));
    }

    @Test
    @Order(3)
    void changesThePassphrase() {
        asksFor(Person.PASSPHRASE, SECOND).awaitsNo("vaultDialog");
        person.clicks("lockNowButton").awaits("unlockButton").awaitsNo("settingsPage");
        person.fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton");
        person.awaitsText("passphraseError", "does not open the vault");
        unlocks(SECOND);
    }

    @Test
    @Order(4)
    void keepsNoRecoveryKeyThatWasNotTypedBack() {
        makesARecoveryKey();
        var text = WindowThread.call(() -> (TextArea) Screen.find("recoveryKeyText").orElseThrow());
        WindowThread.run(() -> Event.fireEvent(Screen.frontStage(), new WindowEvent(Screen.frontStage(),
                WindowEvent.WINDOW_CLOSE_REQUEST)));
        person.awaitsText("alertText", "The vault then has no recovery key").photographs("vault-recovery-key-unkept");
        person.clicks("confirmButton").awaitsNo("recoveryKeyDialog");
        assertThat(person.reads("recoveryText")).startsWith("There is no recovery key");
        assertThat(WindowThread.call(() -> text.getText())).isEmpty();
    }

    @Test
    @Order(5)
    void locksWhileARecoveryKeyIsShownAndKeepsNone() {
        person.clicks("lockAfterSleep");
        makesARecoveryKey();
        person.letsTheComputerSleep().awaits("unlockButton").awaitsNo("recoveryKeyDialog");
        assertThat(person.sees("recoverButton")).isFalse();
        unlocks(SECOND);
        person.clicks("lockAfterSleep");
    }

    @Test
    @Order(6)
    void showsARecoveryKeyOnceAndChecksTheCopy() {
        makesARecoveryKey();
        String key = person.reads("recoveryKeyText");
        person.photographs("vault-recovery-key");
        person.clicks("confirmButton").awaitsText("recoveryGroupFirstError", "This is not group");
        person.awaitsFocus("recoveryGroupFirst").photographs("vault-recovery-key-wrong");
        RecoveryGroups.type(person, key);
        person.clicks("confirmButton").awaitsNo("recoveryKeyDialog").awaitsText("recoveryText", "A recovery key is set");

        person.clicks("lockNowButton").awaits("recoverButton").clicks("recoverButton").awaitsFocus("recoveryKeyField");
        recoversWith(key.substring(1)).awaitsText("vaultDialogError", "This is no recovery key");
        recoversWith("0" + key.substring(1, 4) + key.charAt(0) + key.substring(5)).awaits("vaultDialogError");
        recoversWith(key.toLowerCase(java.util.Locale.ROOT).replace("-", " ")).awaitsNo("vaultDialog");
        person.awaits("settingsPage");
        person.clicks("lockNowButton").awaits("unlockButton");
        unlocks(THIRD);
    }

    @Test
    @Order(7)
    void makesNewKeysForEverything() throws IOException {
        byte[] before = Files.readAllBytes(parent.resolve("home").resolve("vault.json"));
        person.clicks("newKeysButton").fills("presentPassphrase", THIRD).photographs("vault-new-keys");
        person.clicks("confirmButton").awaitsNo("vaultDialog").awaitsText("recoveryText", "There is no recovery key");
        assertThat(Files.readAllBytes(parent.resolve("home").resolve("vault.json"))).isNotEqualTo(before);
        person.clicks("showDestination").awaitsText("destinationUrl", URL).clicks("showSettings");
    }

    @Test
    @Order(8)
    void letsTheKeychainOpenItAndAsksForAPassphraseAgain() {
        person.clicks("useKeychainButton").fills("presentPassphrase", THIRD).clicks("confirmButton");
        person.awaitsText("vaultDialogError", "keychain does not keep or give the key");
        keychain.become(Availability.READY);
        person.clicks("confirmButton").awaitsNo("vaultDialog").awaitsText("vaultState", "keychain");
        person.clicks("lockNowButton").awaits("unlockButton").awaitsText("vaultState", "Vault locked");
        person.photographs("vault-locked-keychain");
        person.clicks("unlockButton").awaits("usePassphraseButton");
        person.clicks("usePassphraseButton");
        asksFor(THIRD, SECOND).awaitsNo("vaultDialog").awaitsText("vaultState", "passphrase");
        assertThat(keychain.entries()).isEmpty();
        keychain.become(Availability.ABSENT);
    }

    @Test
    @Order(9)
    void backsUpAndRestoresAfterALookInside() throws IOException {
        Path file = parent.resolve("backup.waybill");
        person.willChoose(file).clicks("backUpButton").awaitsFocus("newPassphrase");
        asksForNew(OF_FILE).awaitsText("alertText", "backup.waybill holds this: Destination api.example.com, Default.");
        person.clicks("confirmButton").awaitsNo("alertText");
        assertThat(file).exists();
        changesTheUrlTo(OTHER_URL);

        person.clicks("restoreButton").fills("presentPassphrase", "wrong").clicks("confirmButton");
        person.awaitsText("vaultDialogError", "This passphrase does not open the file");
        person.fills("presentPassphrase", OF_FILE).clicks("confirmButton").awaitsText("alertText", "Destination api.example.com");
        person.photographs("vault-look-inside");
        asksForNew(Person.PASSPHRASE).awaitsNo("vaultDialog").awaits("settingsPage");
        person.clicks("showDestination").awaitsText("destinationUrl", URL).clicks("showSettings");
        assertThat(person.reads("vaultState")).isEqualTo("Vault open · passphrase");
        try (Stream<Path> files = Files.list(parent.resolve("home"))) {
            assertThat(files.filter(each -> each.toString().contains("set-aside"))).hasSize(2);
        }
    }

    @Test
    @Order(10)
    void exportsAndImportsTheDestination() {
        Path file = parent.resolve("destination.waybill");
        person.willChoose(file).clicks("exportButton");
        asksForNew(OF_FILE).awaitsText("alertText", "holds this").clicks("confirmButton").awaitsNo("alertText");
        changesTheUrlTo(OTHER_URL);
        person.clicks("importButton").fills("presentPassphrase", OF_FILE).clicks("confirmButton");
        person.awaitsText("alertText", "It counts as not tested").clicks("confirmButton").awaitsNo("vaultDialog");
        person.clicks("showDestination").awaitsText("destinationUrl", URL).clicks("showSettings");
    }

    @Test
    @Order(11)
    void asksForAPassphraseWhereTheKeychainIsReadyAndKeepsNothing() {
        keychain.become(Availability.READY);
        keychain.forget();
        person.willChoose(parent.resolve("backup.waybill")).clicks("restoreButton").fills("presentPassphrase", OF_FILE);
        person.clicks("confirmButton").awaitsText("alertText", "this computer’s keychain opens it").clicks("confirmButton");
        person.awaitsText("alertText", "keychain did not keep the key").awaitsFocus("newPassphrase");
        person.photographs("vault-restore-instead");
        asksForNew(Person.PASSPHRASE).awaitsNo("vaultDialog").awaitsText("vaultState", "Vault open · passphrase");
        keychain.become(Availability.ABSENT);
    }

    @Test
    @Order(12)
    void saysWhatIsWrongWithAFile() throws IOException {
        Path file = Files.writeString(parent.resolve("letter.txt"), "Dear Sir or Madam");
        person.willChoose(file).clicks("restoreButton").fills("presentPassphrase", OF_FILE).clicks("confirmButton");
        person.awaitsText("vaultDialogError", "This is no file that Waybill wrote.").presses(KeyCode.ESCAPE);
        person.awaitsNo("vaultDialog");
    }

    @Test
    @Order(13)
    void looksRightInBothThemes() {
        person.selects("themeChoice", Theme.DARK).photographs("vault-settings-dark");
        person.selects("themeChoice", Theme.LIGHT).photographs("vault-settings");
    }

    private void makesARecoveryKey() {
        person.clicks("recoveryKeyButton").fills("presentPassphrase", SECOND).clicks("confirmButton").awaits("recoveryKeyText");
    }

    private Person asksFor(String present, String next) {
        person.fills("presentPassphrase", present);
        return asksForNew(next);
    }

    private Person asksForNew(String next) {
        return person.fills("newPassphrase", next).fills("newPassphraseConfirm", next).clicks("confirmButton");
    }

    private Person recoversWith(String key) {
        person.fills("recoveryKeyField", key);
        return asksForNew(THIRD);
    }

    private void unlocks(String passphrase) {
        person.fills("passphraseField", passphrase).clicks("unlockButton").awaits("settingsPage");
    }

    private void changesTheUrlTo(String url) {
        person.clicks("showDestination").clicks("editButton").fills("urlField", url).clicks("saveButton");
        person.awaitsText("destinationUrl", url).clicks("showSettings");
    }
}

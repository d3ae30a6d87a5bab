package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.vault.NewerVersion;

/** What a person reads where a newer Waybill wrote a file. */
class NewerVersionWindowTest {
    private static final String OF_FILE = "the file has its own";

    @TempDir private Path parent;
    private Person person;

    @BeforeEach
    void start() {
        person = new Person(parent.resolve("home"));
        person.opensANewWaybill();
    }

    @AfterEach
    void quit() {
        person.quits();
    }

    @Test
    void aKeyFileIsRefusedAndLeftAsItIs() throws IOException {
        person.quits();
        Path keyFile = parent.resolve("home/vault.json");
        byte[] newer = NewerVersion.ofKeyFile(Files.readAllBytes(keyFile));
        Files.write(keyFile, newer);

        person.opensWaybill().awaitsText("alertText", "This vault was written by a newer version of Waybill.");

        assertThat(person.sees("setAsideButton") || person.sees("unlockButton")).isFalse();
        assertThat(keyFile).hasBinaryContent(newer);
    }

    @Test
    void aBackupAndADestinationAreRefusedBeforeAnythingIsReplaced() throws IOException {
        person.clicks("registerButton").fills("urlField", "https://api.example.com/hooks").clicks("saveButton");
        person.awaits("destinationUrl").clicks("showSettings");
        refusesTheNewer("backUpButton", "restoreButton");
        refusesTheNewer("exportButton", "importButton");
    }

    private void refusesTheNewer(String write, String use) throws IOException {
        Path file = parent.resolve(write + ".waybill");
        person.willChoose(file).clicks(write).fills("newPassphrase", OF_FILE).fills("newPassphraseConfirm", OF_FILE);
        person.clicks("confirmButton").awaitsText("alertText", "holds this").clicks("confirmButton").awaitsNo("alertText");
        Files.write(file, NewerVersion.ofBackup(Files.readAllBytes(file)));

        person.clicks(use).fills("presentPassphrase", OF_FILE).clicks("confirmButton");

        person.awaitsText("vaultDialogError", "This file was written by a newer version of Waybill.");
        person.presses(KeyCode.ESCAPE).awaitsNo("vaultDialog");
    }
}

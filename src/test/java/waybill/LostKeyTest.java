package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.vault.FakeKeychain;
import waybill.vault.Keychain.Availability;

/** What a person is told, and can do, where the keychain loses the vault's key while the vault is open, or is no more. */
class LostKeyTest {
    private static final String OF_FILE = "the passphrase of a file";
    private static final String URL = "https://api.example.com/hooks";

    @TempDir private Path parent;
    private final FakeKeychain keychain = FakeKeychain.ready();
    private Person person;

    @AfterEach
    void quit() {
        person.quits();
    }

    @Test
    void isSavedByABackupThatIsRestored() {
        person = new Person(parent.resolve("home"), keychain);
        person.opensWaybill().clicks("registerButton").fills("urlField", URL).clicks("saveButton");
        person.awaitsText("destinationUrl", URL).clicks("showSettings");
        keychain.entries().clear();

        person.clicks("usePassphraseButton");
        asksForNew(Person.PASSPHRASE).awaitsText("vaultDialogError", "Back it up now, then restore that backup");
        person.photographs("vault-key-lost").clicks("declineButton").awaitsNo("vaultDialog");
        person.willChoose(parent.resolve("backup.waybill")).clicks("backUpButton");
        asksForNew(OF_FILE).awaitsText("alertText", "holds this").clicks("confirmButton").awaitsNo("alertText");
        person.clicks("restoreButton").fills("presentPassphrase", OF_FILE).clicks("confirmButton");
        person.awaitsText("alertText", "api.example.com").clicks("confirmButton").awaitsNo("vaultDialog").quits();

        person.opensWaybill().awaitsText("destinationUrl", URL);
        assertThat(person.reads("vaultState")).isEqualTo("Vault open · keychain");
    }

    @Test
    void newKeysOfAVaultThatAPassphraseOpensTooCanDoWithoutAKeychain() {
        keychain.become(Availability.ABSENT);
        person = new Person(parent.resolve("home"), keychain);
        person.opensANewWaybill().clicks("showSettings");
        keychain.become(Availability.READY);
        person.clicks("useKeychainButton").fills("presentPassphrase", Person.PASSPHRASE).clicks("confirmButton");
        person.awaitsNo("vaultDialog").awaitsText("vaultState", "keychain");
        keychain.become(Availability.ABSENT);

        person.clicks("newKeysButton").fills("presentPassphrase", Person.PASSPHRASE).clicks("confirmButton");
        person.awaitsText("vaultDialogError", "choose “Ask for a passphrase instead” first").clicks("declineButton");
        person.awaitsNo("vaultDialog").clicks("usePassphraseButton").fills("presentPassphrase", Person.PASSPHRASE);
        asksForNew(Person.PASSPHRASE).awaitsNo("vaultDialog").awaitsText("vaultState", "passphrase");
        person.clicks("newKeysButton").fills("presentPassphrase", Person.PASSPHRASE).clicks("confirmButton");
        person.awaitsNo("vaultDialog");
        assertThat(person.reads("vaultState")).isEqualTo("Vault open · passphrase");
    }

    private Person asksForNew(String next) {
        return person.fills("newPassphrase", next).fills("newPassphraseConfirm", next).clicks("confirmButton");
    }
}

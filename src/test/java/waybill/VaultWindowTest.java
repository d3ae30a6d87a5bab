package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import javafx.scene.control.Button;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The vault as the window shows it, from the first start on: each test goes on where the one before ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VaultWindowTest {
    private static final String URL = "https://api.example.com/hooks";

    @TempDir private static Path home;
    private Person person;

    @BeforeAll
    void startForTheFirstTime() {
        person = new Person(home);
        person.opensWaybill().awaits("createVaultButton");
    }

    @AfterAll
    void quit() {
        person.quits();
    }

    @Test
    @Order(1)
    void refusesAShortPassphrase() {
        person.fills("passphraseField", "7 chars").fills("passphraseConfirm", "7 chars").clicks("createVaultButton");

        person.awaitsText("passphraseError", "at least 8 characters");
        assertThat(person.focus()).isEqualTo("passphraseField");
        assertThat(keyFile()).doesNotExist();
    }

    @Test
    @Order(2)
    void refusesTwoDifferentPassphrases() {
        person.fills("passphraseField", Person.PASSPHRASE).fills("passphraseConfirm", Person.PASSPHRASE + " ");
        assertThat(person.sees("passphraseError")).as("an error of what is mended").isFalse();

        person.clicks("createVaultButton").awaitsText("passphraseError", "The two passphrases differ");

        assertThat(person.focus()).isEqualTo("passphraseConfirm");
        assertThat(keyFile()).doesNotExist();
    }

    @Test
    @Order(3)
    void ratesThePassphraseWhileItIsTyped() {
        person.fills("passphraseField", "password").awaitsText("passphraseStrength", "Very weak");
        person.fills("passphraseField", "quartz lantern 42 ovals breezily").awaitsText("passphraseStrength", "Very strong");
    }

    @Test
    @Order(4)
    void createsTheVaultAndOffersToRegister() {
        assertThat(person.reads("vaultState")).isEqualTo("No vault yet");

        person.setsThePassphrase().awaits("registerButton");

        assertThat(person.reads("vaultState")).isEqualTo("Vault open · passphrase");
        assertThat(keyFile()).exists();
        person.clicks("registerButton").fills("urlField", URL).clicks("saveButton").awaitsText("destinationUrl", URL);
    }

    @Test
    @Order(5)
    void showsNothingBeforeThePassphrase() {
        person.quits();

        person.opensWaybill().awaits("unlockButton");

        assertThat(person.reads("vaultState")).isEqualTo("Vault locked");
        assertThat(WindowThread.call(() -> Screen.find("showReceiver").orElseThrow().isDisabled())).isTrue();
        assertThat(person.sees("destinationUrl") || person.sees("registerButton")).isFalse();
    }

    @Test
    @Order(6)
    void countsWrongPassphrasesAndDelaysFromTheThirdOn() {
        var saidWhileDisabled = new CopyOnWriteArrayList<String>();
        WindowThread.run(() -> ((Button) Screen.find("unlockButton").orElseThrow()).disabledProperty()
                .addListener((_, _, disabled) -> Screen.find("passphraseError").filter(_ -> disabled)
                        .ifPresent(error -> saidWhileDisabled.add(Screen.text(error)))));

        person.fills("passphraseField", "wrong passphrase").clicks("unlockButton");
        person.awaitsText("passphraseError", "This passphrase does not open the vault. Tried once without success");
        person.clicks("unlockButton").awaitsText("passphraseError", "Tried twice");
        assertThat(saidWhileDisabled).noneMatch(text -> text.contains("The next try"));
        person.clicks("unlockButton").awaitsText("passphraseError", "Tried 3 times");

        person.awaits("the delay to be said", () -> saidWhileDisabled.stream()
                .anyMatch(text -> text.contains("Tried 3 times") && text.contains("The next try is possible in 1 s.")));
        person.awaits("the next try", () -> !person.reads("passphraseError").contains("The next try"));
    }

    @Test
    @Order(7)
    void opensWithTheRightPassphraseAndHasLostNothing() {
        person.fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton").awaitsText("destinationUrl", URL);

        assertThat(person.reads("vaultState")).isEqualTo("Vault open · passphrase");
    }

    @Test
    @Order(8)
    void asksBeforeItSetsTheVaultAside() throws IOException {
        person.quits();
        person.opensWaybill().clicks("setAsideButton").awaitsText("alertText", "nothing is deleted");

        person.clicks("declineButton").awaitsNo("alertText");

        assertThat(person.sees("unlockButton")).isTrue();
        assertThat(setAside()).isEmpty();
    }

    @Test
    @Order(9)
    void setsTheVaultAsideWithEveryByteAndStartsNew() throws IOException {
        byte[] before = Files.readAllBytes(keyFile());

        person.clicks("setAsideButton").clicks("confirmButton").awaits("createVaultButton");

        assertThat(setAside()).hasSize(2).anySatisfy(file -> assertThat(file).hasBinaryContent(before));
        person.setsThePassphrase().awaits("registerButton");
        assertThat(setAside()).hasSize(2);
    }

    @Test
    @Order(10)
    void saysThatTheKeyFileIsDamagedAndOffersToSetItAside() throws IOException {
        person.quits();
        byte[] damaged = Files.readAllBytes(keyFile());
        damaged[damaged.length / 2] ^= 1;
        Files.write(keyFile(), damaged);

        person.opensWaybill().awaitsText("alertText", "vault.json in the data folder was altered or cut");

        assertThat(person.reads("vaultState")).isEqualTo("Vault not opened");
        assertThat(person.sees("setAsideButton")).isTrue();
        assertThat(person.sees("createVaultButton") || person.sees("unlockButton")).isFalse();
        assertThat(keyFile()).hasBinaryContent(damaged);
    }

    private Path keyFile() {
        return home.resolve("vault.json");
    }

    private List<Path> setAside() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.getFileName().toString().contains("set-aside")).toList();
        }
    }
}

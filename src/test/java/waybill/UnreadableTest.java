package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.store.AlteredVault;

/** A vault that opens, but whose destination was altered. */
class UnreadableTest {
    @TempDir private Path home;
    private Person person;

    @AfterEach
    void quit() {
        person.quits();
    }

    @Test
    void saysThatWhatIsRegisteredWasAlteredAndOffersToStartNew() throws Exception {
        person = new Person(home);
        person.opensANewWaybill().clicks("registerButton").fills("urlField", "https://api.example.com/hooks");
        person.clicks("saveButton").awaits("sendTestButton").quits();
        AlteredVault.swapUrlAndType(home, Person.PASSPHRASE);

        person.opensWaybill().awaits("unlockButton").fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton");

        person.awaitsText("alertText", "it was damaged or altered").awaitsFocus("retryButton");
        assertThat(person.sees("registerButton") || person.sees("destinationUrl")).isFalse();
        person.clicks("retryButton").awaitsText("alertText", "it was damaged or altered");
        person.photographs("unreadable");
        person.clicks("setAsideButton").awaitsText("alertText", "nothing is deleted").clicks("confirmButton");
        person.awaits("createVaultButton").setsThePassphrase().awaits("registerButton");
        try (var files = Files.list(home)) {
            assertThat(files.filter(file -> file.getFileName().toString().contains("set-aside"))).hasSize(2);
        }
    }
}

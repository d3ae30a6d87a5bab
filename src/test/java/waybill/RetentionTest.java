package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import javafx.scene.text.Text;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.store.FilledLog;

/** Removing old messages, by the settings. */
class RetentionTest {
    @TempDir private Path home;
    private final Instant now = Instant.now();
    private Person person;

    @BeforeEach
    void fillTheLog() {
        try (var filled = FilledLog.create(home, Person.PASSPHRASE)) {
            filled.at(now.minus(Duration.ofDays(10))).deliveredMany("old", 700);
            filled.waitsForARetry("waits.json", "{}");
            filled.at(now).delivered("new.json", "{}");
        }
        person = new Person(home);
    }

    private void opensTheVault() {
        person.opensWaybill().awaits("unlockButton").fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton");
        person.awaits("registerButton");
    }

    @AfterEach
    void quit() {
        person.quits();
    }

    @Test
    void asksSaysWhatItRemovedAndRemovesIt() {
        opensTheVault();
        person.clicks("showSettings").awaits("retentionDays");
        person.awaits("the settings", () -> !person.reads("retentionDays").equals("0"));
        person.fillsSpinner("retentionDays", "5").awaitsText("retentionEffect", "700 messages would be removed now, ");
        String size = person.reads("retentionEffect").replaceAll(".*now, |\\.$", "");

        person.clicks("retentionApply").awaitsText("alertText", "700 messages, " + size + " together").clicks("confirmButton");

        person.awaitsText("retentionEffect", "700 messages removed, " + size + ".");
        person.awaitsText("retentionRemoved", "700 messages were removed from the log so far").photographs("retention-done");
        person.clicks("showDeliveries").awaitsText("deliveryCount", "2 messages");
        assertThat(new LogPage(person).awaitsNames("new.json", "waits.json").size()).isEqualTo(2);
    }

    @Test
    void saysWhatWasRemovedByItself() {
        try (var filled = FilledLog.open(home, Person.PASSPHRASE)) {
            filled.at(now.minus(Duration.ofDays(31))).deliveredMany("older", 600);
        }
        opensTheVault();

        person.awaits("the notice", () -> WindowThread.call(() -> Screen.findText("Old messages were removed").isPresent()));

        assertThat(WindowThread.call(() -> Screen.nodes().filter(Text.class::isInstance).map(text -> ((Text) text).getText())))
                .contains("600 messages were removed from the log, as the limits in the settings say."
                        + " Press here to see or change them.");
        person.photographs("notice-retention").clicks("showDeliveries").awaitsText("deliveryCount", "702 messages");
    }

    @Test
    void keepsInTheSettingsWhatWasRemovedByItself() {
        try (var filled = FilledLog.open(home, Person.PASSPHRASE)) {
            filled.at(now.minus(Duration.ofDays(31))).deliveredMany("older", 600);
        }
        opensTheVault();
        person.awaits("the notice", () -> WindowThread.call(() -> Screen.findText("Old messages were removed").isPresent()));
        person.clicks("vaultState").clicks("lockButton").awaits("unlockButton");
        person.fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton");
        person.awaits("showSettings").clicks("showSettings");

        person.awaitsText("retentionRemoved",
                "600 messages were removed from the log so far because of these limits, the last on ");
        WindowThread.run(() -> Screen.find("retentionRemoved").orElseThrow().requestFocus());
        person.photographs("retention-removed");
    }
}

package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.store.FilledLog;

/** Removing old messages, by the settings. */
class RetentionTest {
    @TempDir private Path home;
    private Person person;

    @BeforeEach
    void fillTheLog() {
        Instant now = Instant.now();
        try (var filled = FilledLog.create(home, Person.PASSPHRASE)) {
            filled.at(now.minus(Duration.ofDays(10))).deliveredMany("old", 700);
            filled.waitsForARetry("waits.json", "{}");
            filled.at(now).delivered("new.json", "{}");
        }
        person = new Person(home);
        person.opensWaybill().awaits("unlockButton").fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton");
        person.awaits("registerButton").clicks("showSettings").awaits("retentionDays");
    }

    @AfterEach
    void quit() {
        person.quits();
    }

    @Test
    void asksSaysWhatItRemovedAndRemovesIt() {
        person.awaits("the settings", () -> !person.reads("retentionDays").equals("0"));
        person.fillsSpinner("retentionDays", "5").awaitsText("retentionEffect", "700 messages would be removed now, ");
        String size = person.reads("retentionEffect").replaceAll(".*now, |\\.$", "");

        person.clicks("retentionApply").awaitsText("alertText", "700 messages, " + size + " together").clicks("confirmButton");

        person.awaitsText("retentionEffect", "700 messages removed, " + size + ".").photographs("retention-done");
        person.clicks("showDeliveries").awaitsText("deliveryCount", "2 messages");
        assertThat(new LogPage(person).awaitsNames("new.json", "waits.json").size()).isEqualTo(2);
    }
}

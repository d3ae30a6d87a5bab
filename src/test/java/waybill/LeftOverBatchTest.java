package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import javafx.scene.text.Text;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.delivery.DeliverySettings;
import waybill.delivery.RetryPolicy;
import waybill.store.FilledLog;

/** A batch that was not done when Waybill ended, where nobody goes to see it. */
class LeftOverBatchTest {
    /** Nothing listens there. */
    private static final String NOBODY = "https://localhost:1/in";

    @TempDir private Path home;
    private Person person;

    @AfterEach
    void quit() {
        person.quits();
    }

    @Test
    void tellsOfItsEndOnWhateverPage() {
        try (var filled = FilledLog.create(home, Person.PASSPHRASE)) {
            filled.isSentWith(DeliverySettings.DEFAULT.withRetry(new RetryPolicy(0, Duration.ofSeconds(5), 6)))
                    .at(Instant.now()).waitMany("rest", 3);
        }
        person = new Person(home);
        person.opensWaybill().awaits("unlockButton").fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton");
        person.awaits("registerButton").awaitsText("sendingState", "3 waiting");

        person.clicks("registerButton").fills("urlField", NOBODY).clicks("saveButton");

        person.awaits("the notice", () -> WindowThread.call(() -> Screen.findText("A batch has ended").isPresent()));
        assertThat(WindowThread.call(() -> Screen.nodes().filter(Text.class::isInstance).map(text -> ((Text) text).getText())
                .toList())).contains("3 messages left from before: 0 delivered, 3 failed, 0 cancelled.");
        person.photographs("notice-left-over").clicks("showDeliver").awaits("batchCloseButton");
    }
}

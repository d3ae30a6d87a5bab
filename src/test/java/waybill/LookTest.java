package waybill;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import javafx.stage.Stage;
import javafx.scene.control.TableView;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.store.FilledLog;

class LookTest {
    @TempDir private Path home;

    @Test
    void looks() {
        try (var log = FilledLog.create(home, Person.PASSPHRASE)) {
            Instant now = Instant.now();
            for (int i = 0; i < 40; i++) {
                log.at(now.minus(Duration.ofMinutes(60 * 30 - i * 45L)));
                switch (i % 6) {
                    case 0 -> log.failed("homeowners policy " + i + ".json", "{\"document_link\":\"https://x\"}");
                    case 1 -> log.cancelled("quote " + i + ".json", "{}");
                    case 2 -> log.waitsForARetry("claim " + i + ".json", "{}");
                    default -> log.deliveredMany("policies.jsonl: line", 5 + i);
                }
            }
            log.at(now).waitsForARetry("auto policy.json", "{\"a\":1}");
        }
        var person = new Person(home);
        person.opensWaybill().awaits("unlockButton").fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton");
        person.awaits("registerButton").clicks("showDeliveries").awaitsText("deliveryCount", "messages");
        person.photographs("log-large");
        select(0);
        person.awaits("attempt1").photographs("log-detail");
        person.clicks("resendButton").awaits("resendMatching").photographs("log-menu"); person.presses(javafx.scene.input.KeyCode.ESCAPE);
        person.clicks("picturesToggle").awaits("outcomeChart").awaits("x", () -> person.sees("latencyPercentiles")).photographs("log-pictures");
        WindowThread.run(() -> { Stage f = Screen.frontStage(); f.setWidth(720); f.setHeight(520); });
        person.photographs("log-small-pictures");
        person.clicks("stateFailed").awaits("clearSearch").awaitsText("deliveryCount", " of ").photographs("log-small-failed");
        select(1);
        person.awaits("attempt2").photographs("log-small-detail");
        person.clicks("showBodyButton").awaits("messageBody").photographs("log-small-body");
        person.clicks("showSettings").chooses("themeChoice", 2).clicks("showDeliveries").photographs("log-dark-detail");
        person.clicks("picturesToggle").awaits("outcomeChart");
        WindowThread.run(() -> { Stage f = Screen.frontStage(); f.setWidth(1000); f.setHeight(700); });
        person.photographs("log-dark-pictures");
        person.quits();
    }
    private void select(int i) { WindowThread.run(() -> ((TableView<?>) Screen.find("deliveryTable").orElseThrow()).getSelectionModel().clearAndSelect(i)); }
}

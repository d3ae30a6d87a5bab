package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import waybill.store.FilledLog;

/** The Deliveries page with the keyboard alone; each test goes on where the one before ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliveriesKeyboardTest {
    @TempDir private static Path home;
    private Person person;
    private LogPage log;

    @BeforeAll
    void fillTheLog() {
        Instant now = Instant.now();
        try (var filled = FilledLog.create(home, Person.PASSPHRASE)) {
            filled.at(now.minus(Duration.ofHours(50))).cancelled("old quote.json", "{}");
            filled.at(now.minus(Duration.ofHours(2)));
            for (int i = 1; i <= 3; i++) {
                filled.failed("homeowners " + i + ".json", "{}");
            }
            filled.at(now).waitsForARetry("auto 1.json", "{}");
            filled.waitsForARetry("auto 2.json", "{}");
        }
        person = new Person(home);
        log = new LogPage(person);
        person.opensWaybill().awaits("unlockButton").fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton");
        person.awaits("registerButton").clicks("showDeliveries").awaitsText("deliveryCount", "6 messages");
    }

    @AfterAll
    void quit() {
        person.quits();
    }

    @Test
    @Order(1)
    void opensTheMenuOfTheLineThatTheKeyboardIsOn() {
        person.tabsTo("deliveryTable").presses(KeyCode.CONTEXT_MENU).awaits("menuCopyId");
        assertThat(log.menu()).containsExactly("Copy the id", "Copy as curl", "Send as new", "Try now", "Cancel this message");

        person.presses(KeyCode.ESCAPE).awaitsNo("menuCopyId").awaitsFocus("deliveryTable");

        assertThat(log.selected()).as("after Esc").containsExactly(0);
    }

    @Test
    @Order(2)
    void theMenuSpeaksOfAllThatAreSelected() {
        person.presses(KeyCode.SHIFT, KeyCode.DOWN).presses(KeyCode.SHIFT, KeyCode.DOWN);
        person.presses(KeyCode.SHIFT, KeyCode.F10).awaits("menuCopyId");
        assertThat(log.selected()).containsExactly(0, 1, 2);
        assertThat(log.menu()).containsExactly("Copy the 3 ids", "Send again", "Send as new", "Try now",
                "Cancel those of them that wait");

        person.awaitsFocus("menuCopyId").presses(KeyCode.ENTER).awaitsText("deliveriesNote", "3 ids are in the clipboard.");

        assertThat(WindowThread.call(() -> Clipboard.getSystemClipboard().getString()))
                .matches("(msg_\\w{26}\\s+){2}msg_\\w{26}\\s*");
        assertThat(log.selected()).containsExactly(0, 1, 2);
        person.awaitsFocus("deliveryTable").presses(KeyCode.ESCAPE).awaitsNo("deliveryDetail").awaitsFocus("deliveryTable");
        assertThat(log.selected()).isEmpty();
    }

    @Test
    @Order(3)
    void narrowsByStateAndPeriod() {
        person.tabsTo("stateFailed").presses(KeyCode.SPACE).awaitsText("deliveryCount", "3 of 6").presses(KeyCode.SPACE);
        person.awaitsText("deliveryCount", "6 messages").tabsTo("periodChoice").presses(KeyCode.DOWN);
        person.presses(KeyCode.DOWN).awaitsText("deliveryCount", "5 of 6");
        person.tabsTo("clearSearch").presses(KeyCode.SPACE).awaitsText("deliveryCount", "6 messages")
                .awaitsFocus("deliverySearch");
    }

    @Test
    @Order(4)
    void goesThroughTheWholeMessageAndBack() {
        person.writes("homeowners 2").awaitsText("deliveryCount", "1 of 6").presses(KeyCode.DOWN).awaitsFocus("deliveryTable");
        person.presses(KeyCode.ENTER).awaitsFocus("messageId").tabsTo("showBodyButton").presses(KeyCode.SPACE);
        person.awaitsFocus("messageBody").presses(KeyCode.TAB).awaitsFocus("attempt2").tabsTo("attempt2Sent");

        person.presses(KeyCode.TAB).tabsTo("attempt1").presses(KeyCode.SPACE).tabsTo("attempt1Received");

        person.presses(KeyCode.TAB).awaitsFocus("showDeliveries").presses(KeyCode.SHIFT, KeyCode.TAB);
        person.awaitsFocus("attempt1Received").presses(KeyCode.ESCAPE).awaitsNo("deliveryDetail").awaitsFocus("deliveryTable");
    }

    @Test
    @Order(5)
    void sendsAgainAndExports() {
        person.tabsTo("resendButton").presses(KeyCode.SPACE).awaits("resendMatching").presses(KeyCode.ESCAPE);
        person.awaitsNo("resendMatching").awaitsFocus("resendButton").presses(KeyCode.SPACE).awaits("resendMatching");
        goesDownTo("resendMatching").presses(KeyCode.ENTER);
        person.awaitsText("deliveriesNote", "1 message waits to be sent now.").awaitsFocus("resendButton");

        Path file = home.resolve("found.csv");
        person.willChoose(file).presses(KeyCode.TAB).awaitsFocus("exportButton").presses(KeyCode.SPACE).awaits("exportCsv");
        goesDownTo("exportCsv").presses(KeyCode.ENTER).awaits("the file", () -> file.toFile().length() > 0);
        person.awaitsFocus("exportButton");
    }

    private Person goesDownTo(String item) {
        for (int i = 0; i < 5 && !person.focus().equals(item); i++) {
            person.presses(KeyCode.DOWN);
        }
        return person.awaitsFocus(item);
    }

    @Test
    @Order(6)
    void goesFromBarToBarOfThePictures() {
        person.tabsTo("clearSearch").presses(KeyCode.SPACE).awaitsText("deliveryCount", "6 messages");
        person.tabsTo("picturesToggle").presses(KeyCode.SPACE).awaits("outcomeChart").tabsTo("outcomeChart");

        person.presses(KeyCode.LEFT).awaitsText("outcomeBar", "Waiting 2").presses(KeyCode.ENTER).awaits("answeredFilter");

        person.awaitsText("deliveryCount", "2 of 6").tabsTo("answeredFilter").presses(KeyCode.SPACE).awaitsNo("answeredFilter");
        person.awaitsFocus("deliverySearch");
    }
}

package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import javafx.scene.Node;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import waybill.store.FilledLog;

/** Search, detail and sending again, in a log that was filled before; no destination is registered, so nothing is sent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliveriesPageTest {
    private static final String LINKED = "{\"document_link\":\"https://example.com/1\"}";

    @TempDir private static Path home;
    private Person person;
    private LogPage log;

    @BeforeAll
    void fillTheLog() {
        Instant now = Instant.now();
        try (var filled = FilledLog.create(home, Person.PASSPHRASE)) {
            filled.at(now.minus(Duration.ofHours(50))).cancelled("old quote.json", "{}");
            filled.at(now.minus(Duration.ofHours(3))).deliveredMany("policies.jsonl: line", 400);
            filled.at(now.minus(Duration.ofHours(2)));
            for (int i = 1; i <= 3; i++) {
                filled.failed("homeowners " + i + ".json", LINKED);
            }
            filled.at(now).waitsForARetry("auto policy.json", "{\"policy\":7}");
        }
        person = new Person(home);
        log = new LogPage(person);
        person.opensWaybill().awaits("unlockButton").fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton");
        person.awaits("registerButton").clicks("showDeliveries").awaitsText("deliveryCount", "405 messages");
    }

    @AfterAll
    void quit() {
        person.quits();
    }

    @AfterEach
    void clearTheSearch() {
        log.showsTheNewestFirst();
        if (person.sees("clearSearch")) {
            person.clicks("clearSearch").awaitsText("deliveryCount", "messages");
        }
    }

    @Test
    void showsTheNewestFirst() {
        log.awaitsNames("auto policy.json", "homeowners 3.json", "homeowners 2.json", "homeowners 1.json",
                "policies.jsonl: line 399");
    }

    @Test
    void sortsAllOfThemByAColumn() {
        log.awaitsNames("auto policy.json").sortsBy("Name").awaitsNames("auto policy.json", "homeowners 1.json");
        log.sortsBy("Name").awaitsNames("policies.jsonl: line 399", "policies.jsonl: line 398");
        log.selects(0);
        person.awaitsText("messageName", "line 399").clicks("closeDetail").awaitsNo("deliveryDetail");

        log.sortsBy("Attempts").sortsBy("Attempts").awaitsNames("homeowners 3.json", "homeowners 2.json", "homeowners 1.json");
        log.scrollsBy(405);
        person.awaits("the one without an attempt", () -> log.lowest().equals("old quote.json"));

        log.sortsBy("Time").sortsBy("Time").awaitsNames("auto policy.json", "homeowners 3.json");
    }

    @Test
    void isUsedWithTheKeyboard() {
        person.presses(KeyCode.CONTROL, KeyCode.F).awaitsFocus("deliverySearch").writes("homeowners");
        person.awaitsText("deliveryCount", "3 of 405").presses(KeyCode.DOWN).awaitsFocus("deliveryTable");

        person.presses(KeyCode.ENTER).awaitsFocus("messageId");
        assertThat(person.reads("messageName")).isEqualTo("homeowners 3.json");
        person.presses(KeyCode.ESCAPE).awaitsNo("deliveryDetail").awaitsFocus("deliveryTable");
        person.presses(KeyCode.DOWN).awaitsText("messageName", "homeowners 2.json");
    }

    @Test
    void offersAMenuForTheSelected() {
        person.types("deliverySearch", "homeowners").awaitsText("deliveryCount", "3 of 405");
        log.awaitsNames("homeowners 3.json").selects(0).opensTheMenu();

        assertThat(log.menu()).containsExactly("Copy the id", "Copy as curl", "Send again", "Send as new");
        log.chooses("Copy the id");
        person.awaitsText("deliveriesNote", "The id is in the clipboard.");
        assertThat(WindowThread.call(() -> Clipboard.getSystemClipboard().getString())).matches("msg_\\w{26}");
        log.selects(0).opensTheMenu().chooses("Send again");
        person.awaitsText("alertText", "1 message is sent again").clicks("declineButton");
    }

    @Test
    void readsTheLinesThatAreScrolledTo() {
        log.scrollsBy(405);

        person.awaits("the oldest", () -> WindowThread.call(() -> Screen.findText("old quote.json").isPresent()));
        log.scrollsBy(-405);
    }

    @Test
    void searchesInNameAndAnswerAndSaysHowManyItFound() {
        person.types("deliverySearch", "Homeowners 2").awaitsText("deliveryCount", "1 of 405");
        log.awaitsNames("homeowners 2.json");

        person.types("deliverySearch", "connection refused").awaitsText("deliveryCount", "3 of 405");
    }

    @Test
    void narrowsToStates() {
        person.clicks("stateWaiting").awaitsText("deliveryCount", "1 of 405").clicks("stateFailed");

        person.awaitsText("deliveryCount", "4 of 405");
        log.awaitsNames("auto policy.json", "homeowners 3.json", "homeowners 2.json", "homeowners 1.json");
    }

    @Test
    void narrowsToAPeriod() {
        person.chooses("periodChoice", 2).awaitsText("deliveryCount", "404 of 405");

        person.chooses("periodChoice", 4).fills("deliverySearch", "quote").awaitsText("deliveryCount", "1 of 405");
        person.clicks("periodFrom").writes("01/01/2020").presses(KeyCode.ENTER).clicks("periodTo").writes("02/01/2020");
        person.presses(KeyCode.ENTER).awaitsText("deliveryCount", "0 of 405");
    }

    @Test
    void saysThatNothingMatches() {
        person.types("deliverySearch", "no such message").awaitsText("deliveriesPlaceholder", "No message matches this search.");

        person.clicks("clearSearch").awaitsText("deliveryCount", "405 messages").awaitsFocus("deliverySearch");
        log.awaitsNames("auto policy.json");
    }

    @Test
    void showsEveryAttemptWithItsStagesAndNoSecret() {
        person.types("deliverySearch", "homeowners 1").awaitsText("deliveryCount", "1 of");
        log.selects(0);

        person.awaitsText("attempt2Outcome", "refused the connection").awaitsText("attempt2Outcome", "3 ms · DNS 1");
        assertThat(person.reads("attempt2")).startsWith("Attempt 2 · retry · ").endsWith(" · connection refused · 3 ms");
        expands("attempt1");
        assertThat(person.awaits("attempt1Outcome").reads("attempt1Outcome"))
                .startsWith("The endpoint answered 503 Service Unavailable.")
                .endsWith("7 ms · DNS 1 · connect 2 · TLS 3 · answer 1");
        assertThat(person.reads("attempt1Sent")).startsWith("POST https://hooks.example.com/in?key=••••••\n")
                .contains("Authorization: Bearer ••••••", "Signed with HMAC-SHA256 over the exact 41 bytes of the body:\n"
                        + "X-Signature: c2lnbmF0dXJl");
        assertThat(person.reads("attempt1Received")).isEqualTo("503 Service Unavailable\nServer: sample\n\n{\"received\":true}");
    }

    @Test
    void showsTheBodyWhenAsked() {
        log.awaitsNames("auto policy.json").selects(0);
        person.awaitsText("messageName", "auto policy.json");
        assertThat(person.sees("messageBody")).isFalse();

        person.clicks("showBodyButton").awaitsText("messageBody", "{\"policy\":7}").awaitsFocus("messageBody");

        log.selects(1);
        person.awaitsNo("messageBody");
    }

    @Test
    void asksForADestinationBeforeItCopies() {
        log.awaitsNames("auto policy.json").selects(0);

        person.clicks("copyMessageCurl").awaitsText("deliveriesNote", "Register a destination first");
    }

    @Test
    void saysHowManyAreSentAgainAndThatTheirLinksHaveExpired() {
        person.types("deliverySearch", "homeowners").awaitsText("deliveryCount", "3 of 405");

        person.clicks("resendButton").clicks("resendMatching").awaits("alertText");

        assertThat(person.reads("alertText")).startsWith("3 messages are sent again, with the same ids")
                .contains("3 have document links and are older than an hour");
        person.clicks("declineButton").awaitsNo("alertText");
        assertThat(log.state(0)).isEqualTo("FAILED");
    }

    /** The last, as it adds to the log. */
    @Test
    @Order(Integer.MAX_VALUE)
    void sendsAgainOrAsNewAndCancels() {
        person.types("deliverySearch", "line 7").awaitsText("deliveryCount", "11 of 405");
        log.selects(0, 1);
        person.clicks("resendButton").clicks("resendSelected").awaitsText("alertText", "2 messages are sent again");
        assertThat(person.focus()).isEqualTo("declineButton");
        person.clicks("confirmButton").awaitsText("deliveriesNote", "2 messages wait to be sent now.");
        person.awaits("two that wait", () -> log.state(0).equals("WAITING") && log.state(1).equals("WAITING"));
        assertThat(log.state(2)).isEqualTo("DELIVERED");

        log.selects(2);
        person.clicks("resendButton").clicks("resendSelectedNew").awaitsText("deliveryCount", "12 of 406");
        log.selects(0);
        person.awaitsText("messageState", "Waiting").awaitsText("messageNext", "No destination is registered.");
        person.clicks("cancelMessageButton").awaitsText("messageState", "Cancelled").awaitsNo("tryNowButton");
        cancelsThoseThatWait();
    }

    @Test
    void aBarOfThePictureNarrowsTheTable() {
        person.clicks("picturesToggle").awaits("outcomeChart").awaitsText("latencyPercentiles", "p50 ");
        Node chart = WindowThread.call(() -> Screen.find("outcomeChart").orElseThrow());
        assertThat(WindowThread.call(chart::getAccessibleText)).contains("Failed 3");

        WindowThread.run(chart::requestFocus);
        person.presses(KeyCode.RIGHT).awaitsText("outcomeBar", "Delivered 4").presses(KeyCode.ENTER);

        person.awaits("answeredFilter").awaitsText("deliveryCount", " of ");
        assertThat(person.reads("answeredFilter")).startsWith("Outcome ");
        person.clicks("answeredFilter").awaitsNo("answeredFilter").clicks("picturesToggle").awaitsNo("outcomeChart");
    }

    @Test
    void closesTheMessage() {
        log.awaitsNames("auto policy.json").selects(0);

        person.awaits("deliveryDetail").clicks("closeDetail").awaitsNo("deliveryDetail").awaitsFocus("deliveryTable");
    }

    /** So that each test finds what it expects. */
    private void cancelsThoseThatWait() {
        for (int line : new int[]{1, 2}) {
            log.selects(line);
            person.awaitsText("messageState", "Waiting").clicks("cancelMessageButton").awaitsText("messageState", "Cancelled");
        }
    }

    private static void expands(String id) {
        WindowThread.run(() -> ((TitledPane) Screen.find(id).orElseThrow()).setExpanded(true));
    }
}

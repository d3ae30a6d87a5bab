package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import waybill.receiver.PracticeAnswer.Kind;

/** Retries, pause, hold and the settings of both, with the practice receiver; each test goes on where the one before ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliverSendTest {
    @TempDir private static Path home;
    private Person person;
    private Practised practised;

    @BeforeAll
    void start() {
        person = new Person(home);
    }

    @AfterAll
    void quit() {
        person.quits();
    }

    @Test
    @Order(1)
    void saysWhyNothingCanBeSentYet() {
        person.opensANewWaybill().clicks("showDeliver").awaits("noDestinationBanner");

        assertThat(WindowThread.call(() -> Screen.find("sendButton").orElseThrow().isDisabled())).isTrue();
        person.pastesFiles(home.resolve("one.json"), home.resolve("two.json"));
        person.awaitsText("alertText", "No destination is registered").clicks("confirmButton").awaitsNo("alertText");
        person.clicks("goToDestinationButton").awaits("registerButton").quits();
    }

    @Test
    @Order(2)
    void showsWhenItWouldBeTriedAgain() {
        person = new Person(home.resolve("next"));
        practised = Practised.opensAndRegisters(person);
        person.awaitsText("retrySchedule", "If it fails, it is tried again at ");
        assertThat(person.reads("retrySchedule")).matches("(.*? \\d\\d:\\d\\d:\\d\\d[,.]){3}");

        person.clicks("showSettings").awaits("retryCount").fillsSpinner("retryCount", "1").fillsSpinner("retryFirstDelay", "1");
        person.clicks("showDeliver").awaits("payloadEditor");

        assertThat(person.reads("retrySchedule"))
                .matches("If it fails, it is tried again at (\\d+ \\w+ )?\\d\\d:\\d\\d:\\d\\d\\.");
    }

    @Test
    @Order(3)
    void triesAgainAndSaysThatItFailed() {
        practised.answers(Kind.SERVER_ERROR_500, 0);
        person.fills("payloadEditor", "{}").clicks("sendButton");

        person.awaitsText("sendResult", "Failed after 2 attempts: 500 Internal Server Error.");
        assertThat(person.reads("sendResult")).endsWith("mend that, and send it again from there.");

        practised.answers(Kind.OK_200, 0);
    }

    @Test
    @Order(4)
    void offersToEditTheUrlOfAMessageThatWasRedirected() {
        practised.answers(Kind.MOVED_301, 0);
        person.clicks("sendButton").awaitsText("sendResult", "Failed after 1 attempt: 301 Moved Permanently.");
        practised.answers(Kind.OK_200, 0);

        person.clicks("showInDeliveries").awaitsText("deliveryCount", "1 of ");
        new LogPage(person).selects(0);
        person.awaits("attempt1EditUrl").clicks("attempt1EditUrl").awaits("destinationDialog");

        assertThat(person.reads("urlField")).startsWith("https://127.0.0.1:");
        person.clicks("cancelButton").awaitsNo("destinationDialog").clicks("showDeliver");
    }

    @Test
    @Order(5)
    void pausesAndResumesAlsoOverARestart() {
        person.clicks("pauseButton").awaits("pausedBanner").awaitsText("pauseButton", "Resume sending");
        person.clicks("sendButton").awaitsText("sendResult", "It waits, since sending is paused.");
        person.awaitsText("sendingState", "Sending is paused · 1 waiting");

        person.restarts().awaits("destinationUrl").clicks("showDeliver").awaits("pausedBanner").clicks("pauseButton")
                .awaitsNo("pausedBanner");

        person.awaits("nothing that waits", () -> !person.sees("sendingState"));
        person.clicks("showDestination").awaits("startPracticeButton").clicks("startPracticeButton");
        person.awaitsNo("practiceBanner").clicks("showReceiver").awaits("receiverRequests").clicks("showDeliver");
    }

    @Test
    @Order(6)
    void holdsAfterGoneUntilItIsReleased() {
        practised.answers(Kind.GONE_410, 0);
        person.fills("payloadEditor", "{}").clicks("sendButton").awaits("holdBanner");
        assertThat(person.reads("holdText")).contains("the endpoint answered 410 Gone, so nothing more is sent.");
        person.clicks("sendButton").awaitsText("sendResult", "It waits, since the destination is on hold.");
        practised.answers(Kind.OK_200, 0);

        person.clicks("showDestination").awaitsText("destinationStatus", "On hold · ").awaits("holdBanner");
        person.clicks("releaseButton").awaitsNo("holdBanner").awaitsText("destinationStatus", "Not tested");

        person.clicks("showDeliver").awaitsText("sendResult", "Delivered as msg_");
    }

    @Test
    @Order(7)
    void tellsOfAHoldThatComesOnAnotherPage() {
        person.clicks("pauseButton").awaits("pausedBanner").clicks("sendButton").awaitsText("sendResult", "It waits");
        practised.answers(Kind.GONE_410, 3);
        person.clicks("pauseButton").awaitsNo("pausedBanner").clicks("showSettings").awaits("settingsPage");

        person.awaits("the notice", () -> WindowThread.call(() -> Screen.findText("The destination is on hold").isPresent()));

        person.photographs("notice-hold").clicks("showReceiver").awaits("receiverAnswer");
        assertThat(WindowThread.call(() -> Screen.findText("The destination is on hold")))
                .as("a notice over the page that was gone to").isEmpty();
        practised.answers(Kind.OK_200, 0);
        person.clicks("releaseButton").awaitsNo("holdBanner");
    }

    @Test
    @Order(8)
    void saysWhatARetentionWouldRemoveBeforeItDoes() {
        person.clicks("showSettings").awaits("retentionMegabytes").fillsSpinner("retentionMegabytes", "5");
        person.awaitsText("retentionEffect", "At least 10 MB, or 0 for no limit.");
        person.fillsSpinner("retentionMegabytes", "10").awaitsText("retentionEffect", "Nothing would be removed now.");

        person.clicks("retentionApply").awaitsText("retentionEffect", "Nothing removed");

        person.restarts().awaits("destinationUrl").clicks("showSettings").awaitsText("retryCount", "1");
        assertThat(person.reads("retentionMegabytes")).isEqualTo("10");
    }
}

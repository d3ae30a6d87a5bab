package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import javafx.event.Event;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.WindowEvent;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import waybill.http.PrivateEndpoint;
import waybill.receiver.PracticeAnswer.Kind;

/** Editing what is registered: the practice receiver with a signature, in one window. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditTest {
    private static final String SECRET = "planted secret é";

    @TempDir private static Path home;
    private Person person;
    private String secret = SECRET;

    @BeforeAll
    void registerThePracticeReceiver() {
        person = new Person(home);
        person.opensANewWaybill().clicks("practiceButton").awaits("saveButton");
        person.chooses("authTypeChoice", 1).fills("hmacHeader", "X-Signature").fills("hmacSecret", SECRET);
        person.clicks("saveButton").awaits("sendTestButton");
    }

    @AfterAll
    void quit() {
        person.quits();
    }

    @AfterEach
    void backToThePage() {
        if (person.sees("saveButton")) {
            person.leavesThePopup();
        }
        person.clicks("showDestination");
    }

    @Test
    void keepsAStoredSecretOutOfEveryFieldUnlessAnotherIsTyped() {
        isReady();
        opensThePopup();

        assertThat(prompt("hmacSecret")).isEqualTo("••••••  unchanged");
        assertThat(person.clicks("hmacSecretReveal").reads("hmacSecretShown")).isEmpty();
        assertThat(WindowThread.call(() -> Screen.nodes().filter(TextInputControl.class::isInstance).map(Screen::text).toList()))
                .noneMatch(text -> text.contains(secret));
        person.clicks("saveButton").awaitsNo("saveButton");

        assertThat(person.reads("destinationStatus")).startsWith("Ready");
        isReady();
    }

    @Test
    void replacesTheSecretByWhatIsTyped() {
        isReady();
        secret = "another secret";
        opensThePopup().fills("hmacSecret", secret);

        person.clicks("saveButton").awaitsNo("saveButton");

        assertThat(person.reads("destinationStatus")).isEqualTo("Not tested");
        assertThat(person.clicks("destinationReveal").reads("destinationAuth")).contains("signing secret another secret");
        assertThat(person.clicks("destinationReveal").reads("destinationAuth")).contains("signing secret ••••••")
                .doesNotContain(secret);
        isReady();
    }

    @Test
    void isNotTestedAfterANewUrl() {
        isReady();
        String url = person.reads("destinationUrl");

        opensThePopup().fills("urlField", url + "other").clicks("saveButton").awaitsText("destinationUrl", url + "other");

        assertThat(person.reads("destinationStatus")).isEqualTo("Not tested");
    }

    @Test
    void isNotTestedAfterAnotherCertificate() throws IOException {
        isReady();
        try (var endpoint = PrivateEndpoint.signedByItself()) {
            opensThePopup().clicksOn("Trusted certificate (optional)").fills("trustedCertificate", endpoint.pem());
        }

        person.clicks("saveButton").awaitsNo("saveButton");

        assertThat(person.reads("destinationStatus")).isEqualTo("Not tested");
    }

    @Test
    void isAsReadyAsTheTestInThePopupSaid() {
        opensThePopup().fills("hmacPrefix", "v1=").clicks("saveButton").awaitsNo("saveButton");
        assertThat(person.reads("destinationStatus")).isEqualTo("Not tested");
        opensThePopup().fills("hmacPrefix", "v2=").clicks("dialogTestButton");
        person.awaitsText("dialogTestResult", "Ready: the endpoint accepted");

        person.clicks("saveButton").awaitsNo("saveButton");

        assertThat(person.reads("destinationStatus")).startsWith("Ready");
    }

    @Test
    void comparesWithWhatIsBeingTestedRatherThanWithWhatIsRegistered() {
        isReady();
        opensThePopup().fills("hmacSecret", "not saved").clicks("dialogTestButton");
        person.awaitsText("dialogTestResult", "Ready: the endpoint accepted").leavesThePopup();

        person.clicks("showReceiver").awaitsText("receiverVerdict", "Signature valid (X-Signature)");

        person.clicks("showDestination");
        isReady();
    }

    @Test
    void saysThatAResultIsOfWhatWasThereBefore() {
        String url = person.reads("destinationUrl");
        opensThePopup().clicks("dialogTestButton").awaitsText("dialogTestResult", "Ready: the endpoint accepted");
        assertThat(person.sees("dialogTestResultOutdated")).isFalse();

        person.fills("urlField", url + "x").awaits("dialogTestResultOutdated");

        person.fills("urlField", url).awaitsNo("dialogTestResultOutdated");
    }

    @Test
    void believesANewerTestRatherThanAnOlderOne() {
        isReady();
        opensThePopup();
        person.presses(KeyCode.ESCAPE).awaitsNo("saveButton").clicks("showReceiver").selects("receiverAnswer", Kind.DROP);
        person.clicks("showDestination");
        opensThePopup().clicks("dialogTestButton").awaitsText("dialogTestResult", "closed the connection");

        person.clicks("saveButton").awaitsNo("saveButton");

        assertThat(person.reads("destinationStatus")).startsWith("Failing");
        person.clicks("showReceiver").selects("receiverAnswer", Kind.OK_200).clicks("showDestination");
    }

    @Test
    void closesAtOnceIfNothingWasTyped() {
        opensThePopup().presses(KeyCode.ESCAPE).awaitsNo("saveButton");
        assertThat(person.sees("alertText")).isFalse();

        opensThePopup();
        closesTheWindow().awaitsNo("saveButton");
        assertThat(person.sees("alertText")).isFalse();
    }

    @Test
    void asksBeforeItThrowsAwayWhatWasTyped() {
        String url = person.reads("destinationUrl");
        opensThePopup().types("urlField", "x").presses(KeyCode.ESCAPE).awaitsText("alertText", "What was typed here is lost.");
        assertThat(person.focus()).as("the answer of Enter").isEqualTo("declineButton");
        person.presses(KeyCode.ENTER).awaitsNo("alertText");
        assertThat(person.reads("urlField")).isEqualTo("x");

        closesTheWindow().clicks("declineButton").awaitsNo("alertText");
        assertThat(person.reads("urlField")).isEqualTo("x");

        person.clicks("cancelButton").clicks("confirmButton").awaitsNo("saveButton");
        assertThat(person.reads("destinationUrl")).isEqualTo(url);
    }

    /** Which proves that the secret is the one the receiver expects. */
    private void isReady() {
        person.clicks("sendTestButton").awaitsText("testResult", "Ready: the endpoint accepted");
        person.awaitsText("destinationStatus", "Ready").clicks("showReceiver");
        person.awaitsText("receiverVerdict", "Signature valid (X-Signature)").clicks("showDestination").awaits("editButton");
    }

    private Person opensThePopup() {
        return person.clicks("editButton").awaits("saveButton");
    }

    /** With the button in the frame of the window. */
    private Person closesTheWindow() {
        WindowThread.run(() -> {
            var front = Screen.frontStage();
            Event.fireEvent(front, new WindowEvent(front, WindowEvent.WINDOW_CLOSE_REQUEST));
        });
        return person;
    }

    private static String prompt(String id) {
        return WindowThread.call(() -> ((TextInputControl) Screen.find(id).orElseThrow()).getPromptText());
    }
}

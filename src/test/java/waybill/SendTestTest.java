package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Stream;

import javafx.scene.control.Spinner;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import waybill.receiver.PracticeAnswer.Kind;

/** Tests in the popup and on the page, against the practice receiver: each test goes on where the one before ended. */
@ExtendWith(WithWaybill.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SendTestTest {
    private static final String TOKEN = "planted.token-42";
    private static final Pattern TIMES = Pattern.compile("\\d+ ms( · DNS \\d+)? · connect \\d+ · TLS \\d+ · answer \\d+");

    private final Person person;

    SendTestTest(Person person) {
        this.person = person;
    }

    @Test
    @Order(1)
    void testsWhatIsTypedWithoutSavingIt() {
        person.clicks("practiceButton").awaits("saveButton").chooses("authTypeChoice", 3).fills("bearerToken", TOKEN);

        person.clicks("dialogTestButton").awaitsText("dialogTestResult", "Ready: the endpoint accepted the test with 200 OK.");

        assertThat(person.reads("dialogTestResult").lines().toList().getLast()).matches(TIMES);
        assertThat(person.reads("dialogTestButton")).isEqualTo("Test");
        person.leavesThePopup();
        assertThat(person.sees("registerButton")).as("Register, since nothing was saved").isTrue();
    }

    @Test
    @Order(2)
    void stopsATestInThePopup() {
        person.clicks("showReceiver");
        delay(100);
        person.clicks("showDestination").clicks("practiceButton").awaits("saveButton");
        person.chooses("authTypeChoice", 3).fills("bearerToken", TOKEN);
        person.clicks("dialogTestButton").awaitsText("dialogTestResult", "Waiting for the answer");

        person.clicks("dialogTestButton").awaitsText("dialogTestResult", "The test was cancelled.");

        assertThat(person.reads("dialogTestButton")).isEqualTo("Test");
        person.clicks("saveButton").awaitsText("destinationStatus", "Not tested");
    }

    @Test
    @Order(3)
    void stopsATestOnThePage() {
        person.clicks("sendTestButton").awaitsText("runningText", "Waiting for the answer").clicks("cancelTestButton");

        person.awaitsText("testResult", "The test was cancelled. The endpoint may or may not have received it.");

        assertThat(person.focus()).isEqualTo("sendTestButton");
        assertThat(person.reads("destinationStatus")).isEqualTo("Not tested");
        person.clicks("showReceiver");
        delay(0);
    }

    @ParameterizedTest
    @Order(4)
    @EnumSource
    void saysInWordsWhatTheEndpointDid(Kind kind) {
        person.clicks("showReceiver").selects("receiverAnswer", kind).clicks("showDestination");

        person.clicks("sendTestButton").awaitsText("testResult", sentence(kind));

        boolean good = kind == Kind.OK_200 || kind == Kind.NO_CONTENT_204;
        person.awaitsText("destinationStatus", good ? "Ready · " : "Failing · ");
        assertThat(person.sees("testResultReceived")).isEqualTo(kind != Kind.DROP);
    }

    private static String sentence(Kind kind) {
        return switch (kind) {
            case OK_200 -> "Ready: the endpoint accepted the test with 200 OK.";
            case NO_CONTENT_204 -> "Ready: the endpoint accepted the test with 204 No Content.";
            case MOVED_301 -> "The endpoint answered 301 Moved Permanently and points to https://127.0.0.1:";
            case BAD_REQUEST_400 -> "answered 400 Bad Request. It did not understand the request";
            case UNAUTHORIZED_401 -> "answered 401 Unauthorized. It does not accept the credentials.";
            case GONE_410 -> "answered 410 Gone. It says that it is gone for good.";
            case TOO_MANY_429 -> "answered 429 Too Many Requests. It gets too many requests.";
            case SERVER_ERROR_500 -> "answered 500 Internal Server Error. The fault is on its side.";
            case DROP -> "127.0.0.1 closed the connection before its answer was complete.";
        };
    }

    @ParameterizedTest(name = "{0}")
    @Order(5)
    @MethodSource("exchanges")
    void showsWhatWentOutMaskedAndWhatCameBack(Kind kind, String title, String section, String shown) {
        if (title.equals("What was sent (secrets masked)")) {
            person.clicks("showReceiver").selects("receiverAnswer", kind).clicks("showDestination");
            person.clicks("sendTestButton").awaitsText("testResult", sentence(kind));
        }

        person.clicksOn(title);

        assertThat(textIn(section)).contains(shown).doesNotContain(TOKEN);
    }

    static Stream<Arguments> exchanges() {
        return Stream.of(
                Arguments.of(Kind.UNAUTHORIZED_401, "What was sent (secrets masked)", "testResultSent",
                        "\nAuthorization: Bearer ••••••\n"),
                Arguments.of(Kind.UNAUTHORIZED_401, "What came back", "testResultReceived",
                        "\nWWW-Authenticate: Bearer realm=\"practice\"\n"),
                Arguments.of(Kind.DROP, "What was sent (secrets masked)", "testResultSent", "POST / HTTP/1.1\nHost: 127.0.0.1:"),
                Arguments.of(Kind.DROP, "Technical detail", "testResultDetail", "CLOSED_EARLY"));
    }

    @Test
    @Order(6)
    void offersToEditTheUrlAfterARedirect() {
        person.clicks("showReceiver").selects("receiverAnswer", Kind.MOVED_301).clicks("showDestination");
        person.clicks("sendTestButton").awaitsText("testResult", "Waybill never follows a redirect");

        person.clicksOn("Edit the URL").awaits("saveButton").awaitsFocus("urlField");

        person.clicks("dialogTestButton").awaitsText("dialogTestResult", "301").clicksOn("Edit the URL").awaitsFocus("urlField");
        person.leavesThePopup();
    }

    private void delay(int seconds) {
        WindowThread.run(() -> ((Spinner<?>) Screen.find("receiverDelay").orElseThrow()).getEditor()
                .setText(String.valueOf(seconds)));
        WindowThread.run(() -> ((Spinner<?>) Screen.find("receiverDelay").orElseThrow()).commitValue());
    }

    private static String textIn(String section) {
        return WindowThread
                .call(() -> ((TextArea) ((TitledPane) Screen.find(section).orElseThrow()).getContent()).getText());
    }
}

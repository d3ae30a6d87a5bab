package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import waybill.receiver.PracticeAnswer.Kind;

/** The practice receiver's page, with curl as another sender: each test goes on where the one before ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReceiverPageTest {
    private static final String OTHER = "https://api.example.com/hooks";

    @TempDir private static Path home;
    private Person person;

    @BeforeAll
    void start() {
        Tools.demand("curl", List.of("curl"));
        person = new Person(home);
        person.opensANewWaybill();
    }

    @AfterAll
    void quit() {
        person.quits();
    }

    @Test
    @Order(1)
    void startsAndStops() {
        person.clicks("showReceiver").awaitsText("receiverToggle", "Start");
        assertThat(person.reads("receiverUrl")).isEmpty();
        assertThat(person.sees("receiverUse") || person.sees("receiverTest")).isFalse();

        person.clicks("receiverToggle").awaitsText("receiverToggle", "Stop");
        assertThat(person.reads("receiverUrl")).matches("https://127\\.0\\.0\\.1:\\d+/");

        person.clicks("receiverToggle").awaitsText("receiverToggle", "Start");
        assertThat(person.reads("receiverUrl")).isEmpty();
    }

    @Test
    @Order(2)
    void fillsThePopupWithItsUrl() {
        person.clicks("receiverToggle").awaitsText("receiverToggle", "Stop");
        String url = person.reads("receiverUrl");

        person.clicks("receiverUse").awaits("saveButton");

        assertThat(person.reads("urlField")).isEqualTo(url);
        assertThat(person.reads("urlNote")).contains("This is the practice receiver on this computer.");
        withSignature();
        person.clicks("saveButton").awaitsNo("saveButton");
        assertThat(person.sees("receiverUse")).isFalse();
        assertThat(person.reads("receiverNote")).isEqualTo("It is running, and it is the registered destination.");
    }

    @Test
    @Order(3)
    void saysOfEachRequestWhetherItsSignatureIsRight() throws IOException, InterruptedException {
        person.clicks("showDestination").clicks("sendTestButton").awaitsText("testResult", "200").clicks("showReceiver");
        person.awaitsText("receiverVerdict", "Signature valid (X-Signature)");
        assertThat(person.reads("receiverDetail")).contains("\nWaybill-Trigger: test\n");

        curl("--header", "X-Signature: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "--data", "{}");
        person.awaitsText("receiverVerdict", "Wrong secret, or the body was changed: X-Signature does not match");
        curl("--data", "{\"more\":1}");
        person.awaitsText("receiverVerdict", "The header X-Signature is missing");
        assertThat(person.reads("receiverDetail")).startsWith("POST /\n").endsWith("{\"more\":1}");
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    @Order(4)
    void answersAsTheControlsSay() throws IOException, InterruptedException {
        assertThat(person.sees("receiverRetryAfter")).isFalse();
        person.selects("receiverAnswer", Kind.TOO_MANY_429).clicks("receiverRetryAfter");
        person.presses(KeyCode.CONTROL, KeyCode.A).writes("7").presses(KeyCode.TAB);
        assertThat(curl("--data", "{}")).contains("429 Too Many Requests", "Retry-After: 7\r\n");

        person.chooses("receiverAnswer", Kind.NO_CONTENT_204.ordinal());
        assertThat(curl("--data", "{}")).contains("204 No Content").doesNotContain("Retry-After");
        assertThat(person.sees("receiverRetryAfter")).isFalse();
    }

    @Test
    @Order(5)
    void startsAgainWithTheSamePortAndCertificateAfterARestart() {
        String url = person.reads("receiverUrl");
        person.restarts().awaits("practiceBanner").clicks("sendTestButton");
        person.awaitsText("testResult", "127.0.0.1 refused the connection on port " + URI.create(url).getPort());

        person.clicks("startPracticeButton").awaitsNo("practiceBanner").clicks("sendTestButton");

        person.awaitsText("testResult", "Ready: the endpoint accepted the test with 200 OK.").clicks("showReceiver");
        assertThat(person.reads("receiverUrl")).isEqualTo(url);
        person.awaitsText("receiverVerdict", "Signature valid (X-Signature)");
    }

    @Test
    @Order(6)
    void saysThatAnotherProgramHasItsPort() throws IOException {
        int port = URI.create(person.reads("receiverUrl")).getPort();
        person.clicks("receiverToggle").awaitsText("receiverToggle", "Start");
        try (var other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            person.clicks("receiverToggle").awaitsText("alertText", "Another program uses port " + other.getLocalPort());
            person.clicks("declineButton").awaitsNo("alertText");
            assertThat(person.reads("receiverToggle")).isEqualTo("Start");

            person.clicks("receiverToggle").clicks("confirmButton").awaits("saveButton").clicks("cancelButton");
            person.clicks("confirmButton").awaitsNo("saveButton");
            anotherReceiverThanTheRegisteredRuns();

            person.clicks("receiverToggle").awaitsText("receiverToggle", "Start");
            person.clicks("receiverToggle").clicks("confirmButton").awaits("saveButton");
            assertThat(person.reads("urlField")).matches("https://127\\.0\\.0\\.1:\\d+/").doesNotContain(":" + port);
            person.clicks("saveButton").awaitsNo("saveButton");
        }
        assertThat(person.reads("receiverNote")).isEqualTo("It is running, and it is the registered destination.");
        person.clicks("showDestination").clicks("sendTestButton").awaitsText("testResult", "Ready: the endpoint accepted");
        person.clicks("showReceiver").awaitsText("receiverVerdict", "Signature valid (X-Signature)");
        person.clicks("receiverToggle").awaitsText("receiverToggle", "Start");
    }

    private void anotherReceiverThanTheRegisteredRuns() {
        assertThat(person.reads("receiverToggle")).isEqualTo("Stop");
        assertThat(person.sees("receiverTest")).isTrue();
        assertThat(person.reads("receiverNote")).contains("uses the credentials of the registered destination");
        person.clicks("showDestination").awaits("practiceBanner").clicks("editButton").fills("hmacPrefix", "v1=");
        person.clicks("saveButton").awaitsNo("saveButton");
        assertThat(person.sees("practiceBanner")).as("is still a practice destination").isTrue();
        assertThat(person.reads("trustNote")).contains("This is the practice receiver on this computer.");
        person.clicks("showReceiver");
    }

    @Test
    @Order(7)
    void testsTheCredentialsOfAnotherDestinationAndStoresNothing() {
        person.clicks("showDestination").clicks("deleteButton").clicks("confirmButton").clicks("registerButton");
        person.fills("urlField", OTHER);
        withSignature();
        person.clicks("saveButton").awaitsText("destinationUrl", OTHER);
        person.clicks("showReceiver").clicks("receiverToggle").awaits("receiverTest");

        person.clicks("receiverTest").awaitsText("receiverTestResult", "Ready: the endpoint accepted the test with 200 OK.");

        person.awaitsText("receiverVerdict", "Signature valid (X-Signature)");
        endsItsTestEarlyAndOffersNothingThatIsNotThere();
        person.clicks("showDestination");
        assertOtherIsUntouched();
        person.restarts().awaits("destinationUrl");
        assertOtherIsUntouched();
    }

    private void endsItsTestEarlyAndOffersNothingThatIsNotThere() {
        person.selects("receiverAnswer", Kind.MOVED_301).clicks("receiverTest");
        person.awaitsText("receiverTestResult", "301 Moved Permanently");
        assertThat(WindowThread.call(() -> Screen.findText("Edit the URL"))).isEmpty();
        person.selects("receiverAnswer", Kind.OK_200).fillsSpinner("receiverDelay", "30").clicks("receiverTest");
        person.awaitsText("receiverTest", "Stop").clicks("receiverTest").awaitsText("receiverTestResult", "cancelled");
        assertThat(person.reads("receiverTest")).isEqualTo("Test the registered credentials here");
        person.fillsSpinner("receiverDelay", "0").clicks("receiverClear");
        assertThat(requests()).isZero();
    }

    private void assertOtherIsUntouched() {
        assertThat(person.reads("destinationUrl")).isEqualTo(OTHER);
        assertThat(person.reads("destinationStatus")).isEqualTo("Not tested");
        assertThat(person.sees("practiceBanner") || person.sees("trustNote")).isFalse();
    }

    private void withSignature() {
        person.chooses("authTypeChoice", 1).fills("hmacHeader", "X-Signature").clicks("generateSecret");
    }

    private static int requests() {
        return WindowThread.call(() -> ((TableView<?>) Screen.find("receiverRequests").orElseThrow()).getItems().size());
    }

    /** What a POST with curl gets from the running receiver, headers included. */
    private String curl(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("curl", "--disable", "--noproxy", "*", "--silent", "--insecure", "--include",
                "--max-time", "30", person.reads("receiverUrl")));
        command.addAll(List.of(options));
        Path output = home.resolve("output");
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(40, TimeUnit.SECONDS)).as("ends in time").isTrue();
        return Files.readString(output);
    }
}

package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Everything with the keyboard alone: each test goes on where the one before ended, and none uses the mouse. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeyboardTest {
    @TempDir private static Path home;
    private Person person;

    @BeforeAll
    void start() {
        person = new Person(home);
        person.opensWaybill().awaitsFocus("passphraseField");
    }

    @AfterAll
    void quit() {
        person.quits();
    }

    @Test
    @Order(1)
    void createsTheVault() {
        person.writes(Person.PASSPHRASE).presses(KeyCode.TAB).awaitsFocus("passphraseConfirm");

        person.writes(Person.PASSPHRASE).presses(KeyCode.ENTER);

        person.awaitsFocus("registerButton");
    }

    @Test
    @Order(2)
    void enterOpensThePopupAndEscClosesIt() {
        person.presses(KeyCode.ENTER).awaitsFocus("urlField");

        person.presses(KeyCode.ESCAPE).awaitsNo("urlField").awaitsFocus("registerButton");
    }

    @Test
    @Order(3)
    void fillsInThePopup() {
        person.presses(KeyCode.TAB).awaitsFocus("practiceButton").presses(KeyCode.SPACE).awaitsFocus("urlField");
        person.presses(KeyCode.TAB).awaitsFocus("authTypeChoice").presses(KeyCode.DOWN).awaits("hmacHeader");
        person.presses(KeyCode.TAB).awaitsFocus("hmacHeader").writes("X-Signature");
        person.tabsTo("generateSecret");
        person.presses(KeyCode.SPACE);

        assertThat(person.reads("hmacSecret")).isNotEmpty();
        assertThat(person.reads("requestPreview")).contains("X-Signature: ");
    }

    @Test
    @Order(4)
    void theFocusGoesFromTopToBottomAndBackAndIsNowhereCaught() {
        person.tabsTo("certificateSection");
        person.presses(KeyCode.SPACE).awaits("trustedCertificate");
        var order = List.of("urlField", "authTypeChoice", "hmacHeader", "hmacSecret", "hmacSecretReveal", "generateSecret",
                "hmacEncoding", "hmacPrefix", "certificateSection", "trustedCertificate", "chooseCertificate", "requestPreview",
                "dialogTestButton", "cancelButton", "saveButton");
        person.tabsTo("urlField");

        assertThat(tabsThrough()).isEqualTo(order);

        var back = Stream.concat(Stream.of("urlField"), order.reversed().stream().limit(order.size() - 1)).toList();
        assertThat(tabsThrough(KeyCode.SHIFT)).isEqualTo(back);
    }

    @Test
    @Order(5)
    void testsAndRegisters() {
        person.tabsTo("dialogTestButton");
        person.presses(KeyCode.SPACE).awaitsText("dialogTestResult", "Ready: the endpoint accepted");
        person.tabsTo("urlField");

        person.presses(KeyCode.ENTER).awaitsFocus("sendTestButton");

        assertThat(person.reads("destinationStatus")).startsWith("Ready");
    }

    @Test
    @Order(6)
    void sendsATest() {
        person.presses(KeyCode.SPACE).awaitsText("testResult", "Ready: the endpoint accepted").awaitsFocus("sendTestButton");
    }

    @Test
    @Order(7)
    void reachesEverythingOnThePages() {
        var parts = List.of("showDestination", "vaultState", "destinationReveal", "sendTestButton", "editButton",
                "copyCurlButton", "deleteButton", "testResult", "testResultSent", "testResultReceived");
        person.tabsTo("showDestination");
        assertThat(tabsThrough()).isEqualTo(parts);
        for (String section : List.of("testResultReceived", "testResultSent")) {
            person.tabsTo(section);
            person.presses(KeyCode.SPACE);
        }
        person.tabsTo("showDestination");
        assertThat(tabsThrough()).as("with texts that could catch it").containsAll(parts).hasSize(parts.size() + 2);
    }

    @Test
    @Order(8)
    void arrowsGoFromPageToPage() {
        for (String page : List.of("Deliver", "Deliveries", "Receiver", "Settings")) {
            person.presses(KeyCode.RIGHT).awaitsFocus("show" + page).presses(KeyCode.SPACE)
                    .awaits(page.toLowerCase(Locale.ROOT) + "Page");
        }
        assertThat(tabsThrough()).isEqualTo(List.of("showSettings", "vaultState", "themeChoice", "deadlineSeconds", "retryCount",
                "retryFirstDelay", "retryFactor", "attemptsAtOnce", "attemptsPerSecond", "holdAfter", "retentionDays",
                "retentionMegabytes", "lockNowButton", "changePassphraseButton", "useKeychainButton", "newKeysButton",
                "recoveryKeyButton", "backUpButton", "restoreButton", "exportButton", "importButton", "lockMinutes",
                "lockAfterSleep", "dataFolder"));
        person.presses(KeyCode.LEFT).presses(KeyCode.SPACE).awaits("receiverPage");
        assertThat(tabsThrough()).isEqualTo(List.of("showReceiver", "vaultState", "receiverToggle", "receiverUrl",
                "receiverAnswer", "receiverDelay", "receiverClear", "receiverRequests", "receiverDetail"));
        for (String page : List.of("Deliveries", "Deliver", "Destination")) {
            person.presses(KeyCode.LEFT).awaitsFocus("show" + page).presses(KeyCode.SPACE)
                    .awaits(page.toLowerCase(Locale.ROOT) + "Page");
        }
    }

    @Test
    @Order(9)
    void enterNeverDeletes() {
        person.tabsTo("deleteButton");
        person.presses(KeyCode.SPACE).awaitsFocus("declineButton").presses(KeyCode.ESCAPE).awaitsNo("declineButton");
        person.awaitsFocus("deleteButton").presses(KeyCode.SPACE).awaitsFocus("declineButton");

        person.presses(KeyCode.ENTER).awaitsNo("declineButton");

        assertThat(person.sees("destinationUrl")).isTrue();
        person.awaitsFocus("deleteButton").presses(KeyCode.SPACE).awaitsFocus("declineButton");
        person.tabsTo("confirmButton");
        person.presses(KeyCode.SPACE).awaitsFocus("registerButton");
    }

    /** The ids that have the focus one after the other while Tab is pressed, until it is where it was. */
    private List<String> tabsThrough(KeyCode... with) {
        var keys = new ArrayList<>(List.of(with));
        keys.add(KeyCode.TAB);
        var order = new ArrayList<String>();
        String first = person.focus();
        do {
            order.add(person.focus());
            person.presses(keys.toArray(KeyCode[]::new));
        } while (!person.focus().equals(first) && order.size() < 50);
        return order;
    }
}

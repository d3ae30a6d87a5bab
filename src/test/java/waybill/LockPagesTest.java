package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;

import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What the pages that are kept behind a locked vault still hold; each test goes on where the one before ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LockPagesTest {
    private static final String SENT = "{\"planted\":\"body-4711\"}";
    private static final String DRAFT = "{\"draft\":1}";

    @TempDir private static Path home;
    private Person person;
    private LogPage log;
    private Node deliverPage;
    private Node deliveriesPage;

    @BeforeAll
    void sendAMessage() {
        person = new Person(home);
        log = new LogPage(person);
        Practised.opensAndRegisters(person);
        deliverPage = page("deliverPage");
        person.fills("payloadEditor", SENT).awaitsText("payloadCheck", "Valid").clicks("sendButton");
        person.awaitsText("sendResult", "Delivered as msg_").clicks("showDeliveries").awaitsText("deliveryCount", "1 message");
        deliveriesPage = page("deliveriesPage");
    }

    @AfterAll
    void quit() {
        person.quits();
    }

    @Test
    @Order(1)
    void holdNothingOfAMessage() {
        person.types("deliverySearch", "typed").awaitsText("deliveryCount", "1 of 1");
        log.selects(0);
        person.awaits("attempt1Sent").clicks("showBodyButton").awaitsText("messageBody", "body-4711");

        locks();

        assertThat(text(deliveriesPage)).doesNotContain("body-4711", "msg_", "typed", "200 OK", "1 message");
        assertThat(text(deliverPage)).doesNotContain("body-4711", "msg_");
    }

    @Test
    @Order(2)
    void showTheLogAgainOnceItIsOpen() {
        unlocks();

        person.awaitsText("deliveryCount", "1 message");
        assertThat(person.reads("deliverySearch")).isEmpty();
        assertThat(person.sees("deliveryDetail")).isFalse();
        log.awaitsNames("Typed");
    }

    @Test
    @Order(3)
    void keepWhatWasTypedAndNotSent() {
        person.clicks("showDeliver").awaits("payloadEditor");
        assertThat(person.reads("payloadEditor")).isEmpty();
        person.fills("payloadEditor", DRAFT).awaitsText("payloadCheck", "Valid");

        locks();
        unlocks();

        assertThat(person.awaits("payloadEditor").reads("payloadEditor")).isEqualTo(DRAFT);
        person.photographs("unlocked-draft");
    }

    @Test
    @Order(4)
    void doNotShowAFileThatIsReadLate() throws IOException {
        Path file = Files.writeString(home.resolveSibling("late.json"), SENT);
        person.fills("payloadEditor", "").copiesFiles(file);
        WindowThread.run(() -> {
            ((CodeArea) Screen.find("payloadEditor").orElseThrow()).paste();
            ((Button) Screen.find("vaultState").orElseThrow()).fire();
            Screen.nodes().filter(node -> "lockButton".equals(node.getId())).map(Button.class::cast).findFirst().orElseThrow()
                    .fire();
        });
        person.awaits("unlockButton").awaits("all work to end", () -> !person.isBusy());

        assertThat(text(deliverPage)).doesNotContain("body-4711", "late.json");
        unlocks();
        person.awaits("payloadEditor").fills("payloadEditor", DRAFT).awaitsText("payloadCheck", "Valid");
    }

    @Test
    @Order(5)
    void holdNothingOfItForAnotherVault() {
        person.clicks("showDeliveries").awaitsText("deliveryCount", "1 message");
        log.selects(0);
        person.awaits("deliveryDetail");
        locks();

        person.clicks("setAsideButton").clicks("confirmButton").awaits("createVaultButton");

        assertThat(text(deliverPage)).doesNotContain("draft");
        person.setsThePassphrase().awaitsText("deliveriesPlaceholder", "");
        assertThat(person.sees("deliveryDetail")).isFalse();
        assertThat(text(deliveriesPage)).doesNotContain("msg_", "Typed");
    }

    private void locks() {
        person.clicks("vaultState").clicks("lockButton").awaits("unlockButton").awaitsNo("lockButton");
    }

    private void unlocks() {
        person.fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton").awaitsNo("unlockButton");
    }

    private static Node page(String id) {
        return WindowThread.call(() -> Screen.find(id).orElseThrow());
    }

    /** All that the page would show, hidden or not. */
    private static String text(Node page) {
        return WindowThread.call(() -> Screen.nodes(page).flatMap(node -> switch (node) {
            case Labeled labeled -> List.of(Objects.requireNonNullElse(labeled.getText(), "")).stream();
            case TextInputControl input -> List.of(Objects.requireNonNullElse(input.getText(), "")).stream();
            case CodeArea area -> List.of(area.getText()).stream();
            default -> List.<String>of().stream();
        }).collect(Collectors.joining("\n")));
    }
}

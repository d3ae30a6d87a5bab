package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import javafx.scene.input.KeyCode;

import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** One message in the editor: each test goes on where the one before ended. */
@ExtendWith(AtTheEditor.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliverEditorTest {
    private static final byte[] ODD = "{\r\n\t\"a\" :1.50 ,\r\n \"b\":\"é\"}\r\n\r\n".getBytes(StandardCharsets.UTF_8);

    private final Person person;
    private final Practised practised;
    private final Path home;

    DeliverEditorTest(Person person, Practised practised, Path home) {
        this.person = person;
        this.practised = practised;
        this.home = home;
    }

    @Test
    @Order(1)
    void sendsWhatIsTypedAndSaysWhatBecameOfIt() {
        person.clicks("payloadEditor").writes("{\"a\": [1, true]}").awaitsText("payloadCheck", "Valid JSON");
        assertThat(person.reads("payloadName")).isEqualTo("Typed · 16 B");

        person.clicks("sendButton").awaitsText("sendResult", "Delivered as msg_");

        assertThat(person.reads("sendResult")).matches("Delivered as msg_[0-9A-Za-z]{26}: 200 OK, [0-9,]+ ms\\.");
        assertThat(practised.lastBody().text()).isEqualTo("{\"a\": [1, true]}");
        person.clicks("showInDeliveries").awaits("deliveriesPage").clicks("showDeliver");
    }

    @Test
    @Order(2)
    void saysWhereTheTextIsWrongWhileItIsTyped() {
        person.fills("payloadEditor", "{\n  \"a\": 1,\n  oops\n}").awaitsText("payloadCheck", "Line 3, column ");

        assertThat(stylesAt(2, 2)).contains("json-wrong");
        assertThat(stylesAt(1, 3)).containsExactly("json-name");
    }

    @Test
    @Order(3)
    void refusesWhatIsNotJsonUnlessItIsToBeSentAsItIs() {
        person.clicks("sendButton").awaitsText("sendResult", "Not sent, since it is not JSON. Line 3, column ");
        assertThat(person.focus()).isEqualTo("payloadEditor");
        assertThat(WindowThread.call(() -> editor().getCurrentParagraph())).as("the line of the caret").isEqualTo(2);

        person.clicks("sendAsItIs").clicks("sendButton").awaitsText("sendResult", "Delivered as msg_");

        assertThat(practised.lastBody().text()).isEqualTo("{\n  \"a\": 1,\n  oops\n}");
        person.clicks("sendButton").awaitsText("sendResult", "Not sent, since it is not JSON.");
    }

    @Test
    @Order(4)
    void sendsAFileFromItsOwnBytesUntilItIsEdited() throws IOException {
        person.pastesFiles(Files.write(home.resolve("odd.json"), ODD)).awaitsText("payloadName", "odd.json · ");
        assertThat(person.reads("payloadNote")).startsWith("Sent byte for byte");
        person.awaitsText("payloadCheck", "Valid JSON").clicks("sendButton").awaitsText("sendResult", "Delivered as msg_");
        assertThat(practised.lastBody()).isEqualTo(Practised.Arrived.of(ODD));

        person.clicks("payloadEditor").presses(KeyCode.CONTROL, KeyCode.END).writes(" ");
        person.awaitsText("payloadNote", "Edited: what is sent is now this text, in UTF-8 with LF line ends.");
        String before = person.reads("sendResult");
        person.clicks("sendButton").awaits("another message", () -> !person.reads("sendResult").equals(before));
        person.awaitsText("sendResult", "Delivered as msg_");

        assertThat(practised.lastBody().text()).isEqualTo("{\n\t\"a\" :1.50 ,\n \"b\":\"é\"}\n\n ");
    }

    @Test
    @Order(5)
    void laysOutOnRequestAndTakesItBack() {
        String before = person.reads("payloadEditor");

        person.clicks("formatButton").awaits("a layout", () -> !person.reads("payloadEditor").equals(before));

        assertThat(person.reads("payloadEditor")).isEqualTo("{\n  \"a\": 1.50,\n  \"b\": \"é\"\n}\n");
        person.clicks("payloadEditor").presses(KeyCode.CONTROL, KeyCode.Z);
        assertThat(person.reads("payloadEditor")).isEqualTo(before);
        person.presses(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        assertThat(person.reads("payloadEditor")).contains("  \"a\": 1.50,");
    }

    @Test
    @Order(6)
    void previewsWhatIsNotUtf8AndSendsItsBytes() throws IOException {
        byte[] latin = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        person.pastesFiles(Files.write(home.resolve("latin.json"), latin));
        person.awaitsText("alertText", "is lost when something else is opened").clicks("confirmButton");

        person.awaitsText("payloadNote", "This is not UTF-8 text").awaitsText("payloadCheck", "this is not UTF-8 text");
        person.clicks("payloadEditor").writes("x");
        assertThat(person.reads("payloadEditor")).doesNotContain("x");
        person.clicks("sendAsItIs").clicks("sendButton").awaitsText("sendResult", "Delivered as msg_");

        assertThat(practised.lastBody()).isEqualTo(Practised.Arrived.of(latin));
    }

    @Test
    @Order(7)
    void takesUpToTwentyMegabytesAndRefusesMore() throws IOException {
        Path most = Files.writeString(home.resolve("most.json"), "[" + "1,".repeat(10 * 1024 * 1024 - 2) + "11]");
        Path more = Files.writeString(home.resolve("more.json"), Files.readString(most) + " ".repeat(11_000_000));
        person.pastesFiles(most).awaitsText("payloadNote", "This is over 1 MB").awaitsText("payloadCheck", "Valid JSON");
        person.clicks("sendButton").awaitsText("sendResult", "Delivered as msg_");

        person.pastesFiles(more).awaitsText("payloadNote",
                "more.json was not opened: it has 31,971,520 bytes, and one message may have at most 20,971,520. Split it, or");

        assertThat(person.reads("payloadName")).startsWith("most.json · 21 MB");
    }

    @Test
    @Order(8)
    void findsText() {
        person.clicks("samplesButton").clicksOn("Auto policy").awaitsText("payloadEditor", "ACCORD");

        person.clicks("payloadEditor").presses(KeyCode.CONTROL, KeyCode.HOME).presses(KeyCode.CONTROL, KeyCode.F);
        person.awaitsFocus("findField").writes("NAME").awaitsText("findCount", "1 of 4").presses(KeyCode.ENTER);

        person.awaitsText("findCount", "2 of 4").clicks("findPrevious").awaitsText("findCount", "1 of 4");
        person.clicks("findPrevious").awaitsText("findCount", "4 of 4");
        assertThat(WindowThread.call(() -> editor().getSelectedText())).isEqualTo("name");
        person.clicks("findField").presses(KeyCode.ESCAPE).awaitsFocus("payloadEditor");
        assertThat(person.sees("findField")).isFalse();
    }

    @Test
    @Order(9)
    void canBeLeftWithTheKeyboard() {
        person.clicks("payloadEditor").presses(KeyCode.TAB).awaitsFocus("payloadEditor");
        assertThat(person.reads("payloadEditor")).contains("\t");

        person.presses(KeyCode.CONTROL, KeyCode.TAB).awaitsFocus("sendButton");
        person.presses(KeyCode.SHIFT, KeyCode.TAB).awaitsFocus("payloadEditor");
        person.presses(KeyCode.ESCAPE).presses(KeyCode.TAB).awaitsFocus("sendButton");
        person.presses(KeyCode.SHIFT, KeyCode.TAB).presses(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.TAB)
                .awaitsFocus("findButton");
    }

    private static CodeArea editor() {
        return (CodeArea) Screen.find("payloadEditor").orElseThrow();
    }

    private static java.util.Collection<String> stylesAt(int paragraph, int column) {
        return WindowThread.call(() -> editor().getStyleOfChar(paragraph, column));
    }
}

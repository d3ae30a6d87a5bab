package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the secret fields of the popup do while something is typed or pasted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretFieldTest {
    @TempDir private static Path home;
    private Person person;

    @BeforeAll
    void start() {
        person = new Person(home);
        person.opensANewWaybill();
    }

    @AfterAll
    void quit() {
        person.quits();
    }

    @BeforeEach
    void openThePopup() {
        person.clicks("registerButton").awaits("saveButton").chooses("authTypeChoice", 1);
    }

    @AfterEach
    void closeThePopup() {
        person.leavesThePopup();
    }

    @Test
    void showsTheSecretOnlyWhileItIsRevealed() {
        person.types("hmacSecret", "ab c");
        assertThat(person.sees("hmacSecretShown")).isFalse();

        person.clicks("hmacSecretReveal").awaits("hmacSecretShown");
        assertThat(person.reads("hmacSecretShown")).isEqualTo("ab c");
        assertThat(person.sees("hmacSecret")).isFalse();
        assertThat(person.focus()).isEqualTo("hmacSecretReveal");
        person.types("hmacSecretShown", "new");

        person.clicks("hmacSecretReveal").awaits("hmacSecret");
        assertThat(person.sees("hmacSecretShown")).isFalse();
        assertThat(person.reads("hmacSecret")).isEqualTo("new");
    }

    @Test
    void generatesAnotherSecretEachTime() {
        person.clicks("generateSecret");
        String first = person.reads("hmacSecret");

        person.clicks("generateSecret");

        // 32 random bytes in base64.
        assertThat(first).hasSize(43);
        assertThat(person.reads("hmacSecret")).hasSize(43).isNotEqualTo(first);
    }

    @Test
    void ratesThePasswordWhileItIsTyped() {
        person.chooses("authTypeChoice", 2);
        assertThat(person.sees("basicPasswordStrength")).as("a rating of nothing").isFalse();

        person.fills("basicPassword", "password1").awaitsText("basicPasswordStrength", "Very weak");
        person.fills("basicPassword", "quartz lantern 42 ovals breezily").awaitsText("basicPasswordStrength", "Very strong");
    }

    @Test
    void saysWhenLineBreaksWereDroppedOnPasting() {
        person.clicks("hmacSecret");
        pastes("line one\r\nline two\n");

        person.awaitsText("hmacSecretError", "were dropped from what was pasted");
        assertThat(person.reads("hmacSecret")).isEqualTo("line oneline two");
        person.writes("x").awaitsNo("hmacSecretError");
    }

    @Test
    void saysWhenControlCharactersWereDroppedWhileRevealed() {
        person.clicks("hmacSecretReveal").clicks("hmacSecretShown");
        pastes("a\u0007b");

        person.awaitsText("hmacSecretError", "control characters were dropped");
        assertThat(person.reads("hmacSecretShown")).isEqualTo("ab");
    }

    @Test
    void saysNothingAboutAnOrdinaryPaste() {
        person.clicks("hmacSecret");
        pastes("ordinary é 😀").presses(KeyCode.TAB);

        assertThat(person.reads("hmacSecret")).isEqualTo("ordinary é 😀");
        assertThat(person.sees("hmacSecretError")).isFalse();
    }

    private Person pastes(String text) {
        WindowThread.call(() -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text)));
        return person.presses(KeyCode.CONTROL, KeyCode.V);
    }
}

package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import javafx.scene.control.Spinner;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.platform.AppPaths;
import waybill.platform.SettingsFile;

/** The deadline of tests, typed. */
class SettingsPageTest {
    @TempDir private Path home;

    private Person person;

    @BeforeEach
    void start() {
        person = new Person(home);
        person.opensANewWaybill().clicks("showSettings");
    }

    @AfterEach
    void quit() {
        person.quits();
    }

    @Test
    void keepsTheLastNumberWhileThereIsNone() {
        assertThat(afterTyping("45", KeyCode.ENTER)).isEqualTo("45");
        assertThat(afterTyping("", KeyCode.ENTER)).isEqualTo("45");
        assertThat(afterTyping("abc", KeyCode.ENTER)).isEqualTo("45");
        assertThat(afterTyping("", KeyCode.TAB)).isEqualTo("45");
        assertThat(afterTyping("abc", KeyCode.TAB)).isEqualTo("45");
        assertThat(afterTyping("600", KeyCode.ENTER)).isEqualTo("60");
        assertThat(afterTyping("-99999999999", KeyCode.TAB)).isEqualTo("1");
        person.awaits("the deadline to be written",
                () -> new SettingsFile(new AppPaths(home)).read().testDeadlineSeconds() == 1);
    }

    /** What the field shows then, which is its value. */
    private String afterTyping(String text, KeyCode leave) {
        person.types("deadlineSeconds", text).presses(leave);
        return WindowThread.call(() -> {
            var spinner = (Spinner<?>) Screen.find("deadlineSeconds").orElseThrow();
            assertThat(spinner.getValue()).hasToString(spinner.getEditor().getText());
            return spinner.getEditor().getText();
        });
    }
}

package waybill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

class CommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void opensTheWindowWhenNothingIsAsked() {
        assertThat(answer()).isEmpty();
        assertThat(out.toString(UTF_8) + err.toString(UTF_8)).isEmpty();
    }

    @Test
    void saysItsVersion() {
        assertThat(answer("--version")).hasValue(0);
        assertThat(out.toString(UTF_8)).matches("Waybill \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
    }

    @Test
    void saysHowItIsUsed() {
        assertThat(answer("--help")).hasValue(0);
        assertThat(out.toString(UTF_8)).startsWith("Usage: waybill").contains("WAYBILL_HOME", "WAYBILL_KEYCHAIN=off");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(answer("--verbose")).hasValue(2);
        assertThat(out.toString(UTF_8)).isEmpty();
        assertThat(err.toString(UTF_8)).startsWith("Usage: waybill");
    }

    @Test
    void namesADisplayThatIsMissingInOneLine() {
        assertThat(noWindow(new UnsupportedOperationException("Unable to open DISPLAY"))).isEqualTo(1);
        assertThat(err.toString(UTF_8)).isEqualTo("Waybill needs a display: Unable to open DISPLAY\n");
    }

    @Test
    void blamesNoDisplayForWhatElseTheToolkitRefuses() {
        assertThat(noWindow(new UnsupportedOperationException("Unable to load glass GTK library."))).isEqualTo(1);
        assertThat(noWindow(new UnsupportedOperationException())).isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .contains("could not open a window", "Unable to load glass GTK library.", "CommandLineTest")
                .doesNotContain("display", "null");
    }

    private int noWindow(UnsupportedOperationException why) {
        return CommandLine.noWindow(why, new PrintStream(err, false, UTF_8));
    }

    private OptionalInt answer(String... arguments) {
        return CommandLine.answer(List.of(arguments), new PrintStream(out, false, UTF_8), new PrintStream(err, false, UTF_8));
    }
}

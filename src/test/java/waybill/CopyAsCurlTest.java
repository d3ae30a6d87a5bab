package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javafx.scene.input.Clipboard;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import waybill.delivery.Encodings;

/** Runs what was copied, against the practice receiver, which says whether the credentials came over. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopyAsCurlTest {
    private static final String SECRET = "planted 'secret' $é 42";

    @TempDir private static Path home;
    private Person person;

    @BeforeAll
    void start() {
        Tools.demand("curl openssl", List.of("curl", "openssl"));
        person = new Person(home);
        person.opensANewWaybill();
    }

    @AfterAll
    void quit() {
        person.quits();
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("destinations")
    void theCopiedCommandHasNoSecretAndIsAccepted(int type, Map<String, String> fields, String variable, String verdict)
            throws IOException, InterruptedException {
        person.clicks("practiceButton").awaits("saveButton").chooses("authTypeChoice", type);
        fields.forEach((id, value) -> person.fills(id, value));
        if (variable.equals("WAYBILL_API_KEY")) {
            person.clicks("apiKeyPlacementQuery");
        }
        person.clicks("saveButton").clicks("copyCurlButton").awaitsText("pageNote", "The command is on the clipboard.");
        String command = WindowThread.call(() -> Clipboard.getSystemClipboard().getString());

        assertThat(command).contains("# Set " + variable);
        assertThat(Encodings.of(SECRET)).noneMatch(command::contains);
        assertThat(run(command, variable)).startsWith("HTTP/1.1 200 OK");

        assertThat(person.clicks("showReceiver").reads("receiverVerdict")).isEqualTo(verdict);
        person.clicks("showDestination").clicks("deleteButton").clicks("confirmButton").awaits("registerButton");
    }

    static Stream<Arguments> destinations() {
        return Stream.of(
                Arguments.of(1, Map.of("hmacHeader", "X-Signature", "hmacSecret", SECRET), "WAYBILL_SIGNING_SECRET",
                        "Signature valid (X-Signature)"),
                Arguments.of(2, Map.of("basicUsername", "ann", "basicPassword", SECRET), "WAYBILL_PASSWORD",
                        "Credentials as registered"),
                Arguments.of(4, Map.of("apiKeyName", "key", "apiKeyValue", SECRET), "WAYBILL_API_KEY",
                        "Credentials as registered"));
    }

    private static String run(String command, String variable) throws IOException, InterruptedException {
        Path script = Files.writeString(home.resolve("command.sh"), command, StandardCharsets.UTF_8);
        Path output = home.resolve("output");
        var builder = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        builder.environment().put(variable, SECRET);
        assertThat(builder.start().waitFor(30, TimeUnit.SECONDS)).as("ends in time").isTrue();
        return Files.readString(output);
    }
}

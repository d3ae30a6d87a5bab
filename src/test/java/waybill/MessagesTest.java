package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import waybill.delivery.Fault;
import waybill.delivery.Hold;
import waybill.delivery.MessageState;
import waybill.delivery.Stage;
import waybill.delivery.Trigger;
import waybill.destination.AuthField;
import waybill.destination.AuthType;
import waybill.destination.HeaderName;
import waybill.destination.Problem;
import waybill.destination.Readiness;
import waybill.destination.StorageException;
import waybill.export.ExportFormat;
import waybill.intake.JsonFault;
import waybill.platform.Settings;
import waybill.receiver.PracticeAnswer;
import waybill.ui.Messages;
import waybill.vault.BackupFault;
import waybill.vault.VaultStatus;

/** Every word that is used is there, and every word that is there is used. */
class MessagesTest {
    private static final Pattern IN_CODE = Pattern.compile("\"([a-z][A-Za-z]*(?:\\.[A-Za-z0-9]+)+)\"");
    private static final Pattern IN_FXML = Pattern.compile("\"%([A-Za-z0-9.]+)\"");

    private final ResourceBundle bundle = ResourceBundle.getBundle("i18n/messages", Locale.ENGLISH);

    @Test
    void everyKeyThatIsMadeFromAValueIsDefined() {
        assertThat(bundle.keySet()).containsAll(madeFromValues());
    }

    @Test
    void everyKeyInAViewIsDefined() throws IOException {
        assertThat(bundle.keySet()).containsAll(found(Path.of("resources/fxml"), IN_FXML));
    }

    @Test
    void everyDefinedKeyIsUsed() throws IOException {
        var used = new TreeSet<>(madeFromValues());
        used.addAll(found(Path.of("resources/fxml"), IN_FXML));
        used.addAll(found(Path.of("src/main/java"), IN_CODE));
        assertThat(used).containsAll(bundle.keySet());
    }

    @Test
    void everyPatternCanBeFilledIn() {
        for (String key : bundle.keySet()) {
            assertThat(new MessageFormat(bundle.getString(key), Locale.ENGLISH).format(new Object[]{1, 2, 3})).as(key)
                    .isNotBlank();
        }
    }

    /** In a pattern that is filled in, an apostrophe quotes what follows, and two stand for one. */
    @Test
    void noApostropheQuotesByAccident() {
        assertThat(bundle.keySet()).map(bundle::getString).filteredOn(pattern -> pattern.contains("{"))
                .allSatisfy(pattern -> assertThat(pattern.replace("''", "")).doesNotContain("'"));
    }

    /** Those that are not filled in are shown as they are. */
    @Test
    void noApostropheIsDoubledWhereNothingIsFilledIn() {
        assertThat(bundle.keySet()).map(bundle::getString).filteredOn(text -> !text.contains("{"))
                .allSatisfy(text -> assertThat(text).doesNotContain("''"));
    }

    @Test
    void theMarksThatAreNamedForAHeadersNameAreAllowedThere() {
        String marks = new Messages(Locale.ENGLISH).text("problem.HEADER_NOT_A_TOKEN").replaceAll("[A-Za-z0-9 ,]", "");
        assertThat(marks).contains("!#$%&'*+-.^_`|~");
        assertThat(marks.codePoints().mapToObj(Character::toString))
                .allSatisfy(mark -> assertThat(new HeaderName("X" + mark).text()).isEqualTo("X" + mark));
    }

    private static Set<String> madeFromValues() {
        var types = Arrays.stream(AuthType.values()).flatMap(type -> Stream.of("auth." + type, "auth.help." + type));
        var fields = Arrays.stream(AuthType.values()).flatMap(type -> type.fields().stream()).flatMap(MessagesTest::keys);
        var problems = names(Problem.Reason.values(), "problem.");
        var states = Stream.of(names(Readiness.State.values(), "status."), names(StorageException.Fault.values(), "storage."),
                names(StorageException.Fault.values(), "reason."),
                names(Stage.values(), "stage."), names(Fault.values(), "fault."), names(Settings.Theme.values(), "theme."),
                names(PracticeAnswer.Kind.values(), "answer."), names(VaultStatus.Refusal.values(), "refusal."),
                names(VaultStatus.Refusal.values(), "refusal.title."), names(VaultStatus.OpenedBy.values(), "vault.state."),
                names(VaultStatus.OpenedBy.values(), "vault.explain."),
                names(BackupFault.values(), "backup.fault."), vaultQuestions(),
                Stream.of("KEYCHAIN_UNAVAILABLE", "KEYCHAIN_LOCKED", "KEYCHAIN_ENTRY_MISSING").map(why -> "vault.unlock." + why))
                .flatMap(keys -> keys);
        var advice = Stream.concat(
                Stream.of(400, 401, 403, 404, 405, 408, 410, 411, 415, 425, 429, 503).map(status -> "advice." + status),
                Stream.of("advice.413", "advice.422", "outcome.delivered", "outcome.cancelled")
                        .flatMap(key -> Stream.of(key + ".test", key + ".message")));
        var strengths = Stream.of(0, 1, 2, 3, 4).map(score -> "strength." + score);
        var offers = Stream.of("URL_NO_SCHEME", "URL_NOT_HTTPS", "URL_CREDENTIALS", "URL_FRAGMENT", "URL_IRREGULAR",
                "CONTROL_CHARACTERS", "TOKEN_BEARER_WORD", "TOKEN_NOT_VISIBLE_ASCII", "VALUE_NOT_SENDABLE", "HEADER_NOT_A_TOKEN")
                .map(reason -> "offer." + reason);
        var delivery = Stream.of(names(JsonFault.Kind.values(), "json."), names(Hold.Reason.values(), "hold."),
                Stream.of("NOT_UTF8", "TOO_LARGE").map(reason -> "excerpt." + reason),
                Stream.of("TEST_EVENT", "AUTO", "HOMEOWNERS").map(sample -> "sample." + sample),
                Stream.of("SENDING", "PAUSED", "ON_HOLD", "NO_DESTINATION", "STORAGE_FAULT").map(what -> "sending." + what),
                names(MessageState.values(), "sent.")).flatMap(keys -> keys);
        var log = Stream.of(names(MessageState.values(), "state."), names(Fault.values(), "faultName."),
                names(Trigger.values(), "trigger."), names(ExportFormat.values(), "export.format."),
                Stream.of("DISK_FULL", "READ_ONLY", "OTHER").map(why -> "export." + why),
                Stream.of("due", "turn", "paused", "held", "noDestination").map(why -> "message.next." + why),
                Stream.of("ALL", "TODAY", "LAST_24_HOURS", "LAST_7_DAYS", "BETWEEN").map(choice -> "period." + choice),
                Stream.of("time", "name", "size", "attempts", "answer", "duration").map(name -> "deliveries.column." + name),
                Stream.of("AGAIN", "AS_NEW").flatMap(way -> Stream.concat(
                        Stream.of("title", "text", "confirm").map(part -> "resend." + way + "." + part),
                        Stream.of("selected", "matching").map(which -> "resend." + which + "." + way))))
                .flatMap(keys -> keys);
        return Stream
                .of(log, delivery, types, fields, problems, states, advice, strengths, offers,
                        Stream.of("dialog.register.busy", "dialog.save.busy"))
                .flatMap(keys -> keys).collect(Collectors.toSet());
    }

    private static Stream<String> vaultQuestions() {
        return Stream
                .of("changePassphrase", "usePassphrase", "useKeychain", "newKeys", "recovery.make", "recovery.again",
                        "recovery.use", "backup.make", "backup.export", "backup.look", "backup.restore.keychain",
                        "backup.restore.passphrase", "backup.restore.instead", "backup.import")
                .flatMap(key -> Stream.of(key + ".title", key + ".text", key + ".confirm"));
    }

    private static Stream<String> keys(AuthField field) {
        return Stream.concat(Stream.of("field." + field.id()),
                field.options().stream().map(option -> "option." + field.id() + "." + option));
    }

    private static Stream<String> names(Enum<?>[] values, String prefix) {
        return Arrays.stream(values).map(value -> prefix + value.name());
    }

    private static Set<String> found(Path folder, Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(MessagesTest::read)
                    .flatMap(text -> pattern.matcher(text).results()).map(match -> match.group(1)).collect(Collectors.toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}

package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.platform.Settings.Theme;
import waybill.store.FilledLog;

/** What becomes of messages that wait for a retry when the destination goes, or another host comes. */
class WaitingMessagesTest {
    @TempDir private Path home;
    private Person person;
    private LogPage log;

    @BeforeEach
    void registerAndLetTwoWait() {
        person = new Person(home);
        log = new LogPage(person);
        person.opensANewWaybill().clicks("registerButton").fills("urlField", "https://one.example/in").clicks("saveButton");
        person.awaits("sendTestButton").quits();
        try (var filled = FilledLog.open(home, Person.PASSPHRASE)) {
            filled.at(Instant.now()).delivered("delivered.json", "{}");
            filled.waitsForARetry("first.json", "{}");
            filled.waitsForARetry("second.json", "{}");
        }
        person.opensWaybill().awaits("unlockButton").fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton");
        person.awaits("sendTestButton");
    }

    @AfterEach
    void quit() {
        person.quits();
    }

    @Test
    void deletingSaysHowManyWaitAndCancelsThem() {
        person.clicks("deleteButton").awaitsText("alertText", "2 messages still wait to be sent: they are cancelled.");
        person.clicks("confirmButton").awaits("registerButton");

        assertThat(states()).containsExactly("CANCELLED", "CANCELLED", "DELIVERED");
    }

    @Test
    void deletingEndsWhatIsBeingHandedInAndCancelsIt() throws IOException {
        Path many = Files.writeString(home.resolve("many.jsonl"), "{\"policy\":1}\n".repeat(150_000));
        person.clicks("showDeliver").awaits("payloadEditor").pastesFiles(many).awaits("batchPreview");
        person.clicks("batchSendButton").awaits("batchPauseButton");

        person.clicks("showDestination").clicks("deleteButton").clicks("confirmButton").awaits("registerButton");

        person.clicks("showDeliver").awaits("batchCloseButton");
        assertThat(person.reads("batchText"))
                .matches(
                        "([\\d,]+) messages in .*: 0 delivered, 0 failed, \\1 cancelled\\. The rest of the files was not read\\.");
    }

    @Test
    void anotherHostCanGetWhatWaits() {
        edits("https://two.example/in");
        person.awaitsText("alertText", "2 messages wait to be sent to one.example. Send them to two.example instead");
        assertThat(person.focus()).as("the answer of Enter").isEqualTo("declineButton");
        person.clicks("declineButton").awaitsNo("alertText");
        assertThat(person.sees("saveButton")).isTrue();

        person.clicks("saveButton").clicks("confirmButton").awaitsText("destinationUrl", "https://two.example/in");

        assertThat(states()).containsExactly("WAITING", "WAITING", "DELIVERED");
    }

    @Test
    void orItIsCancelled() {
        edits("https://two.example/in");

        person.clicks("otherButton").awaitsText("destinationUrl", "https://two.example/in");

        assertThat(states()).containsExactly("CANCELLED", "CANCELLED", "DELIVERED");
    }

    @Test
    void nothingIsAskedOrSavedOnceTheVaultIsLocked() {
        person.clicks("editButton").awaits("saveButton").fills("urlField", "https://two.example/in");
        List<Window> late = new CopyOnWriteArrayList<>();
        ListChangeListener<Window> opened = change -> {
            while (change.next()) {
                late.addAll(change.getAddedSubList());
            }
        };
        // In one go, so that nothing can have been counted before the lock.
        WindowThread.run(() -> {
            press("saveButton");
            press("vaultState");
            press("lockButton");
            Window.getWindows().addListener(opened);
        });
        person.awaits("unlockButton").awaits("all work to end", () -> !person.isBusy());
        person.fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton").awaitsText("destinationUrl",
                "https://one.example/in");
        WindowThread.run(() -> Window.getWindows().removeListener(opened));

        assertThat(late).as("windows that were opened after the lock").isEmpty();
        assertThat(states()).containsExactly("WAITING", "WAITING", "DELIVERED");
    }

    /** Also behind another window. */
    private static void press(String id) {
        Screen.nodes().filter(node -> id.equals(node.getId())).map(Button.class::cast).findFirst().orElseThrow().fire();
    }

    @Test
    void anotherPathOfTheHostIsNotAskedAbout() {
        edits("https://one.example/other");

        person.awaitsText("destinationUrl", "https://one.example/other");

        assertThat(states()).containsExactly("WAITING", "WAITING", "DELIVERED");
    }

    @Test
    void anImportedHostGetsWhatWaitsOnlyWhenAsked() {
        Path file = home.resolveSibling(home.getFileName() + ".waybill");
        exports("https://two.example/in", file);

        imports(file);
        person.awaitsText("alertText", "2 messages wait to be sent to one.example. Send them to two.example instead");
        person.clicks("declineButton").awaitsNo("otherButton").clicks("confirmButton").clicks("otherButton");
        person.awaitsNo("vaultDialog").clicks("showDestination").awaitsText("destinationUrl", "https://two.example/in");

        assertThat(states()).containsExactly("CANCELLED", "CANCELLED", "DELIVERED");
    }

    @Test
    void anImportStaysAtWorkWhileItAsks() {
        Path file = home.resolveSibling(home.getFileName() + ".waybill");
        exports("https://two.example/in", file);
        imports(file);
        person.awaits("otherButton").photographs("vault-import-waiting");
        person.selects("themeChoice", Theme.DARK).photographs("vault-import-waiting-dark").selects("themeChoice", Theme.LIGHT);
        Button importing = importing();
        assertThat(importing.isDisabled()).isTrue();
        assertThat(importing.getText()).isEqualTo("Working on it…");
        assertThat(copies()).as("the file's content, until all is over").isOne();

        person.presses(KeyCode.ESCAPE).awaitsNo("otherButton").awaits("an end of the work", () -> !importing.isDisabled());
        assertThat(person.reads("confirmButton")).isEqualTo("Import");
        assertThat(person.sees("vaultDialogError")).as("nothing went wrong").isFalse();

        person.clicks("declineButton").awaitsNo("vaultDialog").awaits("no copy to be left", () -> copies() == 0);
        person.clicks("showDestination").awaitsText("destinationUrl", "https://one.example/in");
        assertThat(states()).containsExactly("WAITING", "WAITING", "DELIVERED");
    }

    private static Button importing() {
        return WindowThread.call(() -> (Button) Screen.find("vaultDialog").orElseThrow().lookup("#confirmButton"));
    }

    private long copies() {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(path -> path.getFileName().toString().startsWith(".backup-")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void exports(String url, Path file) {
        edits(url);
        person.clicks("confirmButton").awaitsText("destinationUrl", url).clicks("showSettings");
        person.willChoose(file).clicks("exportButton").fills("newPassphrase", "of the file").fills("newPassphraseConfirm",
                "of the file");
        person.clicks("confirmButton").awaitsText("alertText", "holds this").clicks("confirmButton").awaitsNo("alertText");
        person.clicks("showDestination");
        edits("https://one.example/in");
        person.clicks("confirmButton").awaitsText("destinationUrl", "https://one.example/in");
    }

    private void imports(Path file) {
        person.clicks("showSettings").willChoose(file).clicks("importButton").fills("presentPassphrase", "of the file");
        person.clicks("confirmButton").awaitsText("alertText", "Destination two.example").clicks("confirmButton");
    }

    private void edits(String url) {
        person.clicks("editButton").awaits("saveButton").fills("urlField", url).clicks("saveButton");
    }

    private List<String> states() {
        person.awaitsNo("saveButton").clicks("showDeliveries").awaitsText("deliveryCount", "3 messages");
        log.awaitsNames("second.json", "first.json", "delivered.json");
        return List.of(log.state(0), log.state(1), log.state(2));
    }
}

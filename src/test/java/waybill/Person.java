package waybill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;

import org.awaitility.core.ConditionTimeoutException;
import org.fxmisc.richtext.CodeArea;
import org.testfx.api.FxRobot;

import waybill.platform.AppPaths;
import waybill.ui.FilePicker;
import waybill.vault.FakeKeychain;

/** Somebody who uses the whole application, by node ids, with mouse and keyboard. */
final class Person {
    static final String PASSPHRASE = "four words in a row";
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("waybill.patience", 30));
    private static final Duration LOOK_AGAIN = Duration.ofMillis(30);

    private final FxRobot robot = new FxRobot();
    private final AppPaths paths;
    private final Desktop desktop;
    private Optional<Path> chosen = Optional.empty();
    private boolean ponders;
    private volatile Duration asleep = Duration.ZERO;
    private volatile long idle;
    private Optional<RunningWaybill> waybill = Optional.empty();

    /** @param home the data folder */
    Person(Path home) {
        this(home, FakeKeychain.absent());
    }

    Person(Path home, FakeKeychain keychain) {
        paths = new AppPaths(home);
        desktop = new Desktop(new ChosenFile(), () -> keychain, () -> Instant.now().plus(asleep), () -> System.nanoTime() + idle);
    }

    /** Closes the lid for an hour. */
    Person letsTheComputerSleep() {
        asleep = asleep.plusHours(1);
        return this;
    }

    /** Goes away for an hour. */
    Person goesAway() {
        idle += Duration.ofHours(1).toNanos();
        return this;
    }

    /** Chooses {@code file} from now on, wherever a file is asked for. */
    Person willChoose(Path file) {
        chosen = Optional.of(file);
        return this;
    }

    /** From now on a file dialog stays open, as that of the operating system would, until {@link #hasChosen}. */
    Person ponders() {
        ponders = true;
        return this;
    }

    Person hasChosen() {
        WindowThread.run(() -> Platform.exitNestedEventLoop(this, chosen));
        return this;
    }

    /** The file dialogs, answered without one. */
    private final class ChosenFile implements FilePicker {
        private Optional<Path> answer() {
            if (ponders) {
                Platform.enterNestedEventLoop(Person.this);
            }
            return chosen;
        }

        @Override
        public Optional<Path> open(Window owner, Kind kind) {
            return answer();
        }

        @Override
        public Optional<Path> save(Window owner, Kind kind, String proposedName) {
            return answer();
        }
    }

    /** Starts the application. */
    Person opensWaybill() {
        waybill = Optional.of(RunningWaybill.start(paths, desktop));
        return this;
    }

    /** Starts it with a new vault and gets to the empty page. */
    Person opensANewWaybill() {
        return opensWaybill().awaits("createVaultButton").setsThePassphrase().awaits("registerButton");
    }

    Person setsThePassphrase() {
        return fills("passphraseField", PASSPHRASE).fills("passphraseConfirm", PASSPHRASE).clicks("createVaultButton");
    }

    /** Closes every window, and fails if anything went wrong unseen. */
    void quits() {
        var running = waybill;
        waybill = Optional.empty();
        running.ifPresent(RunningWaybill::close);
    }

    /** Quits, starts again and unlocks. */
    Person restarts() {
        quits();
        return opensWaybill().awaits("unlockButton").fills("passphraseField", PASSPHRASE).clicks("unlockButton");
    }

    Person clicks(String id) {
        return clicks(awaitNode(id));
    }

    /** Clicks on the button or link that says {@code text}. */
    Person clicksOn(String text) {
        awaits("“" + text + "”", () -> WindowThread.call(() -> Screen.findText(text).isPresent()));
        return clicks(WindowThread.call(() -> Screen.findText(text).orElseThrow()));
    }

    /** Replaces what is in the field by {@code text}, key by key. */
    Person types(String id, String text) {
        return clicks(id).presses(KeyCode.CONTROL, KeyCode.A).presses(KeyCode.DELETE).writes(text);
    }

    /** Replaces what is in the field by {@code text} at once, and has the focus there. */
    Person fills(String id, String text) {
        var field = awaitNode(id);
        WindowThread.run(() -> {
            field.requestFocus();
            switch (field) {
                case TextInputControl input -> input.setText(text);
                case CodeArea area -> area.replaceText(text);
                default -> throw new AssertionError("no text in " + field);
            }
        });
        return this;
    }

    /** Pastes files into the editor, as if they had been copied in a file manager. */
    Person pastesFiles(Path... files) {
        return copiesFiles(files).clicks("payloadEditor").presses(KeyCode.CONTROL, KeyCode.V);
    }

    /** As if they had been copied in a file manager. */
    Person copiesFiles(Path... files) {
        var content = new ClipboardContent();
        content.putFiles(Stream.of(files).map(Path::toFile).toList());
        WindowThread.run(() -> Clipboard.getSystemClipboard().setContent(content));
        return this;
    }

    /** Types a number into a spinner and leaves it. */
    Person fillsSpinner(String id, String text) {
        clicks(id).presses(KeyCode.CONTROL, KeyCode.A);
        return (text.isEmpty() ? presses(KeyCode.DELETE) : writes(text)).presses(KeyCode.TAB);
    }

    /** Keys that are held down together. */
    Person presses(KeyCode... keys) {
        robot.push(keys);
        return this;
    }

    /** Presses Tab until {@code id} has the focus. */
    Person tabsTo(String id) {
        for (int i = 0; i < 50 && !focus().equals(id); i++) {
            presses(KeyCode.TAB);
        }
        assertThat(focus()).isEqualTo(id);
        return this;
    }

    /** Types at the focus. */
    Person writes(String text) {
        // The robot would write into the window that was clicked last.
        robot.targetWindow(WindowThread.call(Screen::focusedWindow));
        robot.write(text, 0);
        return this;
    }

    /** Chooses the entry of a combo box by its place, with the keyboard. */
    Person chooses(String id, int index) {
        clicks(id);
        int from = WindowThread.call(() -> ((ComboBox<?>) Screen.find(id).orElseThrow()).getSelectionModel().getSelectedIndex());
        for (int i = 0; i < Math.abs(index - from); i++) {
            presses(index > from ? KeyCode.DOWN : KeyCode.UP);
        }
        return presses(KeyCode.ENTER);
    }

    /** Chooses {@code value} in a combo box at once. */
    Person selects(String id, Object value) {
        var box = (ComboBox<?>) awaitNode(id);
        WindowThread.run(() -> box.getSelectionModel().select(box.getItems().indexOf(value)));
        return this;
    }

    /** Closes the popup, whatever was typed. */
    Person leavesThePopup() {
        presses(KeyCode.ESCAPE).awaits("an answer to Esc", () -> sees("confirmButton") || !sees("saveButton"));
        return (sees("confirmButton") ? clicks("confirmButton") : this).awaitsNo("saveButton");
    }

    /** The text of a label, button, field or choice. */
    String reads(String id) {
        Node node = awaitNode(id);
        return WindowThread.call(() -> Screen.text(node));
    }

    /** Whether a node of that id can be seen. */
    boolean sees(String id) {
        return WindowThread.call(() -> Screen.find(id).isPresent());
    }

    /** Whether the status line shows that something runs. */
    boolean isBusy() {
        return WindowThread.call(() -> Screen.nodes().anyMatch(node -> node.getStyleClass().contains("status-progress")));
    }

    /** The id of the node that has the focus in the front window. */
    String focus() {
        return WindowThread.call(
                () -> Optional.ofNullable(Screen.focusedWindow().getScene().getFocusOwner()).map(Node::getId).orElse(""));
    }

    Person awaits(String id) {
        return awaits("#" + id + " to be seen", () -> sees(id));
    }

    Person awaitsNo(String id) {
        return awaits("#" + id + " to go", () -> !sees(id));
    }

    Person awaitsFocus(String id) {
        return awaits("the focus on #" + id, () -> focus().equals(id));
    }

    /** Waits until the text of {@code id} contains {@code part}. */
    Person awaitsText(String id, String part) {
        await("#" + id).atMost(PATIENCE).pollInterval(LOOK_AGAIN).untilAsserted(() -> assertThat(
                WindowThread.call(() -> Screen.find(id).map(Screen::text).orElse("not seen"))).contains(part));
        return this;
    }

    Person awaits(String what, BooleanSupplier condition) {
        try {
            await(what).atMost(PATIENCE).pollInterval(LOOK_AGAIN).until(condition::getAsBoolean);
        } catch (ConditionTimeoutException timeout) {
            throw new AssertionError(timeout.getMessage() + " The windows showed: " + WindowThread.call(Screen::describe),
                    timeout);
        }
        return this;
    }

    /** Writes a picture of the front window to {@code target/screenshots}. */
    Person photographs(String name) {
        Camera.photograph(name);
        return this;
    }

    /** Looks again where it is when it was missed: what is laid out just now moves, and a notice can lie over it for a while. */
    private Person clicks(Node node) {
        var aim = new Aim(node);
        return awaits("a click on " + node, () -> {
            WindowThread.run(() -> Screen.scrollTo(node));
            // A jump: the robot would go there step by step, which takes longer than everything else.
            robot.robotContext().getMouseRobot().move(robot.point(node).query());
            return aim.isHit(() -> robot.clickOn(MouseButton.PRIMARY));
        });
    }

    private Node awaitNode(String id) {
        awaits(id);
        return WindowThread.call(() -> Screen.find(id).orElseThrow());
    }
}

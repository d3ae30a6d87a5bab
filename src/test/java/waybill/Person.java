package waybill;

import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.imageio.ImageIO;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import waybill.platform.AppPaths;

/** Somebody who uses the whole application, by node ids, with mouse and keyboard. Fails where no toolkit starts. */
final class Person {
    static final String PASSPHRASE = "four words in a row";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FxRobot robot = new FxRobot();
    private final Path home;
    private Wiring wiring;
    private Stage stage;

    /** @param home the data folder */
    Person(Path home) {
        this.home = home;
    }

    /** Starts the application. */
    Person opensWaybill() {
        try {
            FxToolkit.registerPrimaryStage();
            stage = FxToolkit.registerStage(Stage::new);
        } catch (TimeoutException failure) {
            throw new AssertionError("no toolkit starts", failure);
        }
        onWindowThread(() -> {
            var paths = new AppPaths(home);
            paths.create();
            wiring = new Wiring(paths, stage);
            wiring.show();
            return stage;
        });
        return this;
    }

    /** Starts it with a new vault and gets to the empty page. */
    Person opensANewWaybill() {
        opensWaybill().awaits("createVaultButton");
        types("passphraseField", PASSPHRASE).types("passphraseConfirm", PASSPHRASE).clicks("createVaultButton");
        return awaits("registerButton");
    }

    /** Closes every window and what stands behind them. */
    void quits() {
        if (wiring != null) {
            onWindowThread(() -> {
                java.util.List.copyOf(Window.getWindows()).forEach(Window::hide);
                wiring.close();
                return true;
            });
        }
    }

    /** Quits, starts again and unlocks. */
    Person restarts() {
        quits();
        return opensWaybill().awaits("unlockButton").types("passphraseField", PASSPHRASE).clicks("unlockButton");
    }

    Person clicks(String id) {
        robot.clickOn(awaitNode(id));
        return this;
    }

    /** Replaces what is in the field by {@code text}, key by key. */
    Person types(String id, String text) {
        clicks(id);
        robot.push(KeyCode.CONTROL, KeyCode.A).push(KeyCode.DELETE).write(text, 0);
        return this;
    }

    Person presses(KeyCode... keys) {
        robot.push(keys);
        return this;
    }

    /** Types at the focus. */
    Person writes(String text) {
        robot.write(text, 0);
        return this;
    }

    /** Chooses the entry of a combo box by its place, with the keyboard. */
    Person chooses(String id, int index) {
        clicks(id);
        int from = onWindowThread(() -> ((ComboBox<?>) node(id).orElseThrow()).getSelectionModel().getSelectedIndex());
        for (int i = from; i < index; i++) {
            robot.push(KeyCode.DOWN);
        }
        for (int i = from; i > index; i--) {
            robot.push(KeyCode.UP);
        }
        return presses(KeyCode.ENTER);
    }

    /** The text of a label, button or field. */
    String reads(String id) {
        return onWindowThread(() -> text(node(id).orElseThrow(() -> new AssertionError("there is no #" + id))));
    }

    /** Whether a node of that id is visible. */
    boolean sees(String id) {
        return onWindowThread(() -> node(id).isPresent());
    }

    /** The id of the node that has the focus in the front window. */
    String focus() {
        return onWindowThread(() -> Window.getWindows().stream().filter(Window::isFocused).findFirst()
                .map(window -> window.getScene().getFocusOwner()).map(Node::getId).orElse(""));
    }

    Person awaits(String id) {
        awaitNode(id);
        return this;
    }

    Person awaitsNo(String id) {
        await(id + " goes").atMost(PATIENCE).pollInterval(Duration.ofMillis(30)).until(() -> !sees(id));
        return this;
    }

    /** Waits until the text of {@code id} contains {@code part}. */
    Person awaitsText(String id, String part) {
        await("#" + id + " reads " + part).atMost(PATIENCE).pollInterval(Duration.ofMillis(30))
                .until(() -> onWindowThread(() -> node(id).map(Person::text).orElse("")), text -> text.contains(part));
        return this;
    }

    /** What is done on the window's thread. */
    <T> T onWindowThread(Callable<T> work) {
        try {
            return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(20), work);
        } finally {
            WaitForAsyncUtils.clearExceptions();
        }
    }

    Stage window() {
        return stage;
    }

    /** Writes a picture of the front window to {@code target/screenshots}. */
    void photographs(String name) {
        WaitForAsyncUtils.waitForFxEvents();
        var picture = onWindowThread(() -> {
            var windows = Window.getWindows();
            return windows.getLast().getScene().snapshot(null);
        });
        try {
            Path file = Files.createDirectories(Path.of("target/screenshots")).resolve(name + ".png");
            ImageIO.write(image(picture), "png", file.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static BufferedImage image(WritableImage picture) {
        var image = new BufferedImage((int) picture.getWidth(), (int) picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, picture.getPixelReader().getArgb(x, y));
            }
        }
        return image;
    }

    private Node awaitNode(String id) {
        await("#" + id + " is seen").atMost(PATIENCE).pollInterval(Duration.ofMillis(30)).until(() -> sees(id));
        return onWindowThread(() -> node(id).orElseThrow());
    }

    private Optional<Node> node(String id) {
        return robot.lookup("#" + id).queryAll().stream().filter(Person::isShown).findFirst();
    }

    private static boolean isShown(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null && node.getScene().getWindow() != null && node.getScene().getWindow().isShowing();
    }

    private static String text(Node node) {
        return switch (node) {
            case Labeled labeled -> labeled.getText();
            case TextInputControl input -> input.getText();
            default -> throw new AssertionError("no text in " + node);
        };
    }
}

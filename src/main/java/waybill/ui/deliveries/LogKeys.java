package waybill.ui.deliveries;

import java.util.Optional;

import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** The keyboard's ways between search, table and message. */
final class LogKeys {
    private static final KeyCombination FIND = KeyCombination.valueOf("Shortcut+F");

    private final Ways ways;

    LogKeys(Ways ways) {
        this.ways = ways;
    }

    /** Where they lead. */
    interface Ways {
        void toSearch();

        void toTable();

        /** Opens the message that the focus is on, and goes there. */
        void toMessage();

        /** Leaves it again. @return whether one was open */
        boolean leaveMessage();
    }

    void page(Node page) {
        // Wherever the focus is in the window, while the page is shown in it.
        page.sceneProperty().addListener((_, before, now) -> {
            Optional.ofNullable(before).ifPresent(scene -> scene.getAccelerators().remove(FIND));
            Optional.ofNullable(now).ifPresent(scene -> scene.getAccelerators().put(FIND, ways::toSearch));
        });
    }

    void search(Node search) {
        // A text field keeps the key for itself, though it does nothing there.
        search.addEventFilter(KeyEvent.KEY_PRESSED, key -> on(is(KeyCode.DOWN, key), key, ways::toTable));
    }

    void table(Node table) {
        table.addEventHandler(KeyEvent.KEY_PRESSED, key -> on(is(KeyCode.ENTER, key), key, ways::toMessage));
        message(table);
    }

    void message(Node message) {
        message.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (is(KeyCode.ESCAPE, key) && ways.leaveMessage()) {
                key.consume();
            }
        });
    }

    private static boolean is(KeyCode code, KeyEvent key) {
        return key.getCode() == code && !key.isShortcutDown() && !key.isAltDown() && !key.isShiftDown();
    }

    private static void on(boolean isMeant, KeyEvent key, Runnable way) {
        if (isMeant) {
            key.consume();
            way.run();
        }
    }
}

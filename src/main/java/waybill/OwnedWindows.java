package waybill;

import java.util.List;

import javafx.collections.ListChangeListener;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;

/** What is open beside the main window. */
record OwnedWindows(Stage main) {
    void close() {
        List.copyOf(Window.getWindows()).stream().filter(window -> window != main && isOwned(window)).forEach(Window::hide);
    }

    /** Whether a person is asked something in one, or told. */
    boolean areAsking() {
        return Window.getWindows().stream().anyMatch(window -> window instanceof Stage && window != main && isOwned(window));
    }

    /** Runs {@code listener} each time any window was closed. */
    static void onClosed(Runnable listener) {
        Window.getWindows().addListener((ListChangeListener<Window>) change -> {
            while (change.next()) {
                if (change.wasRemoved()) {
                    listener.run();
                }
            }
        });
    }

    private boolean isOwned(Window window) {
        return switch (window) {
            case Stage popup -> popup.getOwner() == main || popup.getOwner() != null && isOwned(popup.getOwner());
            case PopupWindow popup -> popup.getOwnerWindow() == main;
            default -> false;
        };
    }
}

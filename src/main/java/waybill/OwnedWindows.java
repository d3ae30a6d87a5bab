package waybill;

import java.util.List;

import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;

/** What is open beside the main window. */
record OwnedWindows(Stage main) {
    void close() {
        List.copyOf(Window.getWindows()).stream().filter(window -> window != main && isOwned(window)).forEach(Window::hide);
    }

    private boolean isOwned(Window window) {
        return switch (window) {
            case Stage popup -> popup.getOwner() == main || popup.getOwner() != null && isOwned(popup.getOwner());
            case PopupWindow popup -> popup.getOwnerWindow() == main;
            default -> false;
        };
    }
}

package waybill.ui;

import java.time.Duration;
import java.util.function.Supplier;

import javafx.geometry.Pos;
import javafx.stage.Window;

import org.controlsfx.control.Notifications;

/** Tells for a moment, in a corner of the window, of what happened while another page was shown. */
public final class Notices {
    private static final Duration SHOWN_FOR = Duration.ofSeconds(12);

    private final Supplier<Window> owner;

    /** @param owner the window in whose corner they appear */
    public Notices(Supplier<Window> owner) {
        this.owner = owner;
    }

    /** @param pressed run when the person presses on it */
    public void show(String title, String text, Runnable pressed) {
        if (owner.get().isShowing()) {
            Stylesheet.addForPopups(owner.get().getScene());
            Notifications.create().owner(owner.get()).title(title).text(text).styleClass("notice").position(Pos.BOTTOM_RIGHT)
                    .hideAfter(javafx.util.Duration.millis(SHOWN_FOR.toMillis())).onAction(_ -> pressed.run()).show();
        }
    }
}

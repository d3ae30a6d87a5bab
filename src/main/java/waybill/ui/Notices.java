package waybill.ui;

import java.time.Duration;
import java.util.function.Supplier;

import javafx.geometry.Pos;
import javafx.scene.text.Text;
import javafx.stage.Popup;
import javafx.stage.Window;

import org.controlsfx.control.Notifications;

/** Tells for a moment, in a corner of the window, of what happened while another page was shown. */
public final class Notices {
    private static final Duration SHOWN_FOR = Duration.ofSeconds(12);
    private static final double WIDTH_IN_EM = 26;

    private final Supplier<Window> owner;

    /** @param owner the window in whose corner they appear */
    public Notices(Supplier<Window> owner) {
        this.owner = owner;
    }

    /** @param pressed run when the person presses on it */
    public void show(String title, String text, Runnable pressed) {
        if (owner.get().isShowing()) {
            Stylesheet.addForPopups(owner.get().getScene());
            Text wrapped = wrapped(text);
            Notifications.create().owner(owner.get()).title(title).graphic(wrapped).styleClass("notice")
                    .position(Pos.BOTTOM_RIGHT)
                    .hideAfter(javafx.util.Duration.millis(SHOWN_FOR.toMillis())).onAction(_ -> pressed.run()).show();
            leaveEscAlone(wrapped.getScene().getWindow());
        }
    }

    /** The library cuts its own text to one line. */
    private static Text wrapped(String text) {
        var wrapped = new Text(text);
        wrapped.getStyleClass().add("notice-text");
        wrapped.setWrappingWidth(wrapped.getFont().getSize() * WIDTH_IN_EM);
        return wrapped;
    }

    /** It goes by itself: the key is meant for what the person is at. */
    private static void leaveEscAlone(Window notice) {
        ((Popup) notice).setHideOnEscape(false);
    }
}

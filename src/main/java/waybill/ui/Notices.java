package waybill.ui;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.text.Text;
import javafx.stage.Popup;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

import org.controlsfx.control.Notifications;

/** Tells for a moment, in a corner of the window, of what happened while another page was shown. */
public final class Notices {
    private static final Duration SHOWN_FOR = Duration.ofSeconds(8);
    private static final double WIDTH_IN_EM = 26;

    private final Supplier<Window> owner;
    private final List<Window> shown = new ArrayList<>();

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
            Window notice = wrapped.getScene().getWindow();
            leaveEscAlone(notice);
            shown.add(notice);
            notice.addEventHandler(WindowEvent.WINDOW_HIDDEN, _ -> shown.remove(notice));
        }
    }

    /** Takes away what is shown: another page is there now, and nothing is to lie over what the person came for. */
    public void clear() {
        List.copyOf(shown).forEach(Notices::close);
    }

    private static void close(Window notice) {
        // By its button the library learns that its place is free; it would fade out for a while.
        if (notice.getScene().getRoot().lookup(".close-button") instanceof Button button) {
            button.fire();
        }
        notice.hide();
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

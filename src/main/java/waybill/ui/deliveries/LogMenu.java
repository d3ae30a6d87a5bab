package waybill.ui.deliveries;

import java.util.List;
import java.util.function.Supplier;

import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;

import waybill.delivery.MessageRow;
import waybill.delivery.Selection;
import waybill.ui.Context;
import waybill.ui.deliveries.Resending.Way;

/** The menu of the selected messages; what makes no sense for them cannot be chosen. */
final class LogMenu extends ContextMenu {
    private final Context context;
    private final LogTable lines;
    private final MessageActions actions;
    private final Resending resending;
    private final Supplier<Window> window;
    private final MenuItem copyId = item("CopyId", "message.copyId", this::copyIds);
    private final MenuItem copyCurl = item("CopyCurl", "message.copyCurl", this::copyCurl);
    private final MenuItem again = item("SendAgain", "resend.AGAIN.confirm", () -> resend(Way.AGAIN));
    private final MenuItem asNew = item("SendAsNew", "resend.AS_NEW.confirm", () -> resend(Way.AS_NEW));
    private final MenuItem tryNow = item("TryNow", "message.tryNow", this::tryNow);
    private final MenuItem cancel = item("Cancel", "message.cancel", this::cancel);

    LogMenu(Context context, LogTable lines, MessageActions actions, Resending resending, Supplier<Window> window) {
        this.context = context;
        this.lines = lines;
        this.actions = actions;
        this.resending = resending;
        this.window = window;
        getItems().setAll(copyId, copyCurl, new SeparatorMenuItem(), again, asNew, new SeparatorMenuItem(), tryNow, cancel);
        setOnShowing(_ -> prepare());
        name(1);
    }

    /** The menu of {@code table}: also for the keys, of which the toolkit tells nothing on Linux. */
    void attachTo(TableView<?> table) {
        table.setContextMenu(this);
        table.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.CONTEXT_MENU || key.getCode() == KeyCode.F10 && key.isShiftDown()) {
                key.consume();
                lines.selectFocused();
                lines.focusedLine().ifPresent(this::openAt);
            }
        });
    }

    /** With the keyboard on its first entry, which the toolkit sees to only when it is shown for the first time. */
    private void openAt(Node line) {
        show(line, Side.BOTTOM, 0, 0);
        getSkin().getNode().lookup(".menu-item").requestFocus();
    }

    /** In words for so many messages. */
    private void name(int count) {
        getItems().stream().filter(item -> item.getUserData() instanceof String)
                .forEach(item -> item.setText(context.text((String) item.getUserData(), count)));
    }

    private static MenuItem item(String name, String key, Runnable action) {
        var item = new MenuItem();
        item.setId("menu" + name);
        item.setUserData(key);
        item.setOnAction(_ -> action.run());
        return item;
    }

    private void prepare() {
        List<MessageRow> rows = lines.selected();
        boolean isKnown = !rows.isEmpty() && rows.size() == lines.selectedCount();
        boolean isAnyWaiting = rows.stream().anyMatch(row -> !row.state().isFinal());
        name(rows.size());
        copyId.setDisable(!isKnown);
        copyCurl.setDisable(!isKnown || rows.size() > 1);
        again.setDisable(!isKnown || rows.stream().noneMatch(row -> row.state().isFinal()));
        asNew.setDisable(!isKnown);
        tryNow.setDisable(!isKnown || !isAnyWaiting);
        cancel.setDisable(!isKnown || !isAnyWaiting);
    }

    private void copyIds() {
        actions.copyIds(lines.selected());
    }

    private void copyCurl() {
        actions.copyCurl(lines.selected().getFirst());
    }

    private void resend(Way way) {
        resending.resend(window.get(), way, selection());
    }

    private void tryNow() {
        actions.tryNow(selection());
    }

    private void cancel() {
        actions.cancel(selection());
    }

    private Selection.These selection() {
        return new Selection.These(lines.selected().stream().map(MessageRow::number).toList());
    }
}

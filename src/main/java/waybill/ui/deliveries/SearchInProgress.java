package waybill.ui.deliveries;

import java.time.Duration;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

import waybill.ui.Background;

/** Whether all that the latest search finds is still looked for, and for how long. Used on the window's thread. */
final class SearchInProgress {
    /** Until then, what is shown may stay without a word. */
    private static final Duration UNREMARKED = Duration.ofMillis(200);

    private final Background background;
    private final ReadOnlyBooleanWrapper isLong = new ReadOnlyBooleanWrapper();
    private int latest;
    private boolean isRunning;

    SearchInProgress(Background background) {
        this.background = background;
    }

    /** @return what {@link #end} is to be told */
    int begin() {
        latest++;
        int mine = latest;
        isRunning = true;
        background.after(UNREMARKED, () -> {
            if (isRunning && mine == latest) {
                isLong.set(true);
            }
        });
        return mine;
    }

    /** That search found something or failed. Nothing happens where there is a later one. */
    void end(int search) {
        if (search == latest) {
            end();
        }
    }

    void end() {
        isRunning = false;
        isLong.set(false);
    }

    boolean isRunning() {
        return isRunning;
    }

    ReadOnlyBooleanProperty isLongProperty() {
        return isLong.getReadOnlyProperty();
    }
}

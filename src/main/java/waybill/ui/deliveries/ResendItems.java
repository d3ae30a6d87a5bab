package waybill.ui.deliveries;

import java.util.List;

import javafx.scene.control.MenuItem;

import waybill.delivery.MessageRow;
import waybill.delivery.Selection;
import waybill.ui.Context;
import waybill.ui.deliveries.Resending.Way;

/**
 * The menu for what is to be sent again: how many each entry is about, or why it cannot be chosen.
 *
 * @param selected for the selected messages, one for each {@link Way} in its order
 * @param matching for all that the search finds, likewise
 */
record ResendItems(Context context, LogTable lines, List<MenuItem> selected, List<MenuItem> matching) {
    /** More are not held in memory one by one; there is the search for them. */
    private static final int MOST_SELECTED = 1_000;

    /** @param found how many messages the search finds */
    void prepare(long found) {
        int count = lines.selectedCount();
        boolean isPossible = count > 0 && count <= MOST_SELECTED && lines.selected().size() == count;
        for (Way way : Way.values()) {
            var item = selected.get(way.ordinal());
            item.setDisable(!isPossible);
            item.setText(count > MOST_SELECTED
                    ? context.text("resend.tooMany", MOST_SELECTED)
                    : context.text("resend.selected." + way, count));
            matching.get(way.ordinal()).setText(context.text("resend.matching." + way, found));
        }
    }

    Selection.These selection() {
        return new Selection.These(lines.selected().stream().map(MessageRow::number).toList());
    }
}

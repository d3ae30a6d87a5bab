package waybill.ui.deliveries;

import java.util.List;
import java.util.OptionalInt;

import waybill.delivery.MessageRow;

/**
 * What a look into the log found.
 *
 * @param size how many messages the search finds
 * @param total how many there are
 * @param anchor the place of the message by which the view is held, if it was asked for
 * @param from the place of the first of {@code rows}
 */
record Found(int size, long total, OptionalInt anchor, int from, List<MessageRow> rows) {
    Places places() {
        return new Places(from, from + rows.size());
    }
}

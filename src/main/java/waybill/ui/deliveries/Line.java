package waybill.ui.deliveries;

import java.util.Optional;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import waybill.delivery.MessageRow;

/** A line of the table: empty until its message was read. */
final class Line {
    private final ReadOnlyObjectWrapper<Optional<MessageRow>> row = new ReadOnlyObjectWrapper<>(Optional.empty());

    ReadOnlyObjectProperty<Optional<MessageRow>> rowProperty() {
        return row.getReadOnlyProperty();
    }

    Optional<MessageRow> row() {
        return row.get();
    }

    void show(MessageRow newRow) {
        row.set(Optional.of(newRow));
    }

    /** Whether another message stands here than {@code other}; a line that is empty is nobody's. */
    boolean isOtherThan(MessageRow other) {
        return row().filter(known -> known.number() != other.number()).isPresent();
    }
}

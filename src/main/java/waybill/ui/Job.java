package waybill.ui;

import java.util.Optional;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import waybill.delivery.Cancellation;

/** One piece of work in the background, as the status line shows it. Changed on the window's thread only. */
public final class Job {
    private final ReadOnlyStringWrapper text;
    private final Optional<Cancellation> cancellation;

    /** Work that {@code cancellation} ends early. */
    public Job(String title, Cancellation cancellation) {
        this(title, Optional.of(cancellation));
    }

    Job(String title, Optional<Cancellation> cancellation) {
        this.text = new ReadOnlyStringWrapper(title);
        this.cancellation = cancellation;
    }

    /** What it does, and the stage it is in. */
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    public void setText(String newText) {
        text.set(newText);
    }

    /** Ends it early, where that is possible. */
    public Optional<Cancellation> cancellation() {
        return cancellation;
    }
}

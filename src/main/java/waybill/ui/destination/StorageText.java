package waybill.ui.destination;

import waybill.destination.StorageException;
import waybill.ui.Messages;

/** Why something could not be stored, in words. */
public final class StorageText {
    private final Messages messages;

    public StorageText(Messages messages) {
        this.messages = messages;
    }

    /** Why it could not be saved. */
    public String of(Throwable failure) {
        var fault = failure instanceof StorageException storage ? storage.fault() : StorageException.Fault.OTHER;
        return messages.text("storage." + fault);
    }

    /** What stands in the way, and what to do about it: where part of the work was done, or is tried again anyway. */
    public String reason(Throwable failure) {
        return reason(failure instanceof StorageException storage ? storage.fault() : StorageException.Fault.OTHER);
    }

    public String reason(StorageException.Fault fault) {
        return messages.text("reason." + fault);
    }

    /** Why it could not be read. */
    public String ofReading(Throwable failure) {
        boolean isDamaged = failure instanceof StorageException storage && storage.fault() == StorageException.Fault.DAMAGED;
        return messages.text(isDamaged ? "storage.DAMAGED" : "storage.unreadable");
    }
}

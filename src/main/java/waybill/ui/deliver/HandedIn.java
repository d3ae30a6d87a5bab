package waybill.ui.deliver;

import java.util.List;

import waybill.delivery.Cancellation;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.destination.StorageException;
import waybill.intake.Intake.Decision;
import waybill.intake.Intake.NotJson;
import waybill.intake.IntakeSwitch;
import waybill.intake.Refused;
import waybill.intake.Source;

/** What came of handing one message in. */
sealed interface HandedIn {
    /** Among so many a message is looked for that was just handed in. */
    int NEWEST = 40;

    record Accepted(MessageRow row) implements HandedIn {}

    /** It is on disk, but the log cannot be read. */
    record Unseen() implements HandedIn {}

    record NotAccepted(Refused.Reason reason) implements HandedIn {}

    /** The destination went in the same moment. */
    record Stopped() implements HandedIn {}

    /** Hands it in. Not on the window's thread. */
    static HandedIn of(DeliverServices services, Source.Typed source, NotJson notJson) {
        var result = services.intake().handIn(List.of(source), Decision.of(notJson), new IntakeSwitch(new Cancellation()),
                _ -> {});
        if (result.messages() == 0) {
            return result.refused().stream().findFirst().<HandedIn>map(refused -> new NotAccepted(refused.reason()))
                    .orElseGet(Stopped::new);
        }
        return accepted(services, result.batch());
    }

    /** Whatever happens to the log now: what was handed in is on disk, and must not be called refused. */
    private static HandedIn accepted(DeliverServices services, long batch) {
        var log = services.sending().ports().log();
        try {
            // The newest are there before the rest of the log is counted, just after the start.
            return log.page(MessageQuery.all(), 0L, NEWEST).stream().filter(row -> row.batch() == batch).findFirst()
                    .or(() -> log.page(MessageQuery.all().withBatch(batch), 0L, 1).stream().findFirst())
                    .<HandedIn>map(Accepted::new).orElseGet(Unseen::new);
        } catch (StorageException _) {
            return new Unseen();
        }
    }
}

package waybill.ui.deliver;

import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Collectors;

import waybill.delivery.MessageState;
import waybill.intake.FileChangedException;
import waybill.ui.Messages;
import waybill.ui.deliver.BatchRun.Reading;
import waybill.ui.destination.StorageText;
import waybill.ui.sending.Quantities;

/** What came of a batch, in words. */
record BatchWords(Messages messages, InstantSource clock) {
    String summary(BatchRun run) {
        var counts = run.counts();
        String took = new Quantities(messages).duration(Duration.between(run.began(), clock.instant()));
        String text = messages.text(run.reading() instanceof Reading.Earlier ? "batch.summaryGoneOn" : "batch.summary",
                run.reading().messages(), took, counts.of(MessageState.DELIVERED), counts.of(MessageState.FAILED),
                counts.of(MessageState.CANCELLED));
        return switch (run.reading()) {
            case Reading.UnderWay _,Reading.Earlier _ -> text;
            case Reading.Failed(var before, long planned, var why) -> text + " " + messages.text("batch.readingFailed",
                    before.messages(), planned, reason(why));
            case Reading.Done(var result) -> text
                    + (result.leftOut() == 0 ? "" : " " + messages.text("batch.leftOut", result.leftOut()))
                    + (result.sameAgain() == 0 ? "" : " " + messages.text("batch.sameAgain", result.sameAgain()))
                    + (result.complete() ? "" : " " + messages.text("batch.notComplete"));
        };
    }

    /** What is missing of the files by an earlier run; empty where nothing is known to be. */
    String unread(BatchRun run) {
        return run.reading() instanceof Reading.Earlier(var _, var _, var unread)
                ? unread.stream().map(file -> messages.text("batch.unread", file.name(), file.lines().orElse(0)))
                        .collect(Collectors.joining("\n"))
                : "";
    }

    private String reason(Throwable why) {
        return why instanceof FileChangedException changed
                ? messages.text("batch.changed", changed.file())
                : new StorageText(messages).reason(why);
    }
}

package waybill.ui.deliver;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import waybill.delivery.Cancellation;
import waybill.intake.Intake;
import waybill.intake.IntakeProgress;
import waybill.intake.IntakeSwitch;
import waybill.intake.Preview;
import waybill.intake.Source;
import waybill.ui.Context;
import waybill.ui.Job;

/** The look through what was chosen, before anything of it is handed in; one at a time. Used on the window's thread. */
final class BatchLook {
    private final Context context;
    private final Intake intake;
    private IntakeSwitch control = new IntakeSwitch(new Cancellation());

    BatchLook(Context context, Intake intake) {
        this.context = context;
        this.intake = intake;
    }

    /** What the chosen files are, and hold. */
    record Found(List<Source> sources, Preview preview) {}

    /** Told how it goes, unless it is forgotten meanwhile. */
    interface Told {
        void progress(IntakeProgress progress);

        /** @param found nothing where it was cancelled or failed */
        void ended(Optional<Found> found);
    }

    void begin(List<Path> paths, Told told) {
        var cancellation = new Cancellation();
        var mine = new IntakeSwitch(cancellation);
        control = mine;
        context.background().run(new Job(context.text("batch.looking"), cancellation),
                (Consumer<String> _) -> look(paths, mine, told),
                only(mine, found -> told.ended(Optional.of(found).filter(_ -> !cancellation.isCancelled()))),
                only(mine, failure -> {
                    told.ended(Optional.empty());
                    context.background().report(failure);
                }));
    }

    private Found look(List<Path> paths, IntakeSwitch mine, Told told) {
        var found = paths.stream().map(Source::of).toList();
        return new Found(found, intake.preview(found, mine,
                progress -> context.background().show(() -> only(mine, told::progress).accept(progress))));
    }

    /** Ends it, which it tells of. */
    void cancel() {
        control.cancellation().cancel();
    }

    /** Ends it, and tells nothing more. */
    void forget() {
        cancel();
        control = new IntakeSwitch(new Cancellation());
    }

    private <T> Consumer<T> only(IntakeSwitch mine, Consumer<T> then) {
        return result -> {
            if (control == mine) {
                then.accept(result);
            }
        };
    }
}

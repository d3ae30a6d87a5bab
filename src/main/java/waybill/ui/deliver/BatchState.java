package waybill.ui.deliver;

import waybill.intake.IntakeProgress;
import waybill.intake.Preview;

/** How far a batch is. */
sealed interface BatchState {
    record None() implements BatchState {}

    /** The files are looked through. */
    record Looking(IntakeProgress progress) implements BatchState {}

    /** The person decides. */
    record Ready(Preview preview) implements BatchState {}

    record Running(BatchRun run) implements BatchState {}

    record Ended(BatchRun run) implements BatchState {}
}

package waybill.ui.sending;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import waybill.delivery.Hold;
import waybill.ui.Context;
import waybill.ui.Notices;

/** Tells once of each hold that comes while its banner is not to be seen. */
public final class HoldNotice {
    private final Context context;
    private final Notices notices;
    private final BooleanSupplier seen;
    private final Runnable show;
    private Optional<Hold> told = Optional.empty();

    /**
     * @param seen whether the page with the banner is shown
     * @param show shows it
     */
    public HoldNotice(Context context, Notices notices, BooleanSupplier seen, Runnable show) {
        this.context = context;
        this.notices = notices;
        this.seen = seen;
        this.show = show;
    }

    public void watch(SendingModel model, InstantSource clock) {
        var words = new SendingText(context.messages());
        model.statusProperty().addListener((_, _, status) -> {
            if (status.hold().isPresent() && !status.hold().equals(told) && !seen.getAsBoolean()) {
                notices.show(context.text("notice.hold"), words.of(status.hold().get(), clock.instant()), show);
            }
            told = status.hold();
        });
    }
}

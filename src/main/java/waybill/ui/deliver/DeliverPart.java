package waybill.ui.deliver;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import javafx.beans.value.ObservableValue;

import waybill.ui.Context;
import waybill.ui.destination.DestinationModel;

/**
 * What delivers from the window: the batch, which goes on and is told of when it ends whether or not anybody looks, and its page,
 * which is made when it is first shown. Used on the window's thread.
 */
public final class DeliverPart {
    private final Context context;
    private final DeliverServices services;
    private final DeliverLinks links;
    private final Batch batch;
    private final BatchWords words;
    private Optional<DeliverPage> page = Optional.empty();

    /** @param seen whether the page is shown */
    public DeliverPart(Context context, DeliverServices services, DeliverLinks links, BooleanSupplier seen) {
        this.context = context;
        this.services = services;
        this.links = links;
        batch = new Batch(context, services);
        words = new BatchWords(context.messages(), services.clock());
        batch.stateProperty().addListener((_, before, now) -> {
            if (before instanceof BatchState.Running && now instanceof BatchState.Ended(var run) && !seen.getAsBoolean()) {
                links.notices().show(context.text("notice.batch"), words.summary(run), links.deliver());
            }
        });
        services.sending().settingsProperty().addListener((_, _, now) -> now.ifPresent(_ -> batch.goOn()));
        services.sending().settingsProperty().get().ifPresent(_ -> batch.goOn());
    }

    /** Makes the page. @param practiceRuns whether the practice receiver does */
    public DeliverPage page(DestinationModel destination, ObservableValue<Boolean> practiceRuns) {
        var made = new DeliverPage(context, services, links, new DeliverPage.Shown(batch, words, practiceRuns), destination);
        page = Optional.of(made);
        return made;
    }

    /** For a vault that is no longer open. @param all as {@link DeliverPage#forget} has it */
    public void forget(boolean all) {
        page.ifPresent(shown -> shown.forget(all));
        batch.forget(all);
    }
}

package waybill.ui.sending;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;

import waybill.delivery.Cancellation;
import waybill.delivery.DeliveryActions;
import waybill.delivery.DeliverySettings;
import waybill.delivery.Retention;
import waybill.destination.StorageException;
import waybill.ui.Context;
import waybill.ui.Job;
import waybill.ui.Questions.Question;
import waybill.ui.destination.StorageText;

/** How much of the log is kept. Says what would be removed before anything is. */
final class RetentionView {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Context context;
    private final SendingModel model;
    private final Quantities quantities;
    private Future<?> planned = CompletableFuture.completedFuture(null);
    private int asked;

    @FXML private Parent root;
    @FXML private Spinner<Integer> retentionDays;
    @FXML private Spinner<Integer> retentionMegabytes;
    @FXML private Button retentionApply;
    @FXML private Label retentionEffect;
    @FXML private Label retentionRemoved;

    RetentionView(Context context, SendingModel model) {
        this.context = context;
        this.model = model;
        quantities = new Quantities(context.messages());
    }

    @FXML
    private void initialize() {
        retentionDays.setValueFactory(new IntegerSpinnerValueFactory(0, Retention.MOST_DAYS, 0));
        retentionMegabytes.setValueFactory(new IntegerSpinnerValueFactory(0, Retention.MOST_MEGABYTES, 0, 100));
        retentionDays.valueProperty().addListener((_, _, _) -> changed());
        retentionMegabytes.valueProperty().addListener((_, _, _) -> changed());
        model.settingsProperty().addListener((_, before, now) -> {
            if (!before.map(DeliverySettings::retention).equals(now.map(DeliverySettings::retention))) {
                show();
            }
        });
        model.removedProperty().addListener((_, _, _) -> showRemoved());
        showRemoved();
        show();
    }

    /** Stays, since it was done while nobody may have looked. */
    private void showRemoved() {
        var removed = model.removedProperty().get();
        retentionRemoved.setText(removed.map(tally -> context.text("retention.removed", tally.messages(),
                quantities.date(tally.last()))).orElse(""));
        retentionRemoved.setVisible(removed.isPresent());
        retentionRemoved.setManaged(removed.isPresent());
    }

    private void show() {
        model.settingsProperty().get().map(DeliverySettings::retention).ifPresent(retention -> {
            retentionDays.getValueFactory().setValue(retention.days());
            retentionMegabytes.getValueFactory().setValue(retention.megabytes());
            changed();
        });
    }

    private void changed() {
        planned.cancel(false);
        asked++;
        var wanted = wanted();
        boolean isNew = wanted.isPresent() && !wanted.equals(model.settingsProperty().get().map(DeliverySettings::retention));
        retentionApply.setDisable(!isNew);
        retentionEffect.setText(wanted.isEmpty() ? context.text("retention.range", Retention.FEWEST_MEGABYTES) : "");
        if (isNew) {
            planned = context.background().after(PAUSE, () -> preview(wanted.get(), asked));
        }
    }

    /** Empty while a field is cleared, or has a number that is too low. */
    private Optional<Retention> wanted() {
        Integer days = retentionDays.getValue();
        Integer megabytes = retentionMegabytes.getValue();
        return days == null || megabytes == null || megabytes != 0 && megabytes < Retention.FEWEST_MEGABYTES
                ? Optional.empty()
                : Optional.of(new Retention(days, megabytes));
    }

    private void preview(Retention retention, int question) {
        context.background().quietly(() -> look(retention), removal -> {
            if (question == asked) {
                removal.ifPresent(found -> retentionEffect.setText(found.messages() == 0
                        ? context.text("retention.nothing")
                        : context.text("retention.effect", found.messages(), quantities.size(found.bytes()))));
            }
        });
    }

    private Optional<Retention.Removal> look(Retention retention) {
        try {
            return Optional.of(model.ports().actions().preview(retention));
        } catch (StorageException _) {
            // Said when it is applied.
            return Optional.empty();
        }
    }

    @FXML
    private void apply() {
        wanted().ifPresent(retention -> context.background().run(context.text("retention.looking"),
                () -> model.ports().actions().preview(retention), removal -> {
                    if (removal.messages() == 0) {
                        keep(retention);
                    } else {
                        context.questions().ask(root.getScene().getWindow(), new Question("retention.title", "retention.text",
                                "retention.confirm", removal.messages(), quantities.size(removal.bytes())),
                                () -> keep(retention));
                    }
                }, this::failed));
    }

    private void keep(Retention retention) {
        model.change(settings -> settings.withRetention(retention));
        var cancellation = new Cancellation();
        var done = new AtomicLong();
        context.background().run(new Job(context.text("retention.removing"), cancellation),
                (java.util.function.Consumer<String> _) -> model.ports().actions().remove(retention,
                        new DeliveryActions.Progress(cancellation, done::set)),
                removed -> {
                    changed();
                    retentionEffect.setText(context.text("retention.done", removed.messages(), quantities.size(removed.bytes())));
                    model.lookAtRemoved();
                    model.logChanged();
                }, failure -> {
                    failed(failure, done.get());
                    model.lookAtRemoved();
                    model.logChanged();
                });
    }

    private void failed(Throwable failure, long done) {
        if (done == 0) {
            failed(failure);
        } else {
            retentionEffect.setText(
                    context.text("retention.partly", done, new StorageText(context.messages()).reason(failure)));
        }
    }

    private void failed(Throwable failure) {
        retentionEffect.setText(new StorageText(context.messages()).of(failure));
    }
}

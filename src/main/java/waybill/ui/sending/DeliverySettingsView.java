package waybill.ui.sending;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;

import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.DoubleSpinnerValueFactory;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.layout.VBox;

import waybill.delivery.DeliverySettings;
import waybill.delivery.RetryPolicy;
import waybill.ui.Context;
import waybill.ui.destination.StorageText;

/** How messages are delivered: retries with their schedule, limits, hold, and what the log keeps. */
public final class DeliverySettingsView {
    private static final double FACTOR_STEP = 0.5;

    private final Context context;
    private final SendingModel model;
    private final InstantSource clock;
    private final ScheduleDrawing drawing;
    private boolean showing;

    @FXML private Parent root;
    @FXML private Spinner<Integer> retryCount;
    @FXML private Spinner<Integer> retryFirstDelay;
    @FXML private Spinner<Double> retryFactor;
    @FXML private VBox drawingSlot;
    @FXML private Spinner<Integer> attemptsAtOnce;
    @FXML private Spinner<Integer> attemptsPerSecond;
    @FXML private Spinner<Integer> holdAfter;
    @FXML private VBox retentionSlot;
    @FXML private Label deliverySettingsError;

    public DeliverySettingsView(Context context, SendingModel model, InstantSource clock) {
        this.context = context;
        this.model = model;
        this.clock = clock;
        drawing = new ScheduleDrawing(context);
    }

    @FXML
    private void initialize() {
        drawingSlot.getChildren().setAll(drawing);
        retentionSlot.getChildren().setAll(context.views().load(new RetentionView(context, model)));
        number(retryCount, 0, RetryPolicy.MOST_RETRIES, (settings, count) -> settings
                .withRetry(new RetryPolicy(count, settings.retry().firstDelay(), settings.retry().factor())));
        number(retryFirstDelay, (int) RetryPolicy.SHORTEST_FIRST_DELAY.toSeconds(),
                (int) RetryPolicy.LONGEST_FIRST_DELAY.toSeconds(), (settings, seconds) -> settings
                        .withRetry(new RetryPolicy(settings.retry().retries(), Duration.ofSeconds(seconds),
                                settings.retry().factor())));
        retryFactor.setValueFactory(new DoubleSpinnerValueFactory(1, RetryPolicy.HIGHEST_FACTOR, 1, FACTOR_STEP));
        changes(retryFactor, (settings, factor) -> settings
                .withRetry(new RetryPolicy(settings.retry().retries(), settings.retry().firstDelay(), factor)));
        number(attemptsAtOnce, 1, DeliverySettings.MOST_AT_ONCE, DeliverySettings::withAtOnce);
        number(attemptsPerSecond, 0, DeliverySettings.MOST_PER_SECOND, DeliverySettings::withPerSecond);
        number(holdAfter, 0, DeliverySettings.MOST_HOLD_AFTER, DeliverySettings::withHoldAfter);
        model.settingsProperty().addListener((_, _, _) -> show());
        model.failureProperty().addListener((_, _, _) -> showFailure());
        show();
        showFailure();
    }

    private void show() {
        Optional<DeliverySettings> known = model.settingsProperty().get();
        root.setDisable(known.isEmpty());
        known.ifPresent(settings -> {
            showing = true;
            retryCount.getValueFactory().setValue(settings.retry().retries());
            retryFirstDelay.getValueFactory().setValue((int) settings.retry().firstDelay().toSeconds());
            retryFactor.getValueFactory().setValue(settings.retry().factor());
            attemptsAtOnce.getValueFactory().setValue(settings.atOnce());
            attemptsPerSecond.getValueFactory().setValue(settings.perSecond());
            holdAfter.getValueFactory().setValue(settings.holdAfter());
            showing = false;
            drawing.draw(settings.retry(), clock.instant());
        });
    }

    private void showFailure() {
        var failure = model.failureProperty().get();
        deliverySettingsError.setText(failure.map(new StorageText(context.messages())::of).orElse(""));
        deliverySettingsError.setVisible(failure.isPresent());
        deliverySettingsError.setManaged(failure.isPresent());
    }

    private void number(Spinner<Integer> spinner, int least, int most,
            BiFunction<DeliverySettings, Integer, DeliverySettings> change) {
        spinner.setValueFactory(new IntegerSpinnerValueFactory(least, most, least));
        changes(spinner, change);
    }

    private <T> void changes(Spinner<T> spinner, BiFunction<DeliverySettings, T, DeliverySettings> change) {
        spinner.valueProperty().addListener((_, _, value) -> {
            // Null while the field is cleared: what was set before holds until there is a number again.
            if (value != null && !showing) {
                model.change(settings -> change.apply(settings, value));
            }
        });
    }
}

package waybill.ui.deliveries;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import waybill.delivery.DeliveryLog;
import waybill.delivery.Period;
import waybill.delivery.Statistics;
import waybill.ui.Context;

/** Outcomes over time and latency, for the period that is searched. Made when first shown. */
final class Pictures extends HBox {
    private static final int BARS = 30;
    /** Between two drawings: a chart is no ticker, and takes some time to lay out. */
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Lower ones have no room for a bar: in a small window they are scrolled. */
    private static final double LOWEST = 190;

    private final Context context;
    private final DeliveryLog log;
    private final InstantSource clock;
    private final Supplier<Optional<Period>> chosen;
    private final OutcomeChart outcomes;
    private final LatencyChart latency;
    private final Label nothing;
    private final ScrollPane frame = new ScrollPane(this);
    private boolean drawing;
    private boolean drawAgain;

    /**
     * @param chosen the period that is searched; empty for all
     * @param narrow told the period of a bar that was chosen
     */
    Pictures(Context context, DeliveriesServices services, RowText words, Supplier<Optional<Period>> chosen,
            Consumer<Period> narrow) {
        this.context = context;
        this.log = services.ports().log();
        this.clock = services.clock();
        this.chosen = chosen;
        outcomes = new OutcomeChart(context, words, narrow);
        latency = new LatencyChart(context, words);
        nothing = new Label(context.text("pictures.nothing"));
        nothing.getStyleClass().add("empty-text");
        nothing.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        nothing.setAlignment(Pos.CENTER);
        setId("pictures");
        setMinHeight(LOWEST);
        frame.setFitToWidth(true);
        frame.setFitToHeight(true);
        getStyleClass().add("pictures");
        for (var each : new VBox[]{outcomes, latency}) {
            HBox.setHgrow(each, Priority.ALWAYS);
            each.setPrefWidth(0);
            each.setMinHeight(0);
        }
        HBox.setHgrow(nothing, Priority.ALWAYS);
    }

    /** They and the scroll bar beside them. */
    Node frame() {
        return frame;
    }

    /** Draws anew: one at a time, and once more soon after if something changed meanwhile. */
    void refresh() {
        if (drawing) {
            drawAgain = true;
            return;
        }
        drawing = true;
        drawAgain = false;
        Optional<Period> asked = chosen.get();
        Instant now = clock.instant();
        context.background().quietly(() -> read(asked, now), drawn -> {
            draw(drawn);
            context.background().after(PAUSE, this::drawn);
        }, _ -> context.background().after(PAUSE, this::drawn));
    }

    private void drawn() {
        drawing = false;
        if (drawAgain && getScene() != null) {
            refresh();
        }
    }

    private Optional<Statistics> read(Optional<Period> asked, Instant now) {
        return log.extent().flatMap(extent -> {
            Instant from = asked.map(Period::from).filter(extent.from()::isBefore).orElse(extent.from());
            // The end is exclusive, and what is still to come has no bar.
            Instant known = extent.to().plusMillis(1);
            Instant to = asked.map(Period::to).filter(end -> end.isBefore(now)).filter(known::isAfter).orElse(known);
            return from.isBefore(to) ? Optional.of(log.statistics(new Period(from, to), BARS)) : Optional.empty();
        }).filter(statistics -> statistics.bars().stream().anyMatch(bar -> bar.counts().total() > 0));
    }

    private void draw(Optional<Statistics> drawn) {
        if (drawn.isEmpty()) {
            getChildren().setAll(nothing);
            return;
        }
        outcomes.show(drawn.get().bars());
        latency.show(drawn.get().latency());
        if (getChildren().size() != 2) {
            getChildren().setAll(outcomes, latency);
        }
    }
}

package waybill.ui.deliveries;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.geometry.Side;
import javafx.scene.chart.CategoryAxis;
import javafx.scene.chart.StackedBarChart;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import waybill.delivery.MessageState;
import waybill.delivery.Period;
import waybill.delivery.StateCounts;
import waybill.delivery.Statistics.Bar;
import waybill.ui.Context;
import waybill.ui.sending.Quantities;

/**
 * Messages by the time of their latest outcome, stacked by state. The arrow keys go from bar to bar, Enter or a click
 * narrows the search to one.
 */
final class OutcomeChart extends VBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    /** From the bottom up; what waits for a retry is the sum of waiting and held. */
    private static final List<MessageState> STACKED = List.of(MessageState.DELIVERED, MessageState.FAILED, MessageState.WAITING,
            MessageState.CANCELLED);

    private final Context context;
    private final RowText words;
    private final Consumer<Period> narrow;
    private final CategoryAxis axis = new CategoryAxis();
    private final StackedBarChart<String, Number> chart;
    private final Map<MessageState, XYChart.Series<String, Number>> series = new EnumMap<>(MessageState.class);
    private final Label from = new Label();
    private final Label to = new Label();
    private final Label chosen = new Label();
    private List<Bar> bars = List.of();
    private OptionalInt place = OptionalInt.empty();

    OutcomeChart(Context context, RowText words, Consumer<Period> narrow) {
        this.context = context;
        this.words = words;
        this.narrow = narrow;
        chart = new StackedBarChart<>(axis, CountAxis.of(new Quantities(context.messages())));
        var title = new Label(context.text("pictures.outcomes"));
        title.getStyleClass().add("section-title");
        chosen.setId("outcomeBar");
        chosen.getStyleClass().add("note");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var ends = new HBox(from, gap, to);
        ends.getStyleClass().addAll("chart-ends", "note");
        prepareChart();
        VBox.setVgrow(chart, Priority.ALWAYS);
        getStyleClass().add("picture");
        getChildren().setAll(title, chart, ends, chosen);
    }

    /** Draws these. */
    void show(List<Bar> newBars) {
        bars = newBars;
        axis.setCategories(FXCollections.observableArrayList(
                IntStream.range(0, bars.size()).mapToObj(String::valueOf).toList()));
        for (MessageState state : STACKED) {
            var data = series.get(state).getData();
            for (int i = 0; i < bars.size(); i++) {
                long count = count(bars.get(i).counts(), state);
                if (i < data.size()) {
                    data.get(i).setYValue(count);
                } else {
                    data.add(new XYChart.Data<>(String.valueOf(i), count));
                }
                listen(data.get(i), i);
            }
        }
        from.setText(words.time(bars.getFirst().period().from()));
        to.setText(words.time(bars.getLast().period().to()));
        chart.setAccessibleText(context.text("pictures.outcomes.read", from.getText(), to.getText(), inWords(sum())));
        point(place);
    }

    private void prepareChart() {
        chart.setId("outcomeChart");
        chart.getStyleClass().add("outcome-chart");
        chart.setAnimated(false);
        chart.setCategoryGap(2);
        chart.setMinSize(0, 0);
        // The ends of the time axis stand below.
        chart.setLegendSide(Side.TOP);
        axis.setTickLabelsVisible(false);
        axis.setTickMarkVisible(false);
        chart.setFocusTraversable(true);
        chart.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        chart.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                point(OptionalInt.empty());
            }
        });
        for (MessageState state : STACKED) {
            var each = new XYChart.Series<String, Number>();
            each.setName(words.state(state));
            series.put(state, each);
            chart.getData().add(each);
        }
    }

    private void listen(XYChart.Data<String, Number> data, int i) {
        var node = data.getNode();
        Tooltip.install(node, new Tooltip(inWords(bars.get(i))));
        node.setOnMouseEntered(_ -> point(OptionalInt.of(i)));
        node.setOnMouseClicked(_ -> narrow.accept(bars.get(i).period()));
    }

    private void pressed(KeyEvent key) {
        if (key.getCode() == KeyCode.LEFT || key.getCode() == KeyCode.RIGHT) {
            int last = bars.size() - 1;
            int step = key.getCode() == KeyCode.LEFT ? -1 : 1;
            point(OptionalInt.of(place.isPresent() ? Math.clamp(place.getAsInt() + step, 0, last) : step < 0 ? last : 0));
            key.consume();
        } else if ((key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE) && place.isPresent()) {
            narrow.accept(bars.get(place.getAsInt()).period());
            key.consume();
        }
    }

    /** Says what that bar stands for. */
    private void point(OptionalInt newPlace) {
        place = newPlace;
        series.values().forEach(each -> {
            for (int i = 0; i < each.getData().size(); i++) {
                each.getData().get(i).getNode().pseudoClassStateChanged(CHOSEN, place.equals(OptionalInt.of(i)));
            }
        });
        chosen.setText(place.isPresent() ? inWords(bars.get(place.getAsInt())) : context.text("pictures.outcomes.hint"));
        chart.setAccessibleHelp(chosen.getText());
    }

    private String inWords(Bar bar) {
        return context.text("pictures.bar", words.time(bar.period().from()), words.time(bar.period().to()),
                inWords(bar.counts()));
    }

    private String inWords(StateCounts counts) {
        String parts = STACKED.stream().filter(state -> count(counts, state) > 0)
                .map(state -> words.state(state) + " " + words.number(count(counts, state))).collect(Collectors.joining(" · "));
        return parts.isEmpty() ? context.text("pictures.none") : parts;
    }

    private StateCounts sum() {
        var sum = new EnumMap<MessageState, Long>(MessageState.class);
        bars.forEach(bar -> bar.counts().counts().forEach((state, count) -> sum.merge(state, count, Long::sum)));
        return new StateCounts(sum);
    }

    private static long count(StateCounts counts, MessageState state) {
        return counts.of(state) + (state == MessageState.WAITING ? counts.of(MessageState.HELD) : 0);
    }
}

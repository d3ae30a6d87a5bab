package waybill.ui.deliveries;

import java.time.Duration;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.stream.Collectors;

import javafx.collections.FXCollections;
import javafx.scene.chart.BarChart;
import javafx.scene.chart.CategoryAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import waybill.delivery.Statistics.Latency;
import waybill.ui.Context;
import waybill.ui.sending.Quantities;

/** How long answers took: percentiles in words, and how many took how long. */
final class LatencyChart extends VBox {
    private final Context context;
    private final RowText words;
    private final Label percentiles = new Label();
    private final CategoryAxis axis = new CategoryAxis();
    private final BarChart<String, Number> chart;
    private final XYChart.Series<String, Number> series = new XYChart.Series<>();

    LatencyChart(Context context, RowText words) {
        this.context = context;
        this.words = words;
        chart = new BarChart<>(axis, CountAxis.of(new Quantities(context.messages())));
        var title = new Label(context.text("pictures.latency"));
        title.getStyleClass().add("section-title");
        percentiles.setId("latencyPercentiles");
        percentiles.setWrapText(true);
        percentiles.setMinHeight(Region.USE_PREF_SIZE);
        chart.setId("latencyChart");
        chart.getStyleClass().add("latency-chart");
        chart.setAnimated(false);
        chart.setLegendVisible(false);
        chart.setCategoryGap(2);
        chart.setMinSize(0, 0);
        chart.getData().add(series);
        axis.setTickMarkVisible(false);
        VBox.setVgrow(chart, Priority.ALWAYS);
        getStyleClass().add("picture");
        getChildren().setAll(title, percentiles, chart);
    }

    /** Draws it; empty where nothing answered. */
    void show(Optional<Latency> latency) {
        percentiles.setText(latency.map(this::inWords).orElseGet(() -> context.text("pictures.latency.none")));
        List<Entry<Duration, Long>> bars = latency.map(Latency::histogram).map(LatencyChart::trimmed).orElse(List.of());
        series.getData().clear();
        axis.setCategories(FXCollections.observableArrayList(bars.stream().map(this::label).toList()));
        for (var bar : bars) {
            var data = new XYChart.Data<String, Number>(label(bar), bar.getValue());
            series.getData().add(data);
            Tooltip.install(data.getNode(), new Tooltip(inWords(bar)));
        }
        chart.setAccessibleText(percentiles.getText() + " "
                + bars.stream().filter(bar -> bar.getValue() > 0).map(this::inWords).collect(Collectors.joining(", ")));
    }

    private String inWords(Latency latency) {
        return context.text("pictures.percentiles", words.duration(latency.p50()), words.duration(latency.p95()),
                words.duration(latency.p99()), latency.messages());
    }

    private String inWords(Entry<Duration, Long> bar) {
        return context.text("pictures.latency.bar", label(bar), bar.getValue());
    }

    private String label(Entry<Duration, Long> bar) {
        return "< " + words.duration(bar.getKey());
    }

    /** Without the empty ones at both ends. */
    private static List<Entry<Duration, Long>> trimmed(List<Entry<Duration, Long>> all) {
        int from = 0;
        int to = all.size();
        while (from < to && all.get(from).getValue() == 0) {
            from++;
        }
        while (to > from && all.get(to - 1).getValue() == 0) {
            to--;
        }
        return all.subList(from, to);
    }
}

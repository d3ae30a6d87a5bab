package waybill.ui.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import waybill.delivery.RetryPolicy;
import waybill.ui.Context;

/** A bar for each retry, as long as the wait before it; in a logarithmic measure, for waits go from a second to a day. */
final class ScheduleDrawing extends GridPane {
    private static final double SHORTEST_BAR = 0.04;

    private final Context context;
    private final Quantities quantities;

    ScheduleDrawing(Context context) {
        this.context = context;
        quantities = new Quantities(context.messages());
        setId("retryDrawing");
        getStyleClass().add("schedule");
        var bars = new ColumnConstraints();
        bars.setHgrow(Priority.ALWAYS);
        getColumnConstraints().setAll(new ColumnConstraints(), bars, new ColumnConstraints());
    }

    void draw(RetryPolicy policy, Instant now) {
        getChildren().clear();
        List<Duration> waits = policy.schedule();
        List<Instant> times = ScheduleText.times(policy, now);
        double longest = waits.stream().mapToDouble(ScheduleDrawing::length).max().orElse(1);
        if (waits.isEmpty()) {
            add(new Label(context.text("schedule.none")), 0, 0, 3, 1);
        }
        for (int row = 0; row < waits.size(); row++) {
            add(text(context.text("schedule.retry", row + 1)), 0, row);
            add(bar(length(waits.get(row)) / longest), 1, row);
            add(text(context.text("schedule.wait", quantities.duration(waits.get(row)), quantities.time(times.get(row), now))), 2,
                    row);
        }
    }

    private static Label text(String text) {
        var label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static StackPane bar(double part) {
        var bar = new Region();
        bar.getStyleClass().add("schedule-bar");
        var room = new StackPane(bar);
        room.getStyleClass().add("schedule-room");
        bar.maxWidthProperty().bind(room.widthProperty().multiply(Math.max(part, SHORTEST_BAR)));
        return room;
    }

    private static double length(Duration wait) {
        return Math.log1p(wait.toMillis());
    }
}

package waybill.ui.receiver;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import waybill.receiver.ReceivedRequest;
import waybill.ui.Context;

/** The columns of the received requests. */
final class RequestTable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Context context;
    private final TableView<ReceivedRequest> table;

    RequestTable(Context context, TableView<ReceivedRequest> table) {
        this.context = context;
        this.table = table;
    }

    void build() {
        var verdicts = new VerdictText(context.messages());
        add("receiver.column.time", 80, request -> TIME.format(request.at().atZone(ZoneId.systemDefault())));
        add("receiver.column.request", 170, request -> request.head().method() + " " + request.head().shownTarget());
        add("receiver.column.size", 70, request -> String.valueOf(request.body().size()));
        add("receiver.column.answer", 80, this::answer);
        add("receiver.column.verdict", 320, request -> verdicts.of(request.verdict()));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        table.setPlaceholder(new Label(context.text("receiver.noRequests")));
    }

    private String answer(ReceivedRequest request) {
        return request.status().isPresent() ? String.valueOf(request.status().getAsInt()) : context.text("receiver.dropped");
    }

    private void add(String key, double width, Function<ReceivedRequest, String> text) {
        var column = new TableColumn<ReceivedRequest, String>(context.text(key));
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        table.getColumns().add(column);
    }
}

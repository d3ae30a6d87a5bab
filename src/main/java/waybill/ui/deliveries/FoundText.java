package waybill.ui.deliveries;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;

import waybill.ui.Context;

/** Says how much a search finds, that it is still looking, or that there is nothing. */
record FoundText(Context context, LogView view) {
    void showIn(Label count, TableView<Line> table) {
        view.waitsProperty().addListener((_, _, _) -> count.setText(count()));
        view.foundProperty().addListener((_, _, _) -> show(count, table));
        show(count, table);
    }

    private void show(Label count, TableView<Line> table) {
        count.setText(count());
        var found = view.foundProperty().get();
        if (found.isEmpty()) {
            table.setPlaceholder(new Label());
        } else if (found.get().size() == 0) {
            table.setPlaceholder(placeholder(found.get().total() == 0));
        }
    }

    /** Never of a part of the log, nor of the search before. */
    private String count() {
        if (view.waitsProperty().get()) {
            return context.text("deliveries.reading");
        }
        return view.foundProperty().get().map(this::count).orElse("");
    }

    private String count(Found found) {
        return view.query().isAll()
                ? context.text("deliveries.count", found.total())
                : context.text("deliveries.countOf", found.size(), found.total());
    }

    private Node placeholder(boolean isLogEmpty) {
        var text = new Label(context.text(isLogEmpty ? "deliveries.empty" : "deliveries.noMatch"));
        text.setId("deliveriesPlaceholder");
        text.setWrapText(true);
        text.getStyleClass().add("empty-text");
        return new StackPane(text);
    }
}

package waybill.ui.deliveries;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;

import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.ui.Context;

/** The table of the messages: its columns, and what of it is seen. */
final class LogTable implements LogView.Table {
    private static final double ROW_HEIGHT = 28;
    /** What a column that can be cut off needs at least; the others do not shrink. */
    private static final double NARROWEST = 90;
    private static final double WIDE = 170;
    private static final double MOST_GROWTH = 1.3;

    private final Context context;
    private final TableView<Line> table;
    private final RowText words;

    LogTable(Context context, TableView<Line> table, RowText words) {
        this.context = context;
        this.table = table;
        this.words = words;
    }

    void build() {
        add("time", 118, row -> words.time(row.created()));
        add("name", 190, MessageRow::name);
        add("size", 64, row -> words.size(row.size())).getStyleClass().add("number-column");
        addState();
        add("attempts", 84, row -> words.number(row.attempts())).getStyleClass().add("number-column");
        add("answer", WIDE, row -> row.latest().map(latest -> words.answer(latest.answer())).orElse(""));
        add("duration", 80, row -> row.latest().map(latest -> words.duration(latest.duration())).orElse(""))
                .getStyleClass().add("number-column");
        table.setFixedCellSize(ROW_HEIGHT);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    }

    @Override
    public void show(LogLines lines) {
        table.getSelectionModel().clearSelection();
        table.setItems(lines);
        table.scrollTo(0);
    }

    @Override
    public Places seen() {
        return flow().map(flow -> new Places(index(flow.getFirstVisibleCell()), index(flow.getLastVisibleCell()) + 1))
                .orElse(new Places(0, 1));
    }

    @Override
    public void move(int by) {
        flow().ifPresent(flow -> {
            // It has to know first how many lines there are now.
            table.layout();
            flow.scrollPixels(by * ROW_HEIGHT);
        });
    }

    @Override
    public boolean isSelected(int place) {
        return table.getSelectionModel().isSelected(place);
    }

    @Override
    public void deselect(int place) {
        table.getSelectionModel().clearSelection(place);
    }

    /** How many lines are selected, whether their messages were read or not. */
    int selectedCount() {
        return table.getSelectionModel().getSelectedIndices().size();
    }

    /** Those of the selected messages that were read. */
    List<MessageRow> selected() {
        return List.copyOf(table.getSelectionModel().getSelectedIndices()).stream()
                .map(place -> table.getItems().get(place).row()).flatMap(Optional::stream).toList();
    }

    private Optional<VirtualFlow<?>> flow() {
        return Optional.ofNullable((VirtualFlow<?>) table.lookup(".virtual-flow"));
    }

    private static int index(IndexedCell<?> cell) {
        return cell == null ? 0 : Math.max(0, cell.getIndex());
    }

    private TableColumn<Line, String> add(String name, double width, Function<MessageRow, String> text) {
        var column = new TableColumn<Line, String>(context.text("deliveries.column." + name));
        column.setCellValueFactory(cell -> text(cell.getValue(), text));
        prepare(column, width);
        return column;
    }

    private static ObservableValue<String> text(Line line, Function<MessageRow, String> text) {
        return line == null ? new SimpleStringProperty("") : line.rowProperty().map(row -> row.map(text).orElse(""));
    }

    private void addState() {
        var column = new TableColumn<Line, Optional<MessageState>>(context.text("deliveries.column.state"));
        column.setCellValueFactory(cell -> cell.getValue().rowProperty().map(row -> row.map(MessageRow::state)));
        column.setCellFactory(_ -> new StateCell());
        prepare(column, 84);
    }

    private void prepare(TableColumn<Line, ?> column, double width) {
        column.setPrefWidth(width);
        column.setMinWidth(width < WIDE ? width : NARROWEST);
        column.setMaxWidth(width < WIDE ? width * MOST_GROWTH : Double.MAX_VALUE);
        // The newest come first, and only so can the database give any place of a million at once.
        column.setSortable(false);
        column.setReorderable(false);
        table.getColumns().add(column);
    }

    /** The state in words, and in a colour of its own. */
    private final class StateCell extends TableCell<Line, Optional<MessageState>> {
        @Override
        protected void updateItem(Optional<MessageState> state, boolean empty) {
            super.updateItem(state, empty);
            Optional<MessageState> shown = empty || state == null ? Optional.empty() : state;
            setText(shown.map(words::state).orElse(""));
            new StateLook(shown).applyTo(this);
        }
    }
}

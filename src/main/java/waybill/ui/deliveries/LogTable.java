package waybill.ui.deliveries;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;

import waybill.delivery.MessageOrder;
import waybill.delivery.MessageOrder.By;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.ui.Context;

/** The table of the messages: its columns, and what of it is seen. */
final class LogTable implements LogDisplay {
    private static final double ROW_HEIGHT = 28;
    /** What a column needs at least. */
    private static final double NARROWEST = 90;
    private static final double ANSWER_NEEDS = 116;
    private static final double WIDE = 170;
    /** And the border. */
    private static final double SCROLL_BAR = 18;

    private final Context context;
    private final TableView<Line> table;
    private final RowText words;
    private boolean isShowing;
    private final Map<TableColumn<Line, ?>, By> sortable = new HashMap<>();

    LogTable(Context context, TableView<Line> table, RowText words) {
        this.context = context;
        this.table = table;
        this.words = words;
    }

    void build() {
        var time = add("time", 112, row -> words.time(row.created()));
        sortable.put(time, By.AGE);
        var name = add("name", WIDE, MessageRow::name);
        // Names of a series differ at their end.
        name.setCellFactory(_ -> new NameCell());
        sortable.put(name, By.NAME);
        sortable.put(number(add("size", 64, row -> words.size(row.size()))), By.SIZE);
        sortable.put(addState(), By.STATE);
        sortable.put(number(add("attempts", 98, row -> words.number(row.attempts()))), By.ATTEMPTS);
        var answer = add("answer", WIDE, row -> row.latest().map(latest -> words.answer(latest.answer())).orElse(""));
        sortable.put(number(add("duration", 92, row -> row.latest().map(latest -> words.duration(latest.duration())).orElse(""))),
                By.DURATION);
        table.getColumns().forEach(column -> column.setSortable(sortable.containsKey(column)));
        time.setSortType(TableColumn.SortType.DESCENDING);
        table.getSortOrder().setAll(List.of(time));
        table.setFixedCellSize(ROW_HEIGHT);
        table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
        table.widthProperty().addListener((_, _, width) -> spread(width.doubleValue(), name, answer));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    }

    /** @param sorter told by what the person wants the messages sorted; the lines stay as they are until it shows others */
    void onSort(Consumer<MessageOrder> sorter) {
        table.setSortPolicy(_ -> {
            if (!isShowing) {
                sorter.accept(order());
            }
            return true;
        });
    }

    /** By the column whose header was clicked first; without one the newest come first. */
    private MessageOrder order() {
        return table.getSortOrder().stream().findFirst()
                .map(column -> new MessageOrder(sortable.get(column), column.getSortType() == TableColumn.SortType.DESCENDING))
                .orElse(MessageOrder.NEWEST_FIRST);
    }

    @Override
    public void show(LogLines lines) {
        table.getSelectionModel().clearSelection();
        var sorted = List.copyOf(table.getSortOrder());
        isShowing = true;
        table.setItems(lines);
        // Other lines make the table forget by what it is sorted.
        table.getSortOrder().setAll(sorted);
        isShowing = false;
        // Else the keyboard would begin in the middle of what another search found.
        table.getFocusModel().focus(0);
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
    public boolean hasSelection() {
        return !table.getSelectionModel().isEmpty();
    }

    @Override
    public void deselect(int place) {
        table.getSelectionModel().clearSelection(place);
    }

    /** Selects the line that the keyboard is on, where none is selected. */
    void selectFocused() {
        int focused = table.getFocusModel().getFocusedIndex();
        if (!hasSelection() && !table.getItems().isEmpty()) {
            table.getSelectionModel().select(Math.max(0, focused));
        }
    }

    /** The line that the keyboard is on, scrolled to where it can be seen. */
    Optional<Node> focusedLine() {
        int focused = table.getFocusModel().getFocusedIndex();
        return flow().filter(_ -> focused >= 0 && focused < table.getItems().size()).map(flow -> {
            flow.scrollTo(focused);
            return flow.getCell(focused);
        });
    }

    /** Selects nothing, and leaves the keyboard where it is. */
    void selectNothing() {
        int focused = table.getFocusModel().getFocusedIndex();
        table.getSelectionModel().clearSelection();
        table.requestFocus();
        table.getFocusModel().focus(focused);
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

    /** What the others leave goes to the columns with the longest texts. */
    private void spread(double width, TableColumn<Line, ?> name, TableColumn<Line, ?> answer) {
        double others = table.getColumns().stream().filter(column -> column != name && column != answer)
                .mapToDouble(TableColumn::getWidth).sum();
        double rest = width - others - SCROLL_BAR;
        double forAnswer = Math.max(ANSWER_NEEDS, rest / 2);
        answer.setPrefWidth(forAnswer);
        name.setPrefWidth(Math.max(NARROWEST, rest - forAnswer));
    }

    private static TableColumn<Line, String> number(TableColumn<Line, String> column) {
        column.getStyleClass().add("number-column");
        return column;
    }

    private static ObservableValue<String> text(Line line, Function<MessageRow, String> text) {
        return line == null ? new SimpleStringProperty("") : line.rowProperty().map(row -> row.map(text).orElse(""));
    }

    private TableColumn<Line, ?> addState() {
        var column = new TableColumn<Line, Optional<MessageState>>(context.text("deliveries.column.state"));
        column.setCellValueFactory(cell -> cell.getValue().rowProperty().map(row -> row.map(MessageRow::state)));
        column.setCellFactory(_ -> new StateCell());
        prepare(column, 84);
        return column;
    }

    private void prepare(TableColumn<Line, ?> column, double width) {
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, NARROWEST));
        column.setReorderable(false);
        table.getColumns().add(column);
    }

    private static final class NameCell extends TableCell<Line, String> {
        private NameCell() {
            setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        }

        @Override
        protected void updateItem(String name, boolean empty) {
            super.updateItem(name, empty);
            setText(empty ? null : name);
        }
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

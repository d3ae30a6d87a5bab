package waybill;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import javafx.geometry.Side;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;

/** What a person sees of the log's table, and selects in it. */
final class LogPage {
    private static final int NAME = 1;
    private static final int STATE = 3;

    private final Person person;

    LogPage(Person person) {
        this.person = person;
    }

    /** Waits until the table begins with messages of these names. */
    LogPage awaitsNames(String... names) {
        person.awaits("the names " + List.of(names), () -> names().stream().limit(names.length).toList().equals(List.of(names)));
        return this;
    }

    /** The first lines, at most ten. */
    List<String> names() {
        return WindowThread.call(() -> IntStream.range(0, Math.min(10, table().getItems().size()))
                .mapToObj(line -> cell(line, NAME)).toList());
    }

    String state(int line) {
        return WindowThread.call(() -> cell(line, STATE));
    }

    /** Selects these lines, and no others. */
    LogPage selects(int... lines) {
        WindowThread.run(() -> {
            table().getSelectionModel().clearSelection();
            IntStream.of(lines).forEach(table().getSelectionModel()::select);
        });
        return this;
    }

    List<Integer> selected() {
        return WindowThread.call(() -> List.copyOf(table().getSelectionModel().getSelectedIndices()));
    }

    /** As with the wheel, by so many lines. */
    LogPage scrollsBy(int lines) {
        WindowThread.run(() -> flow().scrollPixels(lines * table().getFixedCellSize()));
        return this;
    }

    /** The name in the topmost line that is seen. */
    String topmost() {
        return WindowThread.call(() -> {
            table().layout();
            return cell(flow().getFirstVisibleCell().getIndex(), NAME);
        });
    }

    /** The name in the lowest line that is seen. */
    String lowest() {
        return WindowThread.call(() -> {
            table().layout();
            return cell(flow().getLastVisibleCell().getIndex(), NAME);
        });
    }

    /** As with a click on the header of that title: the robot's clicks do nothing there on the headless platform. */
    LogPage sortsBy(String title) {
        WindowThread.run(() -> {
            TableColumn<?, ?> column = table().getColumns().stream().filter(each -> each.getText().equals(title)).findFirst()
                    .orElseThrow();
            boolean isAscending = table().getSortOrder().contains(column)
                    && column.getSortType() == TableColumn.SortType.ASCENDING;
            column.setSortType(isAscending ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING);
            sort(table(), column);
        });
        return this;
    }

    /** As with the menu key. */
    LogPage opensTheMenu() {
        WindowThread.run(() -> table().getContextMenu().show(table(), Side.TOP, 0, 0));
        return this;
    }

    LogPage chooses(String item) {
        WindowThread.run(() -> {
            table().getContextMenu().getItems().stream().filter(each -> item.equals(each.getText())).findFirst().orElseThrow()
                    .fire();
            table().getContextMenu().hide();
        });
        return this;
    }

    /** As at the start. */
    LogPage showsTheNewestFirst() {
        WindowThread.run(() -> {
            TableColumn<?, ?> time = table().getColumns().getFirst();
            if (!table().getSortOrder().contains(time) || time.getSortType() != TableColumn.SortType.DESCENDING) {
                time.setSortType(TableColumn.SortType.DESCENDING);
                sort(table(), time);
            }
        });
        return this;
    }

    /** What can be chosen in the menu. */
    List<String> menu() {
        return WindowThread.call(() -> table().getContextMenu().getItems().stream()
                .filter(item -> !item.isDisable() && item.getText() != null).map(MenuItem::getText).toList());
    }

    int size() {
        return WindowThread.call(() -> table().getItems().size());
    }

    private static <T> void sort(TableView<T> table, TableColumn<?, ?> column) {
        table.getSortOrder().setAll(List.of(table.getColumns().get(table.getColumns().indexOf(column))));
    }

    private static TableView<?> table() {
        return (TableView<?>) Screen.find("deliveryTable").orElseThrow();
    }

    private static VirtualFlow<?> flow() {
        return (VirtualFlow<?>) table().lookup(".virtual-flow");
    }

    private static String cell(int line, int column) {
        Object data = table().getColumns().get(column).getCellData(line);
        return data instanceof Optional<?> optional ? optional.map(Object::toString).orElse("") : String.valueOf(data);
    }
}

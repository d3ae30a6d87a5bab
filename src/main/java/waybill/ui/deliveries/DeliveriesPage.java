package waybill.ui.deliveries;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.export.ExportFormat;
import waybill.ui.Context;
import waybill.ui.deliveries.Resending.Way;
import waybill.ui.destination.StorageText;

/** The log: a table of all messages, the search over it, and below it the selected message or the pictures. */
public final class DeliveriesPage implements MessageActions.Teller {
    /** For what nobody tells of, such as the time that passes. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final double TABLE_SHARE = 0.5;

    private final Context context;
    private final DeliveriesServices services;
    private final RowText words;
    private final MessageActions actions;
    private final MessageDetail detail;
    private final LogKeys keys = new LogKeys(new Ways());
    private SearchBar search;
    private LogTable lines;
    private LogView view;
    private Resending resending;
    private ResendItems resendItems;
    private Exporting exporting;
    private Node detailNode;
    private boolean isDetailOpen;
    private boolean isUnreadable;
    private Optional<Pictures> pictures = Optional.empty();

    @FXML private Parent root;
    @FXML private Label deliveryCount;
    @FXML private ToggleButton picturesToggle;
    @FXML private MenuButton resendButton;
    @FXML private MenuItem resendSelected;
    @FXML private MenuItem resendSelectedNew;
    @FXML private MenuItem resendMatching;
    @FXML private MenuItem resendMatchingNew;
    @FXML private MenuButton exportButton;
    @FXML private VBox searchSlot;
    @FXML private Label deliveriesNote;
    @FXML private SplitPane split;
    @FXML private TableView<Line> deliveryTable;
    @FXML private StackPane below;

    public DeliveriesPage(Context context, DeliveriesServices services) {
        this.context = context;
        this.services = services;
        words = new RowText(context.messages(), services.clock());
        actions = new MessageActions(context, services, this);
        detail = new MessageDetail(context, services, actions, words);
    }

    @FXML
    private void initialize() {
        search = new SearchBar(context, services.clock(), words, this::searched);
        searchSlot.getChildren().setAll(context.views().load(search));
        lines = new LogTable(context, deliveryTable, words);
        lines.build();
        deliveryTable.getSelectionModel().selectedItemProperty().flatMap(Line::rowProperty)
                .addListener((_, _, row) -> Optional.ofNullable(row).flatMap(known -> known).ifPresent(this::showDetail));
        resending = new Resending(context, services, actions, this);
        exporting = new Exporting(context, services, actions, this);
        new LogMenu(context, lines, actions, resending, this::window).attachTo(deliveryTable);
        listenToKeys();
        resendItems = new ResendItems(context, lines, List.of(resendSelected, resendSelectedNew),
                List.of(resendMatching, resendMatchingNew));
        resendButton.setOnShowing(_ -> resendItems.prepare(view.lines().size()));
        picturesToggle.selectedProperty().addListener((_, _, _) -> arrange());
        view = new LogView(context.background(), new LogReader(services.ports().log()), lines, this::told);
        new FoundText(context, view).showIn(deliveryCount, deliveryTable);
        view.foundProperty().addListener((_, _, found) -> found.ifPresentOrElse(this::showFound, this::showNothing));
        lines.onSort(view::order);
        showNothing();
        view.search(search.query());
        services.sending().changesProperty().addListener((_, _, _) -> look());
        context.background().every(LOOK_AGAIN, this::look);
        root.sceneProperty().addListener((_, _, _) -> look());
        arrange();
    }

    /** Shows the messages that {@code query} finds. */
    public void show(MessageQuery query) {
        search.show(query);
    }

    /** Holds nothing of the log, nor of what was searched for: for a vault that is no longer open. */
    public void forget() {
        search.forget();
        view.forget();
        picturesToggle.setSelected(false);
        pictures = Optional.empty();
        hideDetail();
        say("");
    }

    @Override
    public void say(String note) {
        deliveriesNote.setText(note);
        Shown.when(deliveriesNote, !note.isEmpty());
    }

    @Override
    public void changed() {
        services.sending().logChanged();
    }

    /** Shows how the log is now, if anybody looks at it. */
    private void look() {
        if (root.getScene() != null) {
            view.refresh(search.query());
            pictures.filter(_ -> picturesToggle.isSelected()).ifPresent(Pictures::refresh);
        }
    }

    private void searched() {
        say("");
        view.search(search.query());
        pictures.filter(_ -> picturesToggle.isSelected()).ifPresent(Pictures::refresh);
    }

    private void told(Optional<Throwable> failure) {
        if (failure.isPresent() || isUnreadable) {
            say(failure.map(new StorageText(context.messages())::ofReading).orElse(""));
        }
        isUnreadable = failure.isPresent();
    }

    private void showFound(Found found) {
        boolean hasSome = found.size() > 0;
        resendButton.setDisable(!hasSome);
        exportButton.setDisable(!hasSome);
        if (detailNode != null) {
            detail.refresh();
        }
    }

    private void showNothing() {
        resendButton.setDisable(true);
        exportButton.setDisable(true);
    }

    private void listenToKeys() {
        keys.page(root);
        keys.search(search.field());
        keys.table(deliveryTable);
    }

    private final class Ways implements LogKeys.Ways {
        @Override
        public void toSearch() {
            search.requestFocus();
        }

        @Override
        public void toTable() {
            deliveryTable.requestFocus();
        }

        @Override
        public void toMessage() {
            lines.selectFocused();
            lines.selected().stream().findFirst().ifPresent(row -> {
                showDetail(row);
                detail.takeFocus();
            });
        }

        @Override
        public boolean leaveMessage() {
            boolean wasOpen = isDetailOpen;
            if (wasOpen) {
                close();
            }
            return wasOpen;
        }
    }

    private void showDetail(MessageRow row) {
        if (detailNode == null) {
            detailNode = context.views().load(detail);
            keys.message(detailNode);
        }
        detail.show(row);
        isDetailOpen = true;
        picturesToggle.setSelected(false);
        arrange();
    }

    @Override
    public void close() {
        hideDetail();
    }

    @Override
    public void gone() {
        hideDetail();
        say(context.text("message.removed"));
    }

    private void hideDetail() {
        isDetailOpen = false;
        if (detailNode != null) {
            detail.clear();
        }
        lines.selectNothing();
        arrange();
    }

    /** Below the table stand the pictures, or the message that was selected last, or nothing. */
    private void arrange() {
        Optional<Node> lower = picturesToggle.isSelected()
                ? Optional.of(drawn().frame())
                : Optional.ofNullable(detailNode).filter(_ -> isDetailOpen);
        below.getChildren().setAll(lower.stream().toList());
        if (lower.isPresent() && split.getItems().size() == 1) {
            split.getItems().add(below);
            split.setDividerPositions(TABLE_SHARE);
        } else if (lower.isEmpty()) {
            split.getItems().remove(below);
        }
    }

    private Pictures drawn() {
        var shown = pictures.orElseGet(() -> new Pictures(context, services, words, search::period, search::narrowTo));
        pictures = Optional.of(shown);
        shown.refresh();
        return shown;
    }

    @FXML
    private void resendSelected() {
        resending.resend(window(), Way.AGAIN, resendItems.selection());
    }

    @FXML
    private void resendSelectedNew() {
        resending.resend(window(), Way.AS_NEW, resendItems.selection());
    }

    @FXML
    private void resendMatching() {
        resending.resend(window(), Way.AGAIN, search.query());
    }

    @FXML
    private void resendMatchingNew() {
        resending.resend(window(), Way.AS_NEW, search.query());
    }

    @FXML
    private void exportCsv() {
        exporting.choose(window(), ExportFormat.CSV, search.query());
    }

    @FXML
    private void exportJson() {
        exporting.choose(window(), ExportFormat.JSON_LINES, search.query());
    }

    private Window window() {
        return root.getScene().getWindow();
    }
}

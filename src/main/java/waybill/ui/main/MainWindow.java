package waybill.ui.main;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

import org.controlsfx.control.StatusBar;

import waybill.delivery.Cancellation;
import waybill.ui.Context;
import waybill.ui.Icon;
import waybill.ui.Job;
import waybill.ui.sending.SendingModel;
import waybill.ui.sending.SendingText;
import waybill.ui.vault.VaultModel;
import waybill.ui.vault.VaultView;
import waybill.vault.VaultStatus;

/** The frame around the pages: the bar at the top with the lock state, the page, the status line. */
public final class MainWindow {
    private final Context context;
    private final VaultModel vault;
    private final VaultView vaultView;
    private final SendingModel sending;
    private final Function<Page, Parent> makePage;
    private final Label sendingState = new Label();
    private final Map<Page, Parent> pages = new EnumMap<>(Page.class);
    private Runnable changed = () -> {};

    @FXML private Parent root;
    @FXML private HBox navigation;
    @FXML private ToggleButton showDestination;
    @FXML private ToggleButton showDeliver;
    @FXML private ToggleButton showDeliveries;
    @FXML private ToggleButton showReceiver;
    @FXML private ToggleButton showSettings;
    @FXML private Button vaultState;
    @FXML private StackPane content;
    @FXML private StatusBar statusBar;

    /** @param makePage makes a page when it is shown for the first time */
    public MainWindow(Context context, VaultModel vault, VaultView vaultView, SendingModel sending,
            Function<Page, Parent> makePage) {
        this.context = context;
        this.vault = vault;
        this.vaultView = vaultView;
        this.sending = sending;
        this.makePage = makePage;
    }

    @FXML
    private void initialize() {
        var group = new ToggleGroup();
        // The arrow keys follow the order in which the buttons join the group.
        var buttons = List.of(showDestination, showDeliver, showDeliveries, showReceiver, showSettings);
        for (Page page : Page.values()) {
            ToggleButton button = buttons.get(page.ordinal());
            button.setUserData(page);
            button.setToggleGroup(group);
        }
        group.selectToggle(showDestination);
        group.selectedToggleProperty().addListener((_, before, now) -> navigated(group, before, now));
        vault.statusProperty().addListener((_, _, _) -> {
            refresh(group);
            showSending();
        });
        vaultState.setOnAction(_ -> vaultView.explain(vaultState));
        context.background().running().addListener((ListChangeListener<Job>) _ -> showRunning());
        showRunning();
        sendingState.setId("sendingState");
        sendingState.setMaxHeight(Double.MAX_VALUE);
        statusBar.getLeftItems().add(sendingState);
        sending.statusProperty().addListener((_, _, _) -> showSending());
        sending.countsProperty().addListener((_, _, _) -> showSending());
        showSending();
        refresh(group);
    }

    /** Whether {@code page} is what the window shows. */
    public boolean isShown(Page page) {
        return pages.containsKey(page) && content.getChildren().contains(pages.get(page));
    }

    /** @param listener called each time another page is shown, or the vault in its place */
    public void onChange(Runnable listener) {
        changed = listener;
    }

    /** Shows {@code page}, as if its button had been pressed. */
    public void show(Page page) {
        navigation.getChildren().stream().filter(button -> button.getUserData() == page)
                .forEach(button -> ((ToggleButton) button).setSelected(true));
    }

    private void navigated(ToggleGroup group, Toggle before, Toggle now) {
        if (now == null) {
            group.selectToggle(before);
        } else {
            refresh(group);
        }
    }

    private void refresh(ToggleGroup group) {
        boolean open = vault.status().filter(VaultStatus.Opened.class::isInstance).isPresent();
        navigation.setDisable(!open);
        vaultState.setText(vaultView.stateText());
        vaultState.setGraphic(new Icon(open ? "unlocked" : "locked"));
        Node shown = open ? pages.computeIfAbsent((Page) group.getSelectedToggle().getUserData(), makePage) : vaultView.node();
        if (!content.getChildren().contains(shown)) {
            content.getChildren().setAll(shown);
            changed.run();
        }
    }

    private void showSending() {
        String text = vault.isShut()
                ? context.text("sending.SHUT")
                : new SendingText(context.messages()).of(sending.status(), sending.countsProperty().get());
        sendingState.setText(text);
        sendingState.setVisible(!text.isEmpty());
        sendingState.setManaged(!text.isEmpty());
    }

    private void showRunning() {
        var running = context.background().running();
        statusBar.textProperty().unbind();
        statusBar.getRightItems().clear();
        if (running.isEmpty()) {
            statusBar.setText("");
            return;
        }
        var newest = running.getLast();
        statusBar.textProperty().bind(running.size() == 1
                ? newest.textProperty()
                : Bindings.concat(newest.textProperty(), " ", context.text("status.more", running.size() - 1)));
        var progress = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
        progress.getStyleClass().add("status-progress");
        statusBar.getRightItems().add(progress);
        newest.cancellation().ifPresent(cancellation -> statusBar.getRightItems().add(cancelButton(cancellation)));
    }

    private Button cancelButton(Cancellation cancellation) {
        var button = new Button(context.text("status.cancel"));
        button.setId("statusCancelButton");
        button.setOnAction(_ -> cancellation.cancel());
        return button;
    }
}

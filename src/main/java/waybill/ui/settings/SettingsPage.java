package waybill.ui.settings;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

import waybill.platform.AppPaths;
import waybill.platform.Locking;
import waybill.platform.Settings;
import waybill.ui.Context;
import waybill.ui.Names;
import waybill.ui.Numbers;
import waybill.ui.vault.VaultView;

/** Theme, deadline of tests, and where things are kept. */
public final class SettingsPage {
    private final Context context;
    private final SettingsModel model;
    private final VaultView vault;
    private final AppPaths paths;
    private final Node delivery;

    @FXML private ComboBox<Settings.Theme> themeChoice;
    @FXML private Spinner<Integer> deadlineSeconds;
    @FXML private Label settingsError;
    @FXML private Pane vaultSlot;
    @FXML private Spinner<Integer> lockMinutes;
    @FXML private CheckBox lockAfterSleep;
    @FXML private VBox deliverySlot;
    @FXML private TextField dataFolder;
    @FXML private Label folderShared;

    /**
     * @param paths where the vault is kept
     * @param delivery the settings of delivering
     */
    public SettingsPage(Context context, SettingsModel model, VaultView vault, AppPaths paths, Node delivery) {
        this.context = context;
        this.model = model;
        this.vault = vault;
        this.paths = paths;
        this.delivery = delivery;
    }

    @FXML
    private void initialize() {
        themeChoice.getItems().setAll(Settings.Theme.values());
        themeChoice.setConverter(new Names<>(theme -> context.text("theme." + theme)));
        themeChoice.setValue(model.settings().theme());
        themeChoice.valueProperty().addListener((_, _, theme) -> model.change(settings -> settings.withTheme(theme)));
        Numbers.offer(deadlineSeconds, Settings.MIN_DEADLINE, Settings.MAX_DEADLINE, model.settings().testDeadlineSeconds());
        deadlineSeconds.valueProperty()
                .addListener((_, _, seconds) -> model.change(settings -> settings.withTestDeadlineSeconds(seconds)));
        model.notKeptProperty().addListener((_, _, _) -> showNotKept());
        showNotKept();
        vaultSlot.getChildren().setAll(vault.section());
        showLocking();
        deliverySlot.getChildren().setAll(delivery);
        dataFolder.setText(paths.home().toString());
        showShared(false);
        context.background().quietly(paths::isWritableByOthers, this::showShared);
    }

    private void showShared(boolean isWritableByOthers) {
        folderShared.setText(context.text("settings.folder.shared", paths.home()));
        folderShared.setVisible(isWritableByOthers);
        folderShared.setManaged(isWritableByOthers);
    }

    private void showLocking() {
        Locking locking = model.settings().locking();
        Numbers.offer(lockMinutes, 0, Locking.MOST_MINUTES, locking.afterMinutes());
        lockMinutes.valueProperty().addListener((_, _, minutes) -> model
                .change(settings -> settings.withLocking(settings.locking().withAfterMinutes(minutes))));
        lockAfterSleep.setSelected(locking.afterSleep());
        lockAfterSleep.selectedProperty().addListener((_, _, chosen) -> model
                .change(settings -> settings.withLocking(settings.locking().withAfterSleep(chosen))));
    }

    private void showNotKept() {
        var why = model.notKeptProperty().get();
        settingsError
                .setText(why.map(refusal -> context.text("settings.notKept", context.text("storage." + refusal))).orElse(""));
        settingsError.setVisible(why.isPresent());
        settingsError.setManaged(why.isPresent());
    }
}

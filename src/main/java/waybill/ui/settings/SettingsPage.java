package waybill.ui.settings;

import java.nio.file.Path;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

import waybill.platform.Settings;
import waybill.ui.Context;
import waybill.ui.Names;
import waybill.ui.vault.VaultView;

/** Theme, deadline of tests, and where things are kept. */
public final class SettingsPage {
    private final Context context;
    private final SettingsModel model;
    private final VaultView vault;
    private final Path folder;
    private final Node delivery;

    @FXML private ComboBox<Settings.Theme> themeChoice;
    @FXML private Spinner<Integer> deadlineSeconds;
    @FXML private Label settingsError;
    @FXML private VBox deliverySlot;
    @FXML private Label vaultText;
    @FXML private TextField dataFolder;

    /**
     * @param folder where the vault is kept
     * @param delivery the settings of delivering
     */
    public SettingsPage(Context context, SettingsModel model, VaultView vault, Path folder, Node delivery) {
        this.context = context;
        this.model = model;
        this.vault = vault;
        this.folder = folder;
        this.delivery = delivery;
    }

    @FXML
    private void initialize() {
        themeChoice.getItems().setAll(Settings.Theme.values());
        themeChoice.setConverter(new Names<>(theme -> context.text("theme." + theme)));
        themeChoice.setValue(model.settings().theme());
        themeChoice.valueProperty().addListener((_, _, theme) -> model.change(settings -> settings.withTheme(theme)));
        deadlineSeconds.setValueFactory(new SpinnerValueFactory.IntegerSpinnerValueFactory(Settings.MIN_DEADLINE,
                Settings.MAX_DEADLINE, model.settings().testDeadlineSeconds()));
        deadlineSeconds.valueProperty().addListener((_, _, seconds) -> {
            // Null while the field is cleared.
            if (seconds != null) {
                model.change(settings -> settings.withTestDeadlineSeconds(seconds));
            }
        });
        model.notKeptProperty().addListener((_, _, _) -> showNotKept());
        showNotKept();
        vaultText.setText(vault.explanationText());
        deliverySlot.getChildren().setAll(delivery);
        dataFolder.setText(folder.toString());
    }

    private void showNotKept() {
        var why = model.notKeptProperty().get();
        settingsError
                .setText(why.map(refusal -> context.text("settings.notKept", context.text("storage." + refusal))).orElse(""));
        settingsError.setVisible(why.isPresent());
        settingsError.setManaged(why.isPresent());
    }
}

package waybill.ui.settings;

import java.util.Optional;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;

import waybill.platform.AppPaths;
import waybill.ui.Context;
import waybill.ui.Notices;
import waybill.ui.vault.VaultModel;
import waybill.vault.VaultStatus;

/** Tells once that other people can write to the data folder; the settings say what that means, and what to do. */
public final class FolderNotice implements ChangeListener<Optional<VaultStatus>> {
    private final Context context;
    private final Notices notices;
    private final AppPaths paths;
    private final Runnable showSettings;

    public FolderNotice(Context context, Notices notices, AppPaths paths, Runnable showSettings) {
        this.context = context;
        this.notices = notices;
        this.paths = paths;
        this.showSettings = showSettings;
    }

    /** Waits until the vault is open, for before that there are no settings to be shown. */
    public void watch(VaultModel vault) {
        vault.statusProperty().addListener(this);
    }

    @Override
    public void changed(ObservableValue<? extends Optional<VaultStatus>> status, Optional<VaultStatus> before,
            Optional<VaultStatus> now) {
        if (now.filter(VaultStatus.Opened.class::isInstance).isPresent()) {
            status.removeListener(this);
            context.background().quietly(paths::isWritableByOthers, this::tell);
        }
    }

    private void tell(boolean isWritableByOthers) {
        if (isWritableByOthers) {
            notices.show(context.text("notice.folder"), context.text("notice.folder.text"), showSettings);
        }
    }
}

package waybill.ui.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import waybill.platform.Settings;
import waybill.platform.SettingsFile;
import waybill.ui.Background;
import waybill.vault.FileFaults;
import waybill.vault.VaultStatus.Refusal;

/** The preferences as the window sees them; what is changed holds at once and is written in the background. */
public final class SettingsModel {
    private final SettingsFile file;
    private final Path folder;
    private final Background background;
    private final ReadOnlyObjectWrapper<Settings> settings;
    private final ReadOnlyObjectWrapper<Optional<Refusal>> notKept = new ReadOnlyObjectWrapper<>(Optional.empty());
    private volatile Settings latest;

    /** @param folder where {@code file} is, to find out why it cannot be written */
    public SettingsModel(Settings initial, SettingsFile file, Path folder, Background background) {
        this.file = file;
        this.folder = folder;
        this.background = background;
        this.latest = initial;
        this.settings = new ReadOnlyObjectWrapper<>(initial);
    }

    public ReadOnlyObjectProperty<Settings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    public Settings settings() {
        return settings.get();
    }

    /** The same, from any thread. */
    public Settings latest() {
        return latest;
    }

    /** Why the last change holds only until the application ends: a full disk or a read-only folder. */
    public ReadOnlyObjectProperty<Optional<Refusal>> notKeptProperty() {
        return notKept.getReadOnlyProperty();
    }

    public void change(UnaryOperator<Settings> change) {
        Settings changed = change.apply(settings.get());
        if (!changed.equals(settings.get())) {
            settings.set(changed);
            latest = changed;
            background.quietly(this::writeLatest, notKept::set);
        }
    }

    /** One after the other, so that an older value is never written over a newer one. */
    private synchronized Optional<Refusal> writeLatest() throws IOException {
        try {
            file.write(latest);
            return Optional.empty();
        } catch (IOException failure) {
            Refusal why = FileFaults.refusal(folder, failure);
            if (why == Refusal.OTHER) {
                throw failure;
            }
            return Optional.of(why);
        }
    }
}

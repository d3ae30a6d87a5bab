package waybill.ui.settings;

import java.io.IOException;
import java.util.function.UnaryOperator;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import waybill.platform.Settings;
import waybill.platform.SettingsFile;
import waybill.ui.Background;

/** The preferences as the window sees them; what is changed holds at once and is written in the background. */
public final class SettingsModel {
    private final SettingsFile file;
    private final Background background;
    private final ReadOnlyObjectWrapper<Settings> settings;
    private volatile Settings latest;

    public SettingsModel(Settings initial, SettingsFile file, Background background) {
        this.file = file;
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

    public void change(UnaryOperator<Settings> change) {
        Settings changed = change.apply(settings.get());
        if (!changed.equals(settings.get())) {
            settings.set(changed);
            latest = changed;
            background.quietly(() -> {
                writeLatest();
                return true;
            }, _ -> {});
        }
    }

    /** One after the other, so that an older value is never written over a newer one. */
    private synchronized void writeLatest() throws IOException {
        file.write(latest);
    }
}

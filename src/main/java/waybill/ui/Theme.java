package waybill.ui;

import java.util.function.Supplier;

import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import waybill.platform.Settings;

/** Light or dark: as chosen, or as the system has it, now and when the system changes. */
public final class Theme {
    private final Supplier<Settings.Theme> chosen;

    public Theme(Supplier<Settings.Theme> chosen) {
        this.chosen = chosen;
        Platform.getPreferences().colorSchemeProperty().addListener((_, _, _) -> apply());
    }

    /** Shows what is chosen now, in every window. */
    public void apply() {
        boolean dark = switch (chosen.get()) {
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
            case LIGHT -> false;
            case DARK -> true;
        };
        var theme = dark ? new PrimerDark() : new PrimerLight();
        Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
    }
}

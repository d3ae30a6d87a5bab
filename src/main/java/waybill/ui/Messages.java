package waybill.ui;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of the window, in the person's language. Arguments are filled in as {@link MessageFormat} says. */
public final class Messages {
    private final Locale locale;
    private final ResourceBundle bundle;

    public Messages(Locale locale) {
        this.locale = locale;
        bundle = ResourceBundle.getBundle("i18n/messages", locale);
    }

    /**
     * The text of {@code key}. Numbers are passed as text where they must not be grouped, such as ports.
     *
     * @throws java.util.MissingResourceException if there is none, which a test rules out
     */
    public String text(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale).format(arguments);
    }

    /** For dates and numbers. */
    public Locale locale() {
        return locale;
    }

    /** For the {@code %key} references of FXML files. */
    public ResourceBundle bundle() {
        return bundle;
    }
}

package waybill.delivery;

import java.util.Locale;

/** Why an attempt is made; the value of the {@code Waybill-Trigger} header in lower case. */
public enum Trigger {
    TEST, INITIAL, RETRY, MANUAL;

    public String headerValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}

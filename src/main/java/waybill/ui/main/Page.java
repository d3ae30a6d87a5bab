package waybill.ui.main;

/** The pages of the window, in the order of the bar at its top. */
public enum Page {
    DESTINATION, DELIVER, DELIVERIES, RECEIVER, SETTINGS
}

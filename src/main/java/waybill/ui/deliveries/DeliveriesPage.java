package waybill.ui.deliveries;

/** The place of the Deliveries page: says what this version does instead. */
public final class DeliveriesPage {}

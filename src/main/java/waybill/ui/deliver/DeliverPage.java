package waybill.ui.deliver;

/** The place of the Deliver page: says what this version does instead. */
public final class DeliverPage {}

package waybill.destination;

/** The destination as it is stored, with what is known of its readiness. */
public record Registered(Destination destination, Readiness readiness) {}

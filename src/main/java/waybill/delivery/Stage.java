package waybill.delivery;

/** The stages of an exchange, in their order. */
public enum Stage {
    DNS, CONNECT, TLS, SEND, ANSWER
}

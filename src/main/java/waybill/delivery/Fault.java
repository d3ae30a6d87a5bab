package waybill.delivery;

/** Why there was no answer. The certificate faults and content that cannot be read need a person; all others may pass. */
public enum Fault {
    DNS_LOOKUP_FAILED,
    /** The deadline passed before there was an address. */
    DNS_TIMEOUT, NETWORK_UNREACHABLE, CONNECTION_REFUSED, CONNECTION_RESET, CONNECT_TIMEOUT,
    /** The deadline passed before the header section of the answer was complete. */
    ANSWER_TIMEOUT, CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID, CERTIFICATE_NOT_TRUSTED, CERTIFICATE_FOR_ANOTHER_HOST, TLS_HANDSHAKE_FAILED, NOT_HTTP,
    /** The connection was closed before the header section of the answer was complete. */
    CLOSED_EARLY,
    /** Nothing was sent by this attempt: what is stored of the message's body is not what was handed in. */
    CONTENT_CANNOT_BE_READ;

    public boolean isCertificateFault() {
        return switch (this) {
            case CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID, CERTIFICATE_NOT_TRUSTED, CERTIFICATE_FOR_ANOTHER_HOST -> true;
            case DNS_LOOKUP_FAILED, DNS_TIMEOUT, NETWORK_UNREACHABLE, CONNECTION_REFUSED, CONNECTION_RESET, CONNECT_TIMEOUT,
                    ANSWER_TIMEOUT,
                    TLS_HANDSHAKE_FAILED, NOT_HTTP, CLOSED_EARLY, CONTENT_CANNOT_BE_READ ->
                false;
        };
    }
}

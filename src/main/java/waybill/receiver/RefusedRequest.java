package waybill.receiver;

import java.io.IOException;

/** What arrived cannot be read as a request of HTTP/1.1 within the receiver's bounds; the status says why. */
final class RefusedRequest extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    /** @param status of RFC 9110 §15.5 and §15.6, to be answered */
    RefusedRequest(int status) {
        super("refused with " + status);
        this.status = status;
    }

    int status() {
        return status;
    }
}

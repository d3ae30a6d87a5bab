package waybill.receiver;

import java.time.Duration;

/**
 * What the receiver puts up with.
 *
 * @param connections at one time; more wait to be accepted
 * @param request from the connection's start until the request has been read to its end
 * @param body in bytes, at least 1 MiB; a larger one is read, not kept, and answered with 413
 */
record Limits(int connections, Duration request, int body) {
    static final Limits USUAL = new Limits(64, Duration.ofSeconds(30), 20 * 1024 * 1024);
}

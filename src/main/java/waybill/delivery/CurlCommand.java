package waybill.delivery;

import waybill.destination.Destination;

/** A destination's test as a shell command, secrets replaced by shell variables. */
public final class CurlCommand {
    private CurlCommand() {}

    /**
     * A POSIX shell script that runs once its variables are set; no secret is in it.
     *
     * @param request the request to show, as made for {@code destination}
     */
    public static String of(OutgoingRequest request, Destination destination) {
        throw new UnsupportedOperationException("to be written");
    }
}

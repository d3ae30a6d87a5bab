package waybill.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import waybill.destination.EndpointUrl;

/**
 * A POST as it will go over the wire.
 *
 * @param url the destination's URL, without what the auth type adds
 * @param target path and query
 * @param headers in the order they are sent; Host and Content-Length are added by the transport
 * @param body the exact bytes; not copied, so nobody may change them
 * @param signed what was signed, where the auth type signs
 */
public record OutgoingRequest(EndpointUrl url, Target target, List<HeaderField> headers, byte[] body, Optional<Signed> signed) {
    /**
     * Where the request goes on its host.
     *
     * @param sent path and query as they go over the wire, in RFC 9112's origin-form
     * @param shown the same with an API key masked; for screen, log and copies
     */
    public record Target(String sent, String shown) {
        /** Without a secret in it. */
        public Target(String sent) {
            this(sent, sent);
        }

        /** Never prints what is sent. */
        @Override
        public String toString() {
            return shown;
        }
    }

    /**
     * What was signed and what came of it.
     *
     * @param text the bytes the signature is over
     * @param header the header that carries it
     * @param signature the header's value, prefix included; not a secret
     */
    public record Signed(byte[] text, String header, String signature) {}

    public OutgoingRequest {
        headers = List.copyOf(headers);
    }

    public OutgoingRequest withHeader(HeaderField header) {
        var more = new ArrayList<>(headers);
        more.add(header);
        return new OutgoingRequest(url, target, more, body, signed);
    }

    public OutgoingRequest withTarget(Target newTarget) {
        return new OutgoingRequest(url, newTarget, headers, body, signed);
    }

    public OutgoingRequest withSigned(Signed newSigned) {
        return new OutgoingRequest(url, target, headers, body, Optional.of(newSigned));
    }

    /** The value of the first header of that name, whatever its case. */
    public Optional<String> header(String name) {
        return headers.stream().filter(header -> header.name().equalsIgnoreCase(name)).map(HeaderField::value).findFirst();
    }

    /** Never prints a secret or the body. */
    @Override
    public String toString() {
        return "POST https://" + url.authority() + target + " " + headers;
    }
}

package waybill.destination;

import java.util.Optional;

/**
 * An https URL as the WHATWG URL Standard parses and serialises it, without credentials and fragment.
 *
 * @param text the serialised URL (the standard's href): host in lower case and punycode, at most 2,048 characters
 * @param host the host that is connected to: a domain in punycode, an IPv4 address, or an IPv6 address in brackets
 * @param port 1 to 65,535
 * @param path begins with a slash, percent-encoded
 * @param query percent-encoded, without the question mark; absent where the URL has none
 */
public record EndpointUrl(String text, String host, int port, String path, Optional<String> query) {
    /** Parses text that is known to be good, such as what was stored. @throws IllegalArgumentException if it is not */
    public static EndpointUrl of(String text) {
        throw new UnsupportedOperationException("to be written");
    }

    /** Where a request goes on that host: path and query, as in RFC 9112's origin-form. */
    public String target() {
        return query.map(q -> path + "?" + q).orElse(path);
    }

    /** Host and port as the Host header has them: no port where it is 443. */
    public String authority() {
        return port == 443 ? host : host + ":" + port;
    }

    @Override
    public String toString() {
        return text;
    }
}

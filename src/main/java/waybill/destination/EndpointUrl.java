package waybill.destination;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An https URL as the WHATWG URL Standard parses and serialises it, without credentials and fragment. Made by
 * {@link #of(String)} or {@link DestinationDraft#check()}.
 *
 * @param text the serialised URL (the standard's href): host in lower case and punycode, at most 2,048 characters, all of
 *        them ASCII. Path and query have, unlike the href, none of the few characters that RFC 3986 does not know: they are
 *        percent-encoded, so that the request line is one of RFC 9112
 * @param host the host that is connected to: a domain in punycode, an IPv4 address, or an IPv6 address in brackets
 * @param port 1 to 65,535
 * @param path begins with a slash, percent-encoded
 * @param query percent-encoded, without the question mark; absent where the URL has none
 */
public record EndpointUrl(String text, String host, int port, String path, Optional<String> query) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Parses text that is known to be good, such as what was stored. @throws IllegalArgumentException if it is not */
    public static EndpointUrl of(String text) {
        return UrlReader.read(text).orThrow();
    }

    /** Where a request goes on that host: path and query, as in RFC 9112's origin-form. */
    public String target() {
        return query.map(q -> path + "?" + q).orElse(path);
    }

    /** Host and port as the Host header has them: no port where it is 443. */
    public String authority() {
        return port == UrlParser.HTTPS_PORT ? host : host + ":" + port;
    }

    /** Whether requests reach the same host; ports, paths and queries may differ. */
    public boolean sameHost(EndpointUrl other) {
        return host.equals(other.host);
    }

    /** Whether the host is this machine by one of its usual names: {@code localhost}, {@code 127.0.0.1}, {@code [::1]}. */
    public boolean isLoopback() {
        return LOOPBACK.contains(host);
    }

    /** The names of the query's parameters, decoded as {@code application/x-www-form-urlencoded} (URL Standard §5.1). */
    public Set<String> queryNames() {
        return Arrays.stream(query.orElse("").split("&")).filter(parameter -> !parameter.isEmpty())
                .map(parameter -> PercentEncoding.decodeForm(parameter.split("=", 2)[0])).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return text;
    }
}

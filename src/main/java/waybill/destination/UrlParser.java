package waybill.destination;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

import waybill.destination.Problem.Reason;

/**
 * Takes an https URL apart as the URL Standard's basic URL parser (§4.4) does without a base. Credentials and a fragment are
 * noted and dropped; {@link UrlReader} decides what becomes of them.
 */
final class UrlParser {
    static final int HTTPS_PORT = 443;
    private static final int HIGHEST_PORT = 65_535;

    /** What a URL consists of. */
    record Parts(EndpointUrl url, boolean credentials, boolean fragment) {}

    private UrlParser() {}

    /** @param afterScheme what follows {@code https:}, without tabs and line breaks */
    static Reading<Parts> parse(String afterScheme) {
        String rest = afterScheme.substring(lengthUntil(c -> c != '/' && c != '\\', afterScheme));
        int authorityEnd = lengthUntil(c -> "/\\?#".indexOf(c) >= 0, rest);
        String authority = rest.substring(0, authorityEnd);
        int at = authority.lastIndexOf('@');
        String target = rest.substring(authorityEnd);
        int fragment = target.indexOf('#');
        return endpoint(authority.substring(at + 1), fragment < 0 ? target : target.substring(0, fragment))
                .map(url -> new Parts(url, at >= 0, fragment >= 0));
    }

    private static Reading<EndpointUrl> endpoint(String hostAndPort, String target) {
        int colon = hostAndPort.indexOf(':', Math.max(0, hostAndPort.lastIndexOf(']')));
        String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
        if (host.isEmpty()) {
            return bad(Reason.URL_NO_HOST);
        }
        var parsedHost = HostParser.parse(host);
        if (parsedHost.isEmpty()) {
            return bad(Reason.URL_HOST_INVALID);
        }
        var port = colon < 0 ? Optional.of(HTTPS_PORT) : port(hostAndPort.substring(colon + 1));
        if (port.isEmpty()) {
            return bad(Reason.URL_PORT_INVALID);
        }
        return new Reading.Good<>(url(parsedHost.get(), port.get(), target));
    }

    private static EndpointUrl url(String host, int port, String target) {
        int mark = target.indexOf('?');
        String path = path(mark < 0 ? target : target.substring(0, mark));
        var query = mark < 0 ? Optional.<String>empty() : Optional.of(PercentEncoding.query(target.substring(mark + 1)));
        String authority = port == HTTPS_PORT ? host : host + ":" + port;
        String text = "https://" + authority + path + query.map(q -> "?" + q).orElse("");
        return new EndpointUrl(text, host, port, path, query);
    }

    /** An empty port is the default one, as in the standard; port 0, which it allows, cannot be connected to. */
    private static Optional<Integer> port(String text) {
        if (text.isEmpty()) {
            return Optional.of(HTTPS_PORT);
        }
        int port = 0;
        for (char c : text.toCharArray()) {
            if (c < '0' || c > '9' || port > HIGHEST_PORT) {
                return Optional.empty();
            }
            port = port * 10 + c - '0';
        }
        return Optional.of(port).filter(p -> p >= 1 && p <= HIGHEST_PORT);
    }

    private static String path(String text) {
        var segments = new ArrayList<String>();
        var typed = List.of(text.isEmpty() ? new String[]{""} : text.substring(1).split("[/\\\\]", -1));
        for (int i = 0; i < typed.size(); i++) {
            String segment = typed.get(i);
            String dots = segment.replaceAll("%2[eE]", ".");
            if (dots.equals("..") && !segments.isEmpty()) {
                segments.removeLast();
            }
            if (!dots.equals("..") && !dots.equals(".")) {
                segments.add(PercentEncoding.path(segment));
            } else if (i == typed.size() - 1) {
                segments.add("");
            }
        }
        return "/" + String.join("/", segments);
    }

    private static int lengthUntil(IntPredicate stop, String text) {
        int end = 0;
        while (end < text.length() && !stop.test(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static Reading<EndpointUrl> bad(Reason reason) {
        return new Reading.Bad<>(Problem.of(UrlReader.FIELD, reason));
    }
}

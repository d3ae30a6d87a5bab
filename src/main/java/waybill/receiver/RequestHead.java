package waybill.receiver;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import waybill.delivery.HeaderField;
import waybill.destination.HeaderName;

/**
 * Request line and header section as they arrived: nothing is normalised, for they are to be looked at.
 *
 * @param target whatever stood there, so that a target which strict parsers refuse is shown, too
 */
record RequestHead(String method, String target, List<HeaderField> headers) {
    /** Large enough for the longest URL, API key and token that Waybill sends, and for a password of 100 KB. */
    private static final int LIMIT = 512 * 1024;
    private static final int HEADER_LIMIT = 200;
    /** RFC 9110 §5.6.3; Java's own strip takes more. */
    private static final Pattern OPTIONAL_SPACE = Pattern.compile("^[ \\t]+|[ \\t]+$");

    /** Reads up to and including the empty line, RFC 9112 §2 to §5. @throws RefusedRequest if it is malformed or too large */
    static RequestHead read(InputStream in) throws IOException {
        var lines = new Lines(in);
        String[] requestLine = lines.next().split(" ", -1);
        if (requestLine.length != 3 || !HeaderName.isToken(requestLine[0]) || requestLine[1].isEmpty()) {
            throw new RefusedRequest(400);
        }
        if (!requestLine[2].startsWith("HTTP/1.")) {
            throw new RefusedRequest(requestLine[2].startsWith("HTTP/") ? 505 : 400);
        }
        return new RequestHead(requestLine[0], requestLine[1], List.copyOf(headers(lines)));
    }

    /** The values of every header of that name, in their order. */
    List<String> values(String name) {
        return headers.stream().filter(header -> header.name().equalsIgnoreCase(name)).map(HeaderField::value).toList();
    }

    /** Whether the sender waits for a 100 before it sends the body, RFC 9110 §10.1.1. */
    boolean expectsContinue() {
        return values("Expect").stream().anyMatch("100-continue"::equalsIgnoreCase);
    }

    private static List<HeaderField> headers(Lines lines) throws IOException {
        var headers = new ArrayList<HeaderField>();
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            if (headers.size() == HEADER_LIMIT) {
                throw new RefusedRequest(431);
            }
            headers.add(header(line));
        }
        return headers;
    }

    /** A space before the colon and a continued line are refused, as RFC 9112 §5.1 and §5.2 ask. */
    private static HeaderField header(String line) throws RefusedRequest {
        int colon = line.indexOf(':');
        if (colon < 0 || !HeaderName.isToken(line.substring(0, colon))) {
            throw new RefusedRequest(400);
        }
        return new HeaderField(line.substring(0, colon), OPTIONAL_SPACE.matcher(line.substring(colon + 1)).replaceAll(""));
    }

    /** Lines of Latin-1 that end with CRLF or LF, RFC 9112 §2.2, bounded altogether. */
    private static final class Lines {
        private final InputStream in;
        private int left = LIMIT;

        Lines(InputStream in) {
            this.in = in;
        }

        String next() throws IOException {
            var line = new ByteArrayOutputStream();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    throw new EOFException("ended within the header section");
                }
                if (--left == 0) {
                    throw new RefusedRequest(431);
                }
                line.write(octet);
            }
            String text = line.toString(StandardCharsets.ISO_8859_1);
            String ended = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            if (ended.indexOf('\r') >= 0 || ended.indexOf('\0') >= 0) {
                throw new RefusedRequest(400);
            }
            return ended;
        }
    }
}

package waybill.receiver;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import waybill.delivery.CredentialCheck;
import waybill.delivery.HeaderField;
import waybill.destination.Auth;

/** The bytes of the receiver's answers, HTTP/1.1 with one exchange a connection. */
final class AnswerText {
    /** RFC 9110 §5.6.7. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** RFC 9110 §15, RFC 6585. */
    private static final Map<Integer, String> REASONS = Map.ofEntries(Map.entry(200, "OK"), Map.entry(204, "No Content"),
            Map.entry(301, "Moved Permanently"), Map.entry(400, "Bad Request"), Map.entry(401, "Unauthorized"),
            Map.entry(410, "Gone"),
            Map.entry(413, "Content Too Large"), Map.entry(429, "Too Many Requests"),
            Map.entry(431, "Request Header Fields Too Large"), Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"), Map.entry(505, "HTTP Version Not Supported"));

    static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private AnswerText() {}

    /**
     * @param more the headers beside Date, Connection and those of the body
     * @param withBody false for the answer to HEAD
     */
    static byte[] of(int status, List<HeaderField> more, Instant now, boolean withBody) {
        String reason = REASONS.get(status);
        String body = "{\"status\":" + status + ",\"message\":\"" + reason + "\",\"from\":\"Waybill practice receiver\"}\n";
        var text = new StringBuilder("HTTP/1.1 " + status + " " + reason + "\r\n");
        text.append("Date: ").append(HTTP_DATE.format(now)).append("\r\nConnection: close\r\n");
        more.forEach(header -> text.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        if (status == 204) {
            return ascii(text.append("\r\n"));
        }
        text.append("Content-Type: application/json\r\nContent-Length: ").append(body.length()).append("\r\n\r\n");
        return ascii(withBody ? text.append(body) : text);
    }

    /** The headers that belong to the kind of answer. @param url of the receiver, with a slash at its end */
    static List<HeaderField> headers(PracticeAnswer answer, Optional<Auth> expected, String url) {
        return switch (answer.kind()) {
            case MOVED_301 -> List.of(new HeaderField("Location", url + "moved"));
            case UNAUTHORIZED_401 -> List.of(new HeaderField("WWW-Authenticate", challenge(expected)));
            case TOO_MANY_429 -> List.of(new HeaderField("Retry-After", Long.toString(answer.retryAfter().toSeconds())));
            case OK_200, NO_CONTENT_204, BAD_REQUEST_400, GONE_410, SERVER_ERROR_500, DROP -> List.of();
        };
    }

    /** Types without a registered scheme are asked for a token. */
    private static String challenge(Optional<Auth> expected) {
        return expected.flatMap(CredentialCheck::scheme).orElse("Bearer") + " realm=\"practice\"";
    }

    private static byte[] ascii(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}

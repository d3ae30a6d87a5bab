package waybill.destination;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import waybill.destination.Problem.Reason;

/**
 * Reads what was typed as a URL: the URL Standard's reading, and the rules that go beyond it. Where parsers are known to
 * disagree (missing slashes, backslashes, line breaks), the text is refused and the standard's reading offered, so that a
 * person sees which host it would be.
 */
final class UrlReader {
    static final String FIELD = "url";
    /** Both of what was typed, trimmed, and of what it becomes. */
    static final int MOST_CHARACTERS = 2_048;

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern PORT_FIRST = Pattern.compile("[0-9]+([/?#].*)?", Pattern.DOTALL);
    /** The standard would skip the slashes and take the first segment of the path for the host. */
    private static final Pattern NO_HOST = Pattern.compile("//[/\\\\].*", Pattern.DOTALL);
    private static final Pattern BACKSLASH_BEFORE_QUERY = Pattern.compile("[^?]*\\\\.*", Pattern.DOTALL);

    private UrlReader() {}

    static Reading<EndpointUrl> read(String typed) {
        String input = trimmed(typed);
        if (input.isEmpty()) {
            return bad(Reason.REQUIRED);
        }
        if (input.length() > MOST_CHARACTERS) {
            return tooLong();
        }
        if (Text.hasUnpairedSurrogate(input)) {
            return bad(Reason.UNPAIRED_SURROGATE);
        }
        if (Text.hasControl(input)) {
            return offering(Reason.CONTROL_CHARACTERS, input.replaceAll("[\t\r\n]", ""), input);
        }
        var scheme = SCHEME.matcher(input);
        if (!scheme.matches()) {
            return offering(Reason.URL_NO_SCHEME, "https://" + input, input);
        }
        return switch (scheme.group(1).toLowerCase(Locale.ROOT)) {
            case "https" -> readHttps(scheme.group(2));
            case "http" -> offering(Reason.URL_NOT_HTTPS, "https:" + scheme.group(2), input);
            // In "host:port" the host reads as a scheme.
            case String _ when PORT_FIRST.matcher(scheme.group(2)).matches() ->
                offering(Reason.URL_NO_SCHEME, "https://" + input, input);
            case String _ -> bad(Reason.URL_NOT_HTTPS);
        };
    }

    private static Reading<EndpointUrl> readHttps(String afterScheme) {
        if (NO_HOST.matcher(afterScheme).matches()) {
            return bad(Reason.URL_NO_HOST);
        }
        return switch (UrlParser.parse(afterScheme)) {
            case Reading.Bad<UrlParser.Parts>(var problem) -> new Reading.Bad<>(problem);
            case Reading.Good<UrlParser.Parts>(var parts) -> unlessObjected(objection(parts, afterScheme),
                    withinLength(parts.url()));
        };
    }

    private static Reading<EndpointUrl> unlessObjected(Optional<Reason> objection, Reading<EndpointUrl> url) {
        return objection.<Reading<EndpointUrl>>map(
                reason -> new Reading.Bad<>(Reading.offer(Problem.of(FIELD, reason), url, EndpointUrl::text))).orElse(url);
    }

    private static Optional<Reason> objection(UrlParser.Parts parts, String afterScheme) {
        if (parts.credentials()) {
            return Optional.of(Reason.URL_CREDENTIALS);
        }
        if (parts.fragment()) {
            return Optional.of(Reason.URL_FRAGMENT);
        }
        boolean regular = afterScheme.startsWith("//") && !BACKSLASH_BEFORE_QUERY.matcher(afterScheme).matches();
        return regular ? Optional.empty() : Optional.of(Reason.URL_IRREGULAR);
    }

    private static Reading<EndpointUrl> withinLength(EndpointUrl url) {
        return url.text().length() > MOST_CHARACTERS ? tooLong() : new Reading.Good<>(url);
    }

    private static Reading<EndpointUrl> tooLong() {
        return new Reading.Bad<>(Problem.of(FIELD, Reason.TOO_LONG, MOST_CHARACTERS));
    }

    /** Offers what {@code better} reads as, where that is good and not what was typed. */
    private static Reading<EndpointUrl> offering(Reason reason, String better, String typed) {
        var problem = Problem.of(FIELD, reason);
        return new Reading.Bad<>(
                better.equals(typed) ? problem : Reading.offer(problem, read(better), EndpointUrl::text));
    }

    private static Reading<EndpointUrl> bad(Reason reason) {
        return new Reading.Bad<>(Problem.of(FIELD, reason));
    }

    /** Without the "C0 control or space" at either end that the standard removes. */
    private static String trimmed(String typed) {
        int start = 0;
        int end = typed.length();
        while (start < end && typed.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && typed.charAt(end - 1) <= ' ') {
            end--;
        }
        return typed.substring(start, end);
    }
}

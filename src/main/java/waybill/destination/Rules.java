package waybill.destination;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import waybill.destination.Problem.Reason;

/** The rules of the auth types' fields. Each says the first thing that is wrong, as there is one line below a field. */
final class Rules {
    /** Headers that Waybill sends itself, and those by which HTTP frames and routes a request (RFC 9110, RFC 9112). */
    private static final List<String> RESERVED_HEADERS = List.of("Content-Type", "User-Agent", "webhook-id",
            "webhook-timestamp", "Idempotency-Key", "Waybill-Attempt", "Waybill-Trigger", "Host", "Content-Length",
            "Content-Encoding", "Transfer-Encoding", "Connection", "Keep-Alive", "Proxy-Connection", "Upgrade", "TE",
            "Trailer", "Expect");
    /** RFC 6750 §2.1. */
    private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
    private static final Pattern BEARER_WORD = Pattern.compile("bearer\\s+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private static final FieldRule NO_CONTROLS = refusing(Reason.CONTROL_CHARACTERS, Text::hasControl);
    private static final FieldRule NO_UNPAIRED_SURROGATES = refusing(Reason.UNPAIRED_SURROGATE,
            Text::hasUnpairedSurrogate);
    private static final FieldRule SPACES_ARE_KEPT = refusing(Reason.WARN_SPACES_AT_ENDS, Text::hasSpaceAtEnds);

    private static final FieldRule HEADER_NAME = required(Rules::headerName);
    private static final FieldRule HEADER_VALUE = required(atMost(8_192), Rules::headerValue);
    private static final FieldRule QUERY_NAME = required(NO_UNPAIRED_SURROGATES, atMost(1_024), NO_CONTROLS,
            Rules::queryName, SPACES_ARE_KEPT);
    private static final FieldRule QUERY_VALUE = required(NO_UNPAIRED_SURROGATES, atMost(1_024), NO_CONTROLS,
            SPACES_ARE_KEPT);

    static final FieldRule HMAC_HEADER = HEADER_NAME;
    /** Control characters are allowed: the secret is never sent, its bytes are the key. */
    static final FieldRule HMAC_SECRET = required(NO_UNPAIRED_SURROGATES, atMost(1_024), SPACES_ARE_KEPT);
    static final FieldRule HMAC_PREFIX = firstOf(atMost(64),
            refusing(Reason.PREFIX_NOT_VISIBLE_ASCII, text -> !Text.isVisibleAscii(text)));
    /** RFC 7617 §2. */
    static final FieldRule USERNAME = required(NO_UNPAIRED_SURROGATES, NO_CONTROLS,
            refusing(Reason.USERNAME_COLON, text -> text.indexOf(':') >= 0), SPACES_ARE_KEPT);
    static final FieldRule PASSWORD = required(NO_UNPAIRED_SURROGATES, NO_CONTROLS, SPACES_ARE_KEPT);
    static final FieldRule BEARER_TOKEN = required(atMost(8_192), Rules::bearerWord, Rules::bearerToken,
            refusing(Reason.WARN_NOT_B64TOKEN, text -> !B64TOKEN.matcher(text).matches()));
    static final FieldRule API_KEY_NAME = byPlacement(HEADER_NAME, QUERY_NAME);
    static final FieldRule API_KEY_VALUE = byPlacement(HEADER_VALUE, QUERY_VALUE);

    private Rules() {}

    private static FieldRule required(FieldRule... rules) {
        FieldRule rest = firstOf(rules);
        return (field, value, others) -> value.isEmpty()
                ? List.of(Problem.of(field, Reason.REQUIRED))
                : rest.check(field, value, others);
    }

    private static FieldRule firstOf(FieldRule... rules) {
        return (field, value, others) -> {
            for (FieldRule rule : rules) {
                List<Problem> problems = rule.check(field, value, others);
                if (!problems.isEmpty()) {
                    return problems;
                }
            }
            return List.of();
        };
    }

    private static FieldRule refusing(Reason reason, Predicate<String> wrong) {
        return (field, value, _) -> wrong.test(value) ? List.of(Problem.of(field, reason)) : List.of();
    }

    /** In code points: an emoji counts as one character. */
    private static FieldRule atMost(int characters) {
        return (field, value, _) -> Text.length(value) > characters
                ? List.of(Problem.of(field, Reason.TOO_LONG, characters))
                : List.of();
    }

    private static FieldRule byPlacement(FieldRule header, FieldRule query) {
        return (field, value, others) -> switch (AuthType.placement(others.values())) {
            case HEADER -> header.check(field, value, others);
            case QUERY -> query.check(field, value, others);
        };
    }

    private static List<Problem> headerName(String field, String value, FieldRule.Others others) {
        if (HeaderName.isToken(value)) {
            return RESERVED_HEADERS.stream().filter(value::equalsIgnoreCase)
                    .map(reserved -> Problem.of(field, Reason.HEADER_RESERVED, reserved)).toList();
        }
        return refused(Problem.of(field, Reason.HEADER_NOT_A_TOKEN), value, HEADER_NAME, others);
    }

    private static List<Problem> headerValue(String field, String value, FieldRule.Others others) {
        boolean sendable = value.chars().allMatch(c -> c == ' ' || Text.isVisibleAscii(c)) && !Text.hasSpaceAtEnds(value);
        return sendable
                ? List.of()
                : refused(Problem.of(field, Reason.VALUE_NOT_SENDABLE), value, HEADER_VALUE, others);
    }

    private static List<Problem> queryName(String field, String value, FieldRule.Others others) {
        boolean taken = others.url().filter(url -> url.queryNames().contains(value)).isPresent();
        return taken ? List.of(Problem.of(field, Reason.QUERY_NAME_TAKEN)) : List.of();
    }

    private static List<Problem> bearerWord(String field, String value, FieldRule.Others others) {
        String typed = Text.withoutSpaceAtEnds(value);
        // The word alone is taken for it only where white space followed.
        var word = BEARER_WORD.matcher(value.endsWith(typed) ? typed : typed + " ");
        int end = 0;
        while (word.region(end, word.regionEnd()).lookingAt()) {
            end = word.end();
        }
        if (end == 0) {
            return List.of();
        }
        var problem = Problem.of(field, Reason.TOKEN_BEARER_WORD);
        return List.of(end >= typed.length() ? problem : offering(problem, typed.substring(end), BEARER_TOKEN, others));
    }

    private static List<Problem> bearerToken(String field, String value, FieldRule.Others others) {
        return Text.isVisibleAscii(value)
                ? List.of()
                : refused(Problem.of(field, Reason.TOKEN_NOT_VISIBLE_ASCII), value, BEARER_TOKEN, others);
    }

    private static List<Problem> refused(Problem problem, String value, FieldRule rule, FieldRule.Others others) {
        String trimmed = Text.withoutSpaceAtEnds(value);
        return List.of(trimmed.equals(value) ? problem : offering(problem, trimmed, rule, others));
    }

    /** Offers {@code better} if the rule would take it. */
    private static Problem offering(Problem problem, String better, FieldRule rule, FieldRule.Others others) {
        boolean good = rule.check(problem.field(), better, others).stream().allMatch(Problem::isWarning);
        return good ? problem.offering(better) : problem;
    }
}

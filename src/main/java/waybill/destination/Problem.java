package waybill.destination;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is wrong or doubtful about a field.
 *
 * @param field the id of the field it stands under: {@code url}, {@code trustedCertificate}, or an {@link AuthField}'s
 * @param reason what it is; the window has its words under {@code problem.<reason>}
 * @param arguments what the words mention, such as a limit or a header's name; never a secret
 * @param correction a value that would be accepted instead, where one is offered
 */
public record Problem(String field, Reason reason, List<String> arguments, Optional<Secret> correction) {
    public static Problem of(String field, Reason reason, Object... arguments) {
        return new Problem(field, reason, Arrays.stream(arguments).map(String::valueOf).toList(), Optional.empty());
    }

    public Problem offering(String better) {
        return new Problem(field, reason, arguments, Optional.of(Secret.of(better)));
    }

    /** A warning is shown and does not stop anything. */
    public boolean isWarning() {
        return reason.warning;
    }

    /** What can be wrong. Those that begin with {@code WARN} only advise. */
    public enum Reason {
        /** Nothing was typed where something is needed. */
        REQUIRED,
        /** More characters than the argument says. */
        TOO_LONG,
        /** Control characters, such as a line break, where none may be. */
        CONTROL_CHARACTERS,
        /** Half of a surrogate pair: no text, it would be altered on the way. */
        UNPAIRED_SURROGATE,
        /** The URL begins with no scheme; offers it with {@code https://}. */
        URL_NO_SCHEME,
        /** The URL's scheme is another than https; offers https in the place of http. */
        URL_NOT_HTTPS,
        /** The URL has no host. */
        URL_NO_HOST,
        /** The URL's host is neither a name that can be looked up nor an address. */
        URL_HOST_INVALID,
        /** The URL's port is no number from 1 to 65,535. */
        URL_PORT_INVALID,
        /** The URL has a user:password part; offers it without. */
        URL_CREDENTIALS,
        /** The URL has a fragment; offers it without. */
        URL_FRAGMENT,
        /** Missing slashes or backslashes, which readers of URLs disagree on; offers what the URL Standard reads. */
        URL_IRREGULAR,
        /** Not an RFC 9110 token. */
        HEADER_NOT_A_TOKEN,
        /** A header that Waybill or HTTP itself sets; the argument is its usual spelling. */
        HEADER_RESERVED,
        /** Other than visible ASCII in the prefix. */
        PREFIX_NOT_VISIBLE_ASCII,
        /** A colon in the username: RFC 7617 could not tell where it ends. */
        USERNAME_COLON,
        /** Other than visible ASCII in the token; offers it without white space at its ends. */
        TOKEN_NOT_VISIBLE_ASCII,
        /** The word {@code Bearer} before the token; offers the token alone. */
        TOKEN_BEARER_WORD,
        /** Other than visible ASCII and inner spaces in a header's value; offers it without white space at its ends. */
        VALUE_NOT_SENDABLE,
        /** The URL's query already has a parameter of that name. */
        QUERY_NAME_TAKEN,
        /** No certificate in PEM, or text that cannot be read as one. */
        CERTIFICATE_NOT_PEM,
        /** There is a private key in the text; it belongs nowhere near here. */
        CERTIFICATE_PRIVATE_KEY,
        /** More certificates than the argument says. */
        CERTIFICATE_TOO_MANY,
        /** A key that is too short to be trusted, see {@link KeyStrength}. */
        CERTIFICATE_WEAK,
        /** White space at either end, which is kept. */
        WARN_SPACES_AT_ENDS,
        /** Outside RFC 6750's b64token: some servers will not read it. */
        WARN_NOT_B64TOKEN;

        private final boolean warning = name().startsWith("WARN_");
    }
}

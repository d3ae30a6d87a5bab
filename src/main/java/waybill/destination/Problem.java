package waybill.destination;

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
        return new Problem(field, reason, List.of(arguments).stream().map(String::valueOf).toList(), Optional.empty());
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
        REQUIRED, TOO_LONG, CONTROL_CHARACTERS, UNPAIRED_SURROGATE, URL_NOT_HTTPS, URL_INVALID, URL_NO_HOST, URL_CREDENTIALS, URL_FRAGMENT, HEADER_NOT_A_TOKEN, HEADER_RESERVED, PREFIX_NOT_VISIBLE_ASCII, USERNAME_COLON, TOKEN_NOT_VISIBLE_ASCII, TOKEN_BEARER_WORD, VALUE_NOT_SENDABLE, QUERY_NAME_TAKEN, CERTIFICATE_NOT_PEM, CERTIFICATE_PRIVATE_KEY, CERTIFICATE_TOO_MANY, WARN_SPACES_AT_ENDS, WARN_NOT_B64TOKEN, WARN_CERTIFICATE_EXPIRED, WARN_CERTIFICATE_NOT_YET_VALID;

        private final boolean warning = name().startsWith("WARN_");
    }
}

package waybill.receiver;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import waybill.delivery.CredentialCheck.Verdict;
import waybill.delivery.HeaderField;
import waybill.destination.Auth;
import waybill.destination.AuthType;
import waybill.destination.Secret;

/**
 * How a received request may be shown. Masked are: what HTTP itself uses for credentials, values that hold a secret of the
 * expected auth, the value that the verdict found to be another one, and whatever has a name that speaks of a secret. So
 * a key that was sent by mistake, or while nothing is expected, is not shown either.
 */
final class Masked {
    private static final List<String> WITH_SCHEME = List.of("authorization", "proxy-authorization");
    private static final List<String> TELLING = List.of("api-key", "apikey", "api_key", "token", "secret", "password", "passwd",
            "cookie", "access-key", "access_key", "credential");
    /** A shorter secret stands in many texts by chance: it is masked only where it is the whole value. */
    private static final int LONG_ENOUGH_TO_SEARCH = 4;

    private final List<Secret> secrets;
    private final Optional<String> differing;

    Masked(Optional<Auth> expected, Verdict verdict) {
        secrets = expected.map(auth -> List.copyOf(AuthType.values(auth).secrets().values())).orElse(List.of());
        differing = verdict instanceof Verdict.CredentialsDiffer(var name) ? Optional.of(name) : Optional.empty();
    }

    HeaderField header(HeaderField arrived) {
        String value = arrived.value();
        if (WITH_SCHEME.contains(arrived.name().toLowerCase(Locale.ROOT))) {
            int space = value.indexOf(' ');
            return shown(arrived, space < 0 ? Secret.MASK : value.substring(0, space + 1) + Secret.MASK);
        }
        boolean differs = differing.filter(arrived.name()::equalsIgnoreCase).isPresent();
        return shown(arrived, differs || isTelling(arrived.name()) || holdsSecret(value) ? Secret.MASK : value);
    }

    String target(String arrived) {
        int query = arrived.indexOf('?');
        if (query < 0) {
            return arrived;
        }
        return arrived.substring(0, query + 1) + Arrays.stream(arrived.substring(query + 1).split("&", -1)).map(this::parameter)
                .collect(Collectors.joining("&"));
    }

    private String parameter(String pair) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            return holdsSecret(decoded(pair)) ? Secret.MASK : pair;
        }
        String name = decoded(pair.substring(0, equals));
        String value = decoded(pair.substring(equals + 1));
        boolean mask = differing.filter(name::equals).isPresent() || isTelling(name) || holdsSecret(value);
        return mask ? pair.substring(0, equals + 1) + Secret.MASK : pair;
    }

    private boolean holdsSecret(String value) {
        return secrets.stream().filter(secret -> !secret.isEmpty()).map(Secret::reveal)
                .anyMatch(secret -> secret.length() < LONG_ENOUGH_TO_SEARCH ? value.equals(secret) : value.contains(secret));
    }

    private static boolean isTelling(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return TELLING.stream().anyMatch(lower::contains);
    }

    private static HeaderField shown(HeaderField arrived, String text) {
        return new HeaderField(arrived.name(), arrived.value(), text);
    }

    /** What is no percent-encoding stays as it is: it is only compared. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}

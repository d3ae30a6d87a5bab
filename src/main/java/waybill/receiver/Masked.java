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
import waybill.delivery.Redactor;
import waybill.destination.Secret;

/**
 * How a received request may be shown. Masked are: the secrets of the expected auth, however they are written and wherever
 * they stand, what HTTP itself uses for credentials, the value that the verdict found to be another one, and whatever has a
 * name that speaks of a secret. So a key that was sent by mistake, or while nothing is expected, is not shown either.
 */
final class Masked {
    private static final List<String> WITH_SCHEME = List.of("authorization", "proxy-authorization");
    private static final List<String> TELLING = List.of("api-key", "apikey", "api_key", "token", "secret", "password", "passwd",
            "cookie", "access-key", "access_key", "credential");
    /** More than the longest secret takes up, each of its characters escaped; in bytes. */
    private static final int LONGEST_SECRET = 64 * 1024;

    private final Redactor redactor;
    private final Optional<String> differing;

    /** @param redactor of the expected auth */
    Masked(Redactor redactor, Verdict verdict) {
        this.redactor = redactor;
        differing = verdict instanceof Verdict.CredentialsDiffer(var name) ? Optional.of(name) : Optional.empty();
    }

    HeaderField header(HeaderField arrived) {
        String value = arrived.value();
        if (WITH_SCHEME.contains(arrived.name().toLowerCase(Locale.ROOT))) {
            int space = value.indexOf(' ');
            return shown(arrived, space < 0 ? Secret.MASK : value.substring(0, space + 1) + Secret.MASK);
        }
        boolean differs = differing.filter(arrived.name()::equalsIgnoreCase).isPresent();
        return shown(arrived, differs || isTelling(arrived.name()) ? Secret.MASK : redactor.redact(value));
    }

    String target(String arrived) {
        int query = arrived.indexOf('?');
        if (query < 0) {
            return redactor.redact(arrived);
        }
        String parameters = Arrays.stream(arrived.substring(query + 1).split("&", -1)).map(this::parameter)
                .collect(Collectors.joining("&"));
        return redactor.redact(arrived.substring(0, query + 1) + parameters);
    }

    /** Looks further than what is shown, so that no half of a secret is left at the end. */
    ReceivedRequest.Body body(byte[] start, long size) {
        int read = Math.min(start.length, ReceivedRequest.Body.SHOWN + LONGEST_SECRET);
        String text = redactor.redact(new String(start, 0, read, StandardCharsets.UTF_8));
        if (text.length() <= ReceivedRequest.Body.SHOWN) {
            return new ReceivedRequest.Body(text, read < size, size);
        }
        int end = ReceivedRequest.Body.SHOWN - (Character.isHighSurrogate(text.charAt(ReceivedRequest.Body.SHOWN - 1)) ? 1 : 0);
        return new ReceivedRequest.Body(text.substring(0, end), true, size);
    }

    private String parameter(String pair) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            return pair;
        }
        String name = decoded(pair.substring(0, equals));
        boolean mask = differing.filter(name::equals).isPresent() || isTelling(name);
        return mask ? pair.substring(0, equals + 1) + Secret.MASK : pair;
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

package waybill.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import waybill.destination.Auth;
import waybill.destination.AuthType;
import waybill.destination.Destination;
import waybill.destination.PracticeIdentity;
import waybill.destination.Secret;

/**
 * Masks a destination's secrets in any text, whether they stand there plain or written in another way: base64 (also
 * URL-safe, also unpadded, also as Basic's pair), hexadecimal, percent-encoded, escaped for JSON, or as UTF-8 read as
 * Latin-1. Pure, thread-safe; holds the secrets as Java strings for as long as it lives.
 * <p>
 * A form of fewer than {@value #SHORT} characters is masked only where no letter or digit touches it: a password {@code a}
 * must not riddle every word. What of it is masked then tells little that its length does not.
 */
public final class Redactor {
    private static final int SHORT = 4;

    private final Pattern forms;

    private Redactor(Collection<String> forms) {
        this.forms = Pattern.compile(forms.stream().sorted(Comparator.comparingInt(String::length).reversed())
                .map(Redactor::expression).collect(Collectors.joining("|")));
    }

    /** Masks the secrets of {@code auth}. */
    public static Redactor of(Auth auth) {
        return of(secrets(auth), pairs(auth));
    }

    /** Masks the secrets of {@code destination}, the practice receiver's key included. */
    public static Redactor of(Destination destination) {
        var practice = destination.practice().map(PracticeIdentity::privateKey).stream();
        return of(Stream.concat(secrets(destination.auth()), practice), pairs(destination.auth()));
    }

    /** {@code text} with {@link Secret#MASK} for each secret in it. */
    public String redact(String text) {
        return forms.pattern().isEmpty() ? text : forms.matcher(text).replaceAll(Matcher.quoteReplacement(Secret.MASK));
    }

    /** Never prints a secret. */
    @Override
    public String toString() {
        return "Redactor";
    }

    private static Stream<Secret> secrets(Auth auth) {
        return AuthType.values(auth).secrets().values().stream();
    }

    /** Secrets joined with other text before they are encoded, so that their own base64 is not in it. */
    private static Stream<String> pairs(Auth auth) {
        return RequestSigner.credentials(auth).stream().flatMap(credential -> credential.parts().stream())
                .filter(Part.Base64Of.class::isInstance).map(Part.Base64Of.class::cast)
                .map(base64 -> Part.value(base64.parts(), new byte[0]));
    }

    private static Redactor of(Stream<Secret> secrets, Stream<String> pairs) {
        Set<String> forms = new LinkedHashSet<>();
        Stream.concat(secrets.map(Secret::reveal), pairs).filter(secret -> !secret.isEmpty())
                .forEach(secret -> forms.addAll(forms(secret)));
        return new Redactor(forms);
    }

    private static List<String> forms(String secret) {
        byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(utf8);
        String unpadded = Base64.getEncoder().withoutPadding().encodeToString(utf8);
        String hex = HexFormat.of().formatHex(utf8);
        String percent = PercentEncoding.encode(secret);
        return List.of(secret, new String(utf8, StandardCharsets.ISO_8859_1), base64, unpadded, urlSafe(base64),
                urlSafe(unpadded),
                hex, hex.toUpperCase(Locale.ROOT), percent, lowerCaseOctets(percent), percent.replace("%20", "+"),
                lowerCaseOctets(percent).replace("%20", "+"), json(secret, false), json(secret, true),
                json(secret, false).replace("/", "\\/"), json(secret, true).replace("/", "\\/"));
    }

    private static String urlSafe(String base64) {
        return base64.replace('+', '-').replace('/', '_');
    }

    private static String lowerCaseOctets(String percent) {
        return Pattern.compile("%..").matcher(percent).replaceAll(octet -> octet.group().toLowerCase(Locale.ROOT));
    }

    /** RFC 8259 §7. @param ascii whether what is not ASCII is escaped too, as many libraries do */
    private static String json(String text, boolean ascii) {
        return text.chars().mapToObj(c -> switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default -> c < ' ' || ascii && c > '~' ? "\\u" + HexFormat.of().toHexDigits((char) c) : Character.toString(c);
        }).collect(Collectors.joining());
    }

    private static String expression(String form) {
        String exact = Pattern.quote(form);
        return form.length() < SHORT ? "(?<![\\p{L}\\p{N}])" + exact + "(?![\\p{L}\\p{N}])" : exact;
    }
}

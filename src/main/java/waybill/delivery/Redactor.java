package waybill.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
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
 * URL-safe, also unpadded, also as Basic's pair), hexadecimal, percent-encoded or escaped for JSON (wholly or in part), or
 * as UTF-8 read as Latin-1. Pure, thread-safe; holds the secrets as Java strings for as long as it lives.
 * <p>
 * What has fewer than {@value #SHORT} characters is masked only where no letter or digit touches it: a password {@code a}
 * must not riddle every word.
 */
public final class Redactor {
    private static final int SHORT = 4;
    private static final String JSON_ESCAPED = "\"\\/\b\f\n\r\t";
    private static final String JSON_ESCAPES = "\"\\/bfnrt";

    private final Pattern secrets;

    private Redactor(Stream<String> secrets) {
        this.secrets = Pattern.compile(secrets.filter(secret -> !secret.isEmpty()).flatMap(Redactor::forms).distinct()
                .sorted(Comparator.comparingInt(Form::length).reversed()).map(Form::standingAlone)
                .collect(Collectors.joining("|")));
    }

    /** Masks the secrets of {@code auth}. */
    public static Redactor of(Auth auth) {
        return new Redactor(Stream.concat(secrets(auth), joined(auth)));
    }

    /** Masks the secrets of {@code destination}, the practice receiver's key included. */
    public static Redactor of(Destination destination) {
        var practice = destination.practice().map(PracticeIdentity::privateKey).map(Secret::reveal).stream();
        return new Redactor(
                Stream.of(secrets(destination.auth()), joined(destination.auth()), practice).flatMap(secrets -> secrets));
    }

    /** {@code text} with {@link Secret#MASK} for each secret in it. */
    public String redact(String text) {
        return secrets.pattern().isEmpty() ? text : secrets.matcher(text).replaceAll(Matcher.quoteReplacement(Secret.MASK));
    }

    /** Never prints a secret. */
    @Override
    public String toString() {
        return "Redactor";
    }

    private static Stream<String> secrets(Auth auth) {
        return AuthType.values(auth).secrets().values().stream().map(Secret::reveal);
    }

    /** Secrets joined with other text before they are encoded, so that the encoding has not theirs in it. */
    private static Stream<String> joined(Auth auth) {
        return RequestSigner.credentials(auth).stream().flatMap(credential -> credential.parts().stream())
                .filter(Part.Base64Of.class::isInstance).map(Part.Base64Of.class::cast)
                .map(base64 -> Part.value(base64.parts(), new byte[0]));
    }

    /**
     * One way in which a secret is written.
     *
     * @param expression a regular expression that matches it
     * @param length of what it matches, at least; longer forms are tried first
     */
    private record Form(String expression, int length) {
        static Form exactly(String text) {
            return new Form(Pattern.quote(text), text.length());
        }

        String standingAlone() {
            return length < SHORT ? "(?<![\\p{L}\\p{N}])(?:" + expression + ")(?![\\p{L}\\p{N}])" : expression;
        }
    }

    private static Stream<Form> forms(String secret) {
        byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(utf8);
        String unpadded = Base64.getEncoder().withoutPadding().encodeToString(utf8);
        String hex = HexFormat.of().formatHex(utf8);
        var escaped = new Form(secret.codePoints().mapToObj(Redactor::escaped).collect(Collectors.joining()), secret.length());
        return Stream.concat(Stream.of(escaped),
                Stream.of(new String(utf8, StandardCharsets.ISO_8859_1), base64, unpadded, urlSafe(base64), urlSafe(unpadded),
                        hex,
                        hex.toUpperCase(Locale.ROOT)).map(Form::exactly));
    }

    private static String urlSafe(String base64) {
        return base64.replace('+', '-').replace('/', '_');
    }

    /**
     * A character as it is, percent-encoded, or escaped for JSON (RFC 8259 §7). Encoders differ in what they encode, so each
     * character may be in any of these forms.
     */
    private static String escaped(int codePoint) {
        String text = Character.toString(codePoint);
        String percent = HexFormat.of().withPrefix("%").formatHex(text.getBytes(StandardCharsets.UTF_8));
        String unicode = text.chars().mapToObj(unit -> "\\\\u" + HexFormat.of().toHexDigits((char) unit))
                .collect(Collectors.joining());
        String forms = "(?:" + Pattern.quote(text) + "|(?i:" + percent + "|" + unicode + ")" + (codePoint == ' ' ? "|\\+" : "");
        int json = JSON_ESCAPED.indexOf(codePoint);
        return forms + (json < 0 ? "" : "|" + Pattern.quote("\\" + JSON_ESCAPES.charAt(json))) + ")";
    }
}

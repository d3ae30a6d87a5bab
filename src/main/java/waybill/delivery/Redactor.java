package waybill.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** By the character that they begin with: most of a text begins none, and every answer of a batch is searched. */
    private final Map<Character, List<SecretForm>> forms;

    private Redactor(Stream<String> secrets) {
        forms = secrets.filter(secret -> !secret.isEmpty()).distinct().flatMap(Redactor::forms).distinct()
                .flatMap(form -> form.firsts().distinct().mapToObj(first -> Map.entry((char) first, form)))
                .collect(Collectors.groupingBy(Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableList())));
    }

    /** Masks nothing: where no secret is known. */
    public static Redactor none() {
        return new Redactor(Stream.empty());
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
        var redacted = new StringBuilder();
        int kept = 0;
        int next;
        for (int at = 0; at < text.length(); at = next) {
            int end = longestFrom(text, at);
            if (end > at) {
                redacted.append(text, kept, at).append(Secret.MASK);
                kept = end;
            }
            next = Math.max(end, at + 1);
        }
        return kept == 0 ? text : redacted.append(text, kept, text.length()).toString();
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

    /** Where the longest secret ends that begins at {@code start}; there, if none does. */
    private int longestFrom(String text, int start) {
        int longest = start;
        for (SecretForm form : forms.getOrDefault(text.charAt(start), List.of())) {
            int end = form.ends(text, start).filter(found -> form.length() >= SHORT || standsAlone(text, start, found)).max()
                    .orElse(start);
            longest = Math.max(longest, end);
        }
        return longest;
    }

    private static boolean standsAlone(String text, int start, int end) {
        return (start == 0 || !isOfAWord(text.codePointBefore(start)))
                && (end == text.length() || !isOfAWord(text.codePointAt(end)));
    }

    private static boolean isOfAWord(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isLetterOrDigit(codePoint) || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }

    private static Stream<SecretForm> forms(String secret) {
        byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(utf8);
        String unpadded = Base64.getEncoder().withoutPadding().encodeToString(utf8);
        String hex = HexFormat.of().formatHex(utf8);
        var exact = Stream.of(new String(utf8, StandardCharsets.ISO_8859_1), base64, unpadded, urlSafe(base64),
                urlSafe(unpadded), hex, hex.toUpperCase(Locale.ROOT)).map(SecretForm.Exact::new);
        return Stream.concat(Stream.of(SecretForm.Spelled.of(secret)), exact);
    }

    private static String urlSafe(String base64) {
        return base64.replace('+', '-').replace('/', '_');
    }
}

package waybill.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import waybill.destination.Auth;
import waybill.destination.SignatureFormat;

/**
 * Whether a request that arrived is authenticated as its destination is registered. Pure; it expects what
 * {@link RequestSigner} would have sent, and compares in constant time.
 */
public final class CredentialCheck {
    private static final Pattern HEX_AT_END = Pattern.compile("(?s)(.*?)([0-9A-Fa-f]{64})");
    private static final Pattern BASE64_AT_END = Pattern.compile("(?s)(.*?)([0-9A-Za-z+/_-]{43})=?");

    private CredentialCheck() {}

    /**
     * A request as a server received it.
     *
     * @param target the raw target of the request line, query included
     * @param headers in the order received
     * @param body the exact bytes; not copied, so nobody may change them
     */
    public record Arrived(String method, String target, List<HeaderField> headers, byte[] body) {
        public Arrived {
            headers = List.copyOf(headers);
        }

        /** Never prints a header or the body. */
        @Override
        public String toString() {
            return "Arrived[" + method + ", " + headers.size() + " headers, " + body.length + " bytes]";
        }
    }

    /** What the check says. */
    public sealed interface Verdict {
        /** The signature is the one of these bytes under the registered secret. */
        record SignatureValid(String header) implements Verdict {}

        /** There is a signature, made with another secret or over other bytes. */
        record WrongSecret(String header) implements Verdict {}

        /**
         * The signature is right but written in another way.
         *
         * @param found the encoding and prefix it came with; HEX also stands for upper-case, BASE64 for its URL-safe form
         */
        record WrongFormat(String header, SignatureFormat expected, SignatureFormat found) implements Verdict {}

        /** The header that should carry the signature or credentials is not there. */
        record HeaderMissing(String header) implements Verdict {}

        /** The query parameter that should carry the credentials is not there. */
        record ParameterMissing(String parameter) implements Verdict {}

        record CredentialsAsRegistered() implements Verdict {}

        /** @param name the header or query parameter whose value is another one */
        record CredentialsDiffer(String name) implements Verdict {}

        /** The registered auth type adds nothing, so every request is right. */
        record NoAuthExpected() implements Verdict {}

        /** No destination is registered; said by who has no auth to check against. */
        record NothingToCompare() implements Verdict {}

        /** Whether the request is as the destination is registered; also false where there was nothing to compare. */
        default boolean isGood() {
            return switch (this) {
                case SignatureValid _,CredentialsAsRegistered _,NoAuthExpected _ -> true;
                case WrongSecret _,WrongFormat _,HeaderMissing _,ParameterMissing _,CredentialsDiffer _,NothingToCompare _ ->
                    false;
            };
        }
    }

    /** The first thing that is wrong; a header or parameter that arrived more than once is right if one of its values is. */
    public static Verdict check(Auth expected, Arrived arrived) {
        Verdict verdict = new Verdict.NoAuthExpected();
        for (var credential : RequestSigner.credentials(expected)) {
            verdict = check(credential, arrived);
            if (!verdict.isGood()) {
                return verdict;
            }
        }
        return verdict;
    }

    /** The authentication scheme (RFC 9110 §11.1) that a 401 asks for; empty where the auth has no registered one. */
    public static Optional<String> scheme(Auth expected) {
        return RequestSigner.credentials(expected).stream().flatMap(credential -> credential.scheme().stream()).findFirst();
    }

    private static Verdict check(Credential credential, Arrived arrived) {
        var values = values(credential, arrived);
        if (values.isEmpty()) {
            return switch (credential.placement()) {
                case HEADER -> new Verdict.HeaderMissing(credential.name());
                case QUERY -> new Verdict.ParameterMissing(credential.name());
            };
        }
        String expected = credential.value(arrived.body());
        boolean equal = values.stream().anyMatch(value -> equal(expected, value));
        return credential.signature().map(signature -> equal
                ? new Verdict.SignatureValid(credential.name())
                : otherwise(credential.name(), signature, values, arrived.body()))
                .orElseGet(() -> equal
                        ? new Verdict.CredentialsAsRegistered()
                        : new Verdict.CredentialsDiffer(credential.name()));
    }

    private static List<String> values(Credential credential, Arrived arrived) {
        return switch (credential.placement()) {
            case HEADER -> arrived.headers().stream().filter(field -> field.name().equalsIgnoreCase(credential.name()))
                    .map(HeaderField::value).toList();
            case QUERY -> parameters(arrived.target()).filter(pair -> PercentEncoding.decode(pair[0]).equals(credential.name()))
                    .map(pair -> PercentEncoding.decode(pair[1])).toList();
        };
    }

    private static Stream<String[]> parameters(String target) {
        int query = target.indexOf('?');
        return Arrays.stream(target.substring(query + 1).split("&")).filter(_ -> query >= 0)
                .map(pair -> (pair + (pair.contains("=") ? "" : "=")).split("=", 2));
    }

    private static Verdict otherwise(String header, Part.Signature signature, List<String> values, byte[] body) {
        byte[] raw = signature.over(body);
        return values.stream().flatMap(value -> found(value, raw).stream()).findFirst()
                .<Verdict>map(found -> new Verdict.WrongFormat(header, signature.format(), found))
                .orElseGet(() -> new Verdict.WrongSecret(header));
    }

    /** How {@code value} writes {@code signature}, if it does. */
    private static Optional<SignatureFormat> found(String value, byte[] signature) {
        var hex = HEX_AT_END.matcher(value);
        if (hex.matches() && MessageDigest.isEqual(signature, HexFormat.of().parseHex(hex.group(2)))) {
            return Optional.of(SignatureFormat.HEX.withPrefix(hex.group(1)));
        }
        var base64 = BASE64_AT_END.matcher(value);
        if (base64.matches() && MessageDigest.isEqual(signature, base64Decoded(base64.group(2)))) {
            return Optional.of(SignatureFormat.BASE64.withPrefix(base64.group(1)));
        }
        return Optional.empty();
    }

    private static byte[] base64Decoded(String text) {
        return Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
    }

    private static boolean equal(String expected, String arrived) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), arrived.getBytes(StandardCharsets.UTF_8));
    }
}

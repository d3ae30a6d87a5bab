package waybill.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import waybill.destination.Secret;
import waybill.destination.SignatureFormat;

/**
 * A piece of what an auth type sends, as data: the signer sends it, the screen masks it, the copied command computes it in
 * the shell, and the practice receiver compares it. None of them names an auth type.
 */
sealed interface Part {
    /** Text that is no secret. */
    record Literal(String text) implements Part {}

    /** @param label what a person calls the secret, such as {@code API key} */
    record Plain(String label, Secret secret) implements Part {}

    /** The base64 (RFC 4648 §4) of other parts' UTF-8 bytes. */
    record Base64Of(List<Part> parts) implements Part {
        public Base64Of {
            parts = List.copyOf(parts);
        }
    }

    /** The HMAC-SHA256 over the exact bytes of the body. @param label what a person calls the key */
    record Signature(String label, Secret key, SignatureFormat format) implements Part {
        byte[] over(byte[] body) {
            return key.withUtf8(bytes -> HmacSha256.of(bytes, body));
        }
    }

    /** What a person calls the secrets in it. */
    default Stream<String> labels() {
        return switch (this) {
            case Literal _ -> Stream.empty();
            case Plain(var label, var _) -> Stream.of(label);
            case Base64Of(var parts) -> parts.stream().flatMap(Part::labels);
            case Signature(var label, var _, var _) -> Stream.of(label);
        };
    }

    /** The text to send with {@code body}. */
    default String value(byte[] body) {
        return switch (this) {
            case Literal(var text) -> text;
            case Plain(var _, var secret) -> secret.reveal();
            case Base64Of(var parts) -> Base64.getEncoder().encodeToString(value(parts, body).getBytes(StandardCharsets.UTF_8));
            case Signature signature -> signature.format().render(signature.over(body));
        };
    }

    /** The same, with {@link Secret#MASK} where it would give a secret away; a signature does not. */
    default String shown(byte[] body) {
        return switch (this) {
            case Literal(var text) -> text;
            case Plain _,Base64Of _ -> Secret.MASK;
            case Signature _ -> value(body);
        };
    }

    static String value(List<Part> parts, byte[] body) {
        return parts.stream().map(part -> part.value(body)).collect(Collectors.joining());
    }

    static String shown(List<Part> parts, byte[] body) {
        return parts.stream().map(part -> part.shown(body)).collect(Collectors.joining());
    }
}

package waybill.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import waybill.Promise;
import waybill.Promised;

/** Whatever is typed, pasted or stored: no crash, and what is accepted is exactly what was typed and can be sent. */
@Promised(Promise.TEXT)
class HostileTextTest {
    private static final int ROUNDS = 20_000;
    private static final String[] PIECES = {"a", "Z", "0", " ", "\t", "\r\n", "\n", "\0", "\u001b[31m", "\u007f", "\u0085", "é",
            "ß",
            "😀", "\ud83d", "\ude00", "\u202e", "\u200f", "\u200b", "\ufeff", "\uffff", ":", "=", "&", "?", "#", "/", "\\", "%",
            "%00",
            "%0d%0a", "@", "[", "]", "::", ".", "..", "https://", "http:", "example.com", "localhost", ":443", "xn--", "Bearer ",
            "X-Other: x", "\r\nX-Other: x", "-----BEGIN CERTIFICATE-----\n", "-----BEGIN PRIVATE KEY-----", "\"", "'", "<", "{0}",
            "${x}",
            "'; drop table destination; --"};

    static Stream<String> texts() {
        return Stream.concat(Stream.of(PIECES), Stream.of(PIECES).map(piece -> piece.repeat(100_000 / piece.length())));
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("texts")
    void altersNothingInAnyField(String text) {
        for (AuthType type : AuthType.values()) {
            for (AuthField field : type.fields()) {
                HostileText.assertUnaltered(type, fields(type, field.id(), text));
            }
        }
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("texts")
    void survivesItAsUrlAndCertificate(String text) {
        Drafts.of(text).check();
        Drafts.of("https://" + text).check();
        Drafts.of("https://example.com/" + text).check();
        new DestinationDraft(Drafts.URL, AuthType.DEFAULT, Map.of(), text, Map.of(), List.of()).check();
    }

    @Test
    void altersNothingInRandomText() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < ROUNDS; i++) {
            AuthType type = AuthType.values()[random.nextInt(AuthType.values().length)];
            var fields = new HashMap<String, String>();
            type.fields().forEach(field -> fields.put(field.id(), random.nextInt(3) == 0 ? text(random) : "good"));
            HostileText.assertUnaltered(type, fields);
        }
    }

    @Test
    void acceptsNoRandomUrlThatBreaksTheRequestLine() {
        var random = new SplittableRandom(11);
        int accepted = 0;
        for (int i = 0; i < ROUNDS; i++) {
            if (Drafts.of("https://" + text(random) + "/" + text(random))
                    .check() instanceof DestinationCheck.Valid(var it, var _)) {
                assertThat(it.url().text()).matches("https://[a-z0-9._:\\[\\]-]+/[!-~]*").hasSizeLessThanOrEqualTo(2_048);
                assertThat(EndpointUrl.of(it.url().text())).isEqualTo(it.url());
                accepted++;
            }
        }
        assertThat(accepted).isGreaterThan(100);
    }

    private static Map<String, String> fields(AuthType type, String id, String text) {
        var fields = new HashMap<String, String>();
        type.fields().forEach(field -> fields.put(field.id(), field.id().equals(id) ? text : "good"));
        return fields;
    }

    private static String text(SplittableRandom random) {
        var text = new StringBuilder();
        int pieces = 1 + random.nextInt(4);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}

package waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.delivery.Samples.basic;
import static waybill.delivery.Samples.bearer;
import static waybill.delivery.Samples.hmac;
import static waybill.delivery.Samples.keyInHeader;
import static waybill.delivery.Samples.keyInQuery;
import static waybill.delivery.Samples.signed;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import waybill.destination.Auth;
import waybill.destination.AuthType;
import waybill.destination.Secret;
import waybill.destination.SignatureFormat;

/** What each auth type sends, by published vectors; every row goes through all that is made from an auth type. */
class AuthVectorsTest {
    private static final String HELLO = "Hello, World!";
    private static final String GITHUB = "It's a Secret to Everybody";
    private static final String CHARGE = "{\"event\":\"charge.success\",\"amount\":1000,\"currency\":\"NGN\"}";
    private static final String CONVOY = "convoy-webhook-secret";
    private static final String JEFE = "what do ya want for nothing?";

    /** @param sent the header line that is added, or the target */
    record Row(Auth auth, String body, String sent) {}

    static Stream<Row> rows() {
        return Stream.of(new Row(new Auth.None(), "{}", "POST /hooks"),
                new Row(hmac("X-Hub-Signature-256", GITHUB, SignatureFormat.HEX.withPrefix("sha256=")), HELLO,
                        "X-Hub-Signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
                new Row(hmac("X-S", GITHUB, SignatureFormat.BASE64), HELLO,
                        "X-S: dXEH6g6yUJ/CESIczphLijdXC211hsIsRvQ3nIsEPhc="),
                new Row(hmac("X-Convoy-Signature", CONVOY, SignatureFormat.HEX), CHARGE,
                        "X-Convoy-Signature: 244449b7f48cbc2709060c9dcdc2b3aa47a78f540430579015c579fb12defbb4"),
                new Row(hmac("X-Convoy-Signature", CONVOY, SignatureFormat.BASE64), CHARGE,
                        "X-Convoy-Signature: JERJt/SMvCcJBgydzcKzqkenj1QEMFeQFcV5+xLe+7Q="),
                new Row(hmac("X-S", "Jefe", SignatureFormat.HEX), JEFE,
                        "X-S: 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
                new Row(basic("test", "123£"), "{}", "Authorization: Basic dGVzdDoxMjPCow=="),
                new Row(basic("Aladdin", "open sesame"), "{}", "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
                new Row(bearer("mF_9.B5f-4.1JqM"), "{}", "Authorization: Bearer mF_9.B5f-4.1JqM"),
                new Row(keyInHeader("X-Api-Key", "abcdef12345"), "{}", "X-Api-Key: abcdef12345"),
                new Row(keyInQuery("api_key", "a/b+c d£"), "{}", "POST /hooks?api_key=a%2Fb%2Bc%20d%C2%A3"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void sendsWhatTheVectorSays(Row row) {
        var request = signed(row.auth, row.body);

        var lines = Stream.concat(Stream.of("POST " + request.target().sent()),
                request.headers().stream().map(header -> header.name() + ": " + header.value()));
        assertThat(lines).contains(row.sent);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aReceiverFindsItRight(Row row) {
        var request = signed(row.auth, row.body);

        assertThat(CredentialCheck.check(row.auth, CredentialCheckTest.arrived(request)).isGood()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void noSecretIsShown(Row row) {
        var request = signed(row.auth, row.body);
        String redacted = Redactor.of(row.auth).redact(row.sent + AuthType.values(row.auth).secrets().values().stream()
                .map(Secret::reveal).toList());

        for (Secret secret : AuthType.values(row.auth).secrets().values()) {
            assertThat(Encodings.of(secret.reveal())).noneMatch(request.toString()::contains).noneMatch(redacted::contains);
        }
    }

    @Test
    void thereIsARowForEveryAuthType() {
        assertThat(Arrays.asList(AuthType.values())).allSatisfy(
                type -> assertThat(rows().map(Row::auth).map(AuthType::of)).contains(type));
    }
}

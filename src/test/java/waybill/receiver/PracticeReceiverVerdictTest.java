package waybill.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import waybill.delivery.CredentialCheck.Verdict;
import waybill.delivery.HeaderField;
import waybill.delivery.Message;
import waybill.delivery.MessageId;
import waybill.delivery.OutgoingRequest;
import waybill.delivery.RequestSigner;
import waybill.delivery.Trigger;
import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.EndpointUrl;
import waybill.destination.HeaderName;
import waybill.destination.Secret;
import waybill.destination.SignatureFormat;

/** Requests as the signer makes them, over a real connection, judged by the receiver. */
class PracticeReceiverVerdictTest {
    private static final String SECRET = "s3cr3t & é%";
    private static final String WRONG = "an0ther s3cret";

    private final PracticeReceiver receiver = new PracticeReceiver(InstantSource.system(), new SecureRandom(), Thread::sleep);
    private final Caller caller = new Caller(receiver.start());
    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        receiver.onRequest(requests::add);
    }

    @AfterEach
    void close() {
        caller.close();
        receiver.close();
    }

    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of(new Auth.None(), new Auth.None(), new Verdict.NoAuthExpected(), new Verdict.NoAuthExpected()),
                Arguments.of(hmac(SECRET), hmac(WRONG), new Verdict.SignatureValid("X-Signature"),
                        new Verdict.WrongSecret("X-Signature")),
                Arguments.of(new Auth.Basic("ann", Secret.of(SECRET)), new Auth.Basic("ann", Secret.of(WRONG)),
                        new Verdict.CredentialsAsRegistered(), new Verdict.CredentialsDiffer("Authorization")),
                Arguments.of(new Auth.Bearer(Secret.of("t0ken-A")), new Auth.Bearer(Secret.of("t0ken-B")),
                        new Verdict.CredentialsAsRegistered(), new Verdict.CredentialsDiffer("Authorization")),
                Arguments.of(key("s3cr3t value", Auth.Placement.HEADER), key(WRONG, Auth.Placement.HEADER),
                        new Verdict.CredentialsAsRegistered(), new Verdict.CredentialsDiffer("X-Door")),
                Arguments.of(key(SECRET, Auth.Placement.QUERY), key(WRONG, Auth.Placement.QUERY),
                        new Verdict.CredentialsAsRegistered(),
                        new Verdict.CredentialsDiffer("X-Door")));
    }

    @ParameterizedTest
    @MethodSource("types")
    void tellsRightFromWrong(Auth right, Auth wrong, Verdict good, Verdict bad) throws Exception {
        receiver.expect(() -> Optional.of(right));

        assertThat(send(right).verdict()).isEqualTo(good);
        assertThat(send(wrong).verdict()).isEqualTo(bad);
    }

    @ParameterizedTest
    @MethodSource("types")
    void showsNoSecretOfEither(Auth right, Auth wrong, Verdict good, Verdict bad) throws Exception {
        receiver.expect(() -> Optional.of(right));

        for (Auth sent : new Auth[]{right, wrong}) {
            var request = send(sent);
            var shown = request.head().shownTarget() + request.head().headers().stream().map(HeaderField::shown).toList()
                    + request;
            var expected = sign(sent);
            assertThat(shown).doesNotContain("s3cr3t", "an0ther", "t0ken");
            assertThat(request.head().shownTarget()).isEqualTo(expected.target().shown());
            expected.headers().forEach(header -> assertThat(request.head().headers()).contains(header));
        }
    }

    @Test
    void showsTheSecretNowhereElseEither() throws Exception {
        receiver.expect(() -> Optional.of(new Auth.Bearer(Secret.of("t0ken-A\"é"))));
        var request = caller.request("/hooks/t0ken-A%22%c3%A9?a=1").header("X-Copy", "it is dDBrZW4tQSLDqQ==")
                .POST(BodyPublishers.ofString("{\"a\":\"t0ken-A\\\"\\u00e9\", \"b\": 1}"));
        caller.send(request);

        var shown = requests.getLast();
        assertThat(shown.head().shownTarget()).isEqualTo("/hooks/••••••?a=1");
        assertThat(shown.head().headers()).filteredOn(header -> header.name().equalsIgnoreCase("X-Copy")).singleElement()
                .returns("it is ••••••", HeaderField::shown);
        assertThat(shown.body().shown()).isEqualTo("{\"a\":\"••••••\", \"b\": 1}");
    }

    @Test
    void comparesWithNothingWhereNothingIsExpected() throws Exception {
        var request = send(new Auth.Bearer(Secret.of("t0ken-A")));

        assertThat(request.verdict()).isEqualTo(new Verdict.NothingToCompare());
        assertThat(request.toString()).doesNotContain("t0ken-A");
    }

    @Test
    void asksAnewForEachRequestWhatIsExpected() throws Exception {
        var auths = Stream.<Auth>of(new Auth.None(), new Auth.Bearer(Secret.of("a"))).iterator();
        receiver.expect(() -> Optional.of(auths.next()));

        assertThat(send(new Auth.None()).verdict()).isEqualTo(new Verdict.NoAuthExpected());
        assertThat(send(new Auth.None()).verdict()).isEqualTo(new Verdict.HeaderMissing("Authorization"));
    }

    @Test
    void checksTheSignatureOfABodyThatIsLargerThanWhatIsKept() throws Exception {
        receiver.expect(() -> Optional.of(hmac(SECRET)));
        var large = "é".repeat(2_000_000).getBytes(StandardCharsets.UTF_8);

        var request = send(hmac(SECRET), large);

        assertThat(request.verdict()).isEqualTo(new Verdict.SignatureValid("X-Signature"));
        assertThat(request.body().size()).isEqualTo(4_000_000);
        assertThat(request.body().shown()).hasSize(65_536);
    }

    private static Auth hmac(String secret) {
        return new Auth.HmacSha256(new HeaderName("X-Signature"), Secret.of(secret), SignatureFormat.HEX.withPrefix("sha256="));
    }

    private static Auth key(String value, Auth.Placement placement) {
        return new Auth.ApiKey("X-Door", Secret.of(value), placement);
    }

    private ReceivedRequest send(Auth auth) throws Exception {
        return send(auth, "{\"a\": 1}".getBytes(StandardCharsets.UTF_8));
    }

    private ReceivedRequest send(Auth auth, byte[] body) throws Exception {
        var signed = sign(auth, body);
        var request = caller.request(signed.target().sent()).POST(BodyPublishers.ofByteArray(signed.body()));
        signed.headers().forEach(header -> request.header(header.name(), header.value()));
        assertThat(caller.send(request).statusCode()).isEqualTo(200);
        return requests.getLast();
    }

    private OutgoingRequest sign(Auth auth) {
        return sign(auth, "{\"a\": 1}".getBytes(StandardCharsets.UTF_8));
    }

    private OutgoingRequest sign(Auth auth, byte[] body) {
        int port = receiver.identity().orElseThrow().port();
        var url = new EndpointUrl("https://127.0.0.1:" + port + "/hooks?a=b", "127.0.0.1", port, "/hooks", Optional.of("a=b"));
        var message = new Message(new MessageId("msg_" + "a".repeat(26)), body);
        return new RequestSigner(InstantSource.fixed(Instant.EPOCH), "1").sign(message, new Destination(url, auth),
                Trigger.TEST, 1);
    }
}

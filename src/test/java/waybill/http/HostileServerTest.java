package waybill.http;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.http.Exchanges.GOOD;
import static waybill.http.Exchanges.post;
import static waybill.http.Exchanges.within;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import waybill.Promise;
import waybill.Promised;
import waybill.delivery.HeaderField;
import waybill.delivery.Outcome;

/** Every kind of misbehaviour: named rightly, one request, no secret in the detail, and never later than the deadline and a second. */
@Promised(Promise.BAD_SERVERS)
class HostileServerTest {
    private static final String SECRET = "s3cr3t-t0ken";
    private static final HttpTransport TRANSPORT = Exchanges.transport();

    static Stream<HostileKind> kinds() {
        return HostileKinds.all();
    }

    /** The first handshake of a process loads so many classes that a short deadline would not measure the server. */
    @BeforeAll
    static void handshakeOnce() throws IOException {
        try (var server = HostileServer.tls(GOOD, HostileServer.answering("HTTP/1.1 204 \r\n\r\n"))) {
            TRANSPORT.send(post(server), within(Exchanges.LONG));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isNamedInTimeAfterOneRequest(HostileKind kind) throws IOException {
        try (var server = kind.start()) {
            long start = System.nanoTime();
            Outcome outcome = TRANSPORT.send(post(server, new HeaderField("Authorization", "Bearer " + SECRET, "masked")),
                    within(kind.deadline()));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(outcome).matches(kind.expected(), kind.expectation());
            assertThat(took).isLessThan(kind.deadline().plusSeconds(1));
            assertThat(outcome.timings().total()).isLessThanOrEqualTo(took);
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(1);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(outcome.toString()).doesNotContain(SECRET);
        }
    }
}

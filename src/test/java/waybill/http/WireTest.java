package waybill.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static waybill.http.Exchanges.BODY;
import static waybill.http.Exchanges.GOOD;
import static waybill.http.Exchanges.LONG;
import static waybill.http.Exchanges.post;
import static waybill.http.Exchanges.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import waybill.Promise;
import waybill.Promised;
import waybill.delivery.HeaderField;
import waybill.delivery.Outcome;
import waybill.delivery.OutgoingRequest;
import waybill.destination.EndpointUrl;

/** What goes over the wire, compared byte by byte. */
@Promised(Promise.TEXT)
class WireTest {
    private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";

    private final HttpTransport transport = Exchanges.transport();

    @Test
    void sendsTheRequestAndNothingElse() throws IOException {
        try (var server = HostileServer.tls(GOOD, HostileServer.answering(NO_CONTENT))) {
            transport.send(
                    post(server, new HeaderField("Content-Type", "application/json"), new HeaderField("webhook-id", "msg_1"),
                            new HeaderField("x-signature", "sha256=ab \"c\"")),
                    within(LONG));
            assertThat(server.onlyRequest()).isEqualTo("POST /hook HTTP/1.1\r\nHost: localhost:" + server.port()
                    + "\r\nContent-Type: application/json\r\nwebhook-id: msg_1\r\nx-signature: sha256=ab \"c\"\r\nContent-Length: 22\r\n"
                    + "Connection: close\r\n\r\n"
                    + new String(BODY.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?", "//x", "//x/../y", "/a/./b/../c", "/%2e%2E/%2F", "/a;b=c/d;", "/a|b^c`d", "/{x}\"<y>",
            "/a?b=c?d/e|f",
            "/?%00%zz", "/?a=b&a=c&;", "///", "/\\x", "/:80/x", "/*", "/a%20b+c'd", "/?k=%E2%82%AC"})
    void sendsTheTargetAsItIs(String target) throws IOException {
        try (var server = HostileServer.tls(GOOD, HostileServer.answering(NO_CONTENT))) {
            assertThat(transport.send(post("localhost", server.port(), target), within(LONG)))
                    .isInstanceOf(Outcome.Delivered.class);
            assertThat(server.onlyRequest()).startsWith("POST " + target + " HTTP/1.1\r\n");
        }
    }

    @Test
    void sendsEveryByteOfTheBody() throws IOException {
        byte[] body = new byte[3_000_000];
        new Random(1).nextBytes(body);
        try (var server = HostileServer.tls(GOOD, HostileServer.answering(NO_CONTENT))) {
            var request = post(server);
            transport.send(new OutgoingRequest(request.url(), new OutgoingRequest.Target("/"), List.of(), body, Optional.empty()),
                    within(LONG));
            byte[] received = server.requests().getFirst();
            assertThat(received).hasSizeGreaterThan(body.length);
            assertThat(java.util.Arrays.copyOfRange(received, received.length - body.length, received.length)).isEqualTo(body);
        }
    }

    @Test
    void sendsAnEmptyBody() throws IOException {
        try (var server = HostileServer.tls(GOOD, HostileServer.answering(NO_CONTENT))) {
            var request = post(server);
            transport.send(
                    new OutgoingRequest(request.url(), new OutgoingRequest.Target("/"), List.of(), new byte[0], Optional.empty()),
                    within(LONG));
            assertThat(server.onlyRequest()).contains("\r\nContent-Length: 0\r\n");
        }
    }

    @Test
    void leavesThePortOutOfTheHostHeaderWhereItIs443() {
        var url = new EndpointUrl("https://example.com/", "example.com", 443, "/", Optional.empty());
        var wire = new WireRequest(
                new OutgoingRequest(url, new OutgoingRequest.Target("/"), List.of(), new byte[0], Optional.empty())).toSend();
        new WireRequest(new OutgoingRequest(url, new OutgoingRequest.Target("/"), List.of(), new byte[0], Optional.empty()))
                .process(wire,
                        wire.getEntity(), null);
        assertThat(wire.getFirstHeader("Host").getValue()).isEqualTo("example.com");
    }

    @Test
    void makesANewConnectionForEachRequest() throws IOException {
        try (var server = HostileServer.tls(GOOD,
                HostileServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n"))) {
            transport.send(post(server), within(LONG));
            transport.send(post(server), within(LONG));
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void keepsNoCookie() throws IOException {
        try (var server = HostileServer.tls(GOOD,
                HostileServer.answering("HTTP/1.1 204 OK\r\nSet-Cookie: a=b; Path=/; Secure\r\n\r\n"))) {
            transport.send(post(server), within(LONG));
            transport.send(post(server), within(LONG));
            assertThat(server.requests()).hasSize(2)
                    .allSatisfy(request -> assertThat(new String(request, StandardCharsets.ISO_8859_1))
                            .doesNotContainIgnoringCase("cookie"));
        }
    }

    /** HttpClient would log headers and bodies, and so credentials. */
    @ParameterizedTest
    @ValueSource(strings = {"org.apache.hc.client5.http.headers", "org.apache.hc.client5.http.wire",
            "org.apache.hc.client5.http.impl.classic.MainClientExec"})
    void hasNowhereToLogTo(String logger) {
        assertThat(LoggerFactory.getLogger(logger).isErrorEnabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nInjected: 1", "a\nb", "a\rb", "a\0b", "a\u000bb", "naïve", "a\u2028b", "\u007f"})
    void refusesAHeaderValueThatWouldBeAltered(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> transport.send(post("localhost", 1, "/", new HeaderField("X-Key", value, "masked")), within(LONG)))
                .withMessageContaining("X-Key").withMessageNotContaining(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X:Y", "X\r\nY", "X Y", "", "Ä"})
    void refusesAHeaderNameThatIsNoToken(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transport.send(post("localhost", 1, "/", new HeaderField(name, "v")), within(LONG)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "/a b", "/a\r\nX: y", "/ä", "https://elsewhere/", "*"})
    void refusesATargetThatIsNotInOriginForm(String target) {
        assertThatIllegalArgumentException().isThrownBy(() -> transport.send(post("localhost", 1, target), within(LONG)));
    }
}

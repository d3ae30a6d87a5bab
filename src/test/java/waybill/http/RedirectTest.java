package waybill.http;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.http.Exchanges.GOOD;
import static waybill.http.Exchanges.LONG;
import static waybill.http.Exchanges.post;
import static waybill.http.Exchanges.within;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import waybill.Promise;
import waybill.Promised;
import waybill.delivery.HeaderField;
import waybill.delivery.Outcome;

/** Five redirects × five ways to authenticate × two targets: none is followed, no secret goes elsewhere. */
@Promised(Promise.REDIRECTS)
class RedirectTest {
    private static final List<String> CREDENTIALS = List.of("", "Authorization: Basic dGVzdDoxMjM=",
            "Authorization: Bearer t0ken", "X-Api-Key: k3y",
            "X-Signature: sha256=abc");

    private final HttpTransport transport = Exchanges.transport();

    static Stream<Arguments> redirects() {
        return Stream.of(301, 302, 303, 307, 308)
                .flatMap(status -> CREDENTIALS.stream().map(field -> Arguments.of(status, field)));
    }

    @ParameterizedTest
    @MethodSource("redirects")
    void followsNoRedirectToAnotherServer(int status, String credential) throws IOException {
        try (var elsewhere = HostileServer.tls(GOOD, HostileServer.answering("HTTP/1.1 200 OK\r\n\r\n"));
                var server = HostileServer.tls(GOOD,
                        HostileServer.answering(redirect(status, "https://localhost:" + elsewhere.port() + "/hook")))) {
            var outcome = transport.send(post(server, fields(credential)), within(LONG));
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Redirected.class, redirected -> {
                assertThat(redirected.location()).hasValue("https://localhost:" + elsewhere.port() + "/hook");
                assertThat(redirected.answer().status()).isEqualTo(status);
            });
            assertThat(elsewhere.connections()).isZero();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("redirects")
    void followsNoRedirectToTheSameServer(int status, String credential) throws IOException {
        try (var server = HostileServer.tls(GOOD, HostileServer.answering(redirect(status, "/elsewhere")))) {
            assertThat(transport.send(post(server, fields(credential)), within(LONG))).isInstanceOf(Outcome.Redirected.class);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void reportsARedirectThatNamesNoPlace() throws IOException {
        try (var server = HostileServer.tls(GOOD, HostileServer.answering("HTTP/1.1 304 Not Modified\r\n\r\n"))) {
            assertThat(transport.send(post(server), within(LONG)))
                    .isInstanceOfSatisfying(Outcome.Redirected.class, redirected -> assertThat(redirected.location()).isEmpty());
        }
    }

    private static String redirect(int status, String location) {
        return "HTTP/1.1 " + status + " Elsewhere\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }

    private static HeaderField[] fields(String credential) {
        if (credential.isEmpty()) {
            return new HeaderField[0];
        }
        String[] parts = credential.split(": ", 2);
        return new HeaderField[]{new HeaderField(parts[0], parts[1], "masked")};
    }
}

package waybill.http;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.http.Exchanges.GOOD;
import static waybill.http.Exchanges.LONG;
import static waybill.http.Exchanges.SHORT;
import static waybill.http.Exchanges.post;
import static waybill.http.Exchanges.within;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import waybill.delivery.Fault;
import waybill.delivery.Outcome;
import waybill.delivery.Transport.Channel;

/** Connections that are kept for the next request, and those that must not be. */
class ChannelTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    /** Answers every request of a connection in that way. */
    private static HostileServer.Script always(String answer) {
        return connection -> {
            while (true) {
                connection.readRequest();
                connection.write(answer);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {OK, "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
            "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"})
    void keepsTheConnectionAfterAnAnswerThatWasReadToItsEnd(String answer) throws Exception {
        try (var server = HostileServer.tls(GOOD, always(answer));
                var transport = Exchanges.transport();
                var channel = transport.channel()) {
            for (int i = 0; i < 50; i++) {
                assertThat(channel.send(post(server), within(LONG)).received()).isPresent();
            }
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).hasSize(50)
                    .noneMatch(request -> new String(request, StandardCharsets.ISO_8859_1).contains("Connection:"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.1 200 OK\r\nConnection: x, CLOSE\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
            // more than was announced
            OK + "!", OK + OK, OK + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"})
    void opensANewConnectionWhereTheOldOneIsNotSure(String answer) throws Exception {
        try (var server = HostileServer.tls(GOOD, always(answer));
                var transport = Exchanges.transport();
                var channel = transport.channel()) {
            for (int i = 0; i < 3; i++) {
                assertThat(channel.send(post(server), within(LONG))).isInstanceOf(Outcome.Delivered.class);
            }
            assertThat(server.connections()).isEqualTo(3);
            assertThat(server.requests()).hasSize(3);
        }
    }

    /** The first connection gets a second answer that nobody asked for, a moment later; all others are refused. */
    @Test
    void takesNoAnswerThatWasSentTwiceForTheNextOne() throws Exception {
        var connections = new AtomicInteger();
        try (var server = HostileServer.tls(GOOD, connection -> {
            connection.readRequest();
            if (connections.incrementAndGet() == 1) {
                connection.write(OK);
                connection.write(OK);
                connection.readRequest();
            } else {
                connection.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            }
        }); var transport = Exchanges.transport(); var channel = transport.channel()) {
            assertThat(channel.send(post(server), within(LONG))).isInstanceOf(Outcome.Delivered.class);
            // Until the second answer is there, which is when it would do harm.
            org.awaitility.Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
            assertThat(channel.send(post(server), within(LONG))).isInstanceOf(Outcome.Rejected.class);
        }
    }

    @Test
    void leavesOutTheStagesThatAKeptConnectionNeedsNoMore() throws Exception {
        try (var server = HostileServer.tls(GOOD, always(OK));
                var transport = Exchanges.transport();
                var channel = transport.channel()) {
            var first = channel.send(post(server), within(LONG)).timings();
            var second = channel.send(post(server), within(LONG)).timings();
            assertThat(List.of(first.dns(), first.connect(), first.tls(), first.answer()))
                    .allMatch(java.util.Optional::isPresent);
            assertThat(List.of(second.dns(), second.connect(), second.tls())).allMatch(java.util.Optional::isEmpty);
            assertThat(second.answer()).isPresent();
        }
    }

    @Test
    void opensANewConnectionAfterADeadline() throws Exception {
        var requests = new AtomicInteger();
        try (var server = HostileServer.tls(GOOD, connection -> {
            while (true) {
                connection.readRequest();
                if (requests.incrementAndGet() != 2) {
                    connection.write(OK);
                }
            }
        }); var transport = Exchanges.transport(); var channel = transport.channel()) {
            assertThat(channel.send(post(server), within(LONG))).isInstanceOf(Outcome.Delivered.class);
            assertThat(channel.send(post(server), within(SHORT))).isInstanceOfSatisfying(Outcome.Unreachable.class,
                    unreachable -> assertThat(unreachable.fault()).isEqualTo(Fault.ANSWER_TIMEOUT));
            assertThat(channel.send(post(server), within(LONG))).isInstanceOf(Outcome.Delivered.class);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void neverSendsARequestTwiceWhenTheServerHasClosedTheConnection() throws Exception {
        try (var server = HostileServer.tls(GOOD, connection -> {
            connection.readRequest();
            connection.write(OK);
            connection.readRequest();
        }); var transport = Exchanges.transport(); var channel = transport.channel()) {
            var outcomes = IntStream.range(0, 4).mapToObj(_ -> channel.send(post(server), within(LONG))).toList();
            assertThat(outcomes.get(0)).isInstanceOf(Outcome.Delivered.class);
            assertThat(outcomes.get(1)).isInstanceOf(Outcome.Unreachable.class);
            assertThat(server.requests()).hasSize(4);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void keepsNoConnectionThatWasIdleForLong() throws Exception {
        var nanos = new AtomicLong();
        TlsPolicy.apply();
        try (var server = HostileServer.tls(GOOD, always(OK));
                var transport = new HttpTransport(Resolver.ofSystem(), HttpTransport.lookupThreads(),
                        TrustAnchors.of(List.of(Exchanges.ROOT.certificate())), HttpTransport.daemonTimer(), nanos::get);
                var channel = transport.channel()) {
            send(channel, server);
            nanos.addAndGet(Duration.ofMillis(999).toNanos());
            send(channel, server);
            assertThat(server.connections()).isEqualTo(1);
            nanos.addAndGet(Duration.ofMillis(1_000).toNanos());
            send(channel, server);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void closesAConnectionThatWasIdleForLongWhenItRests() throws Exception {
        var nanos = new AtomicLong();
        var ended = new CountDownLatch(1);
        TlsPolicy.apply();
        try (var server = HostileServer.tls(GOOD, answersOnce(ended));
                var transport = new HttpTransport(Resolver.ofSystem(), HttpTransport.lookupThreads(),
                        TrustAnchors.of(List.of(Exchanges.ROOT.certificate())), HttpTransport.daemonTimer(), nanos::get);
                var channel = transport.channel()) {
            assertThat(channel.rest()).isFalse();
            send(channel, server);
            nanos.addAndGet(Duration.ofMillis(999).toNanos());
            assertThat(channel.rest()).isTrue();
            nanos.addAndGet(Duration.ofMillis(1).toNanos());
            assertThat(channel.rest()).isFalse();
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** @param ended once the connection is */
    private static HostileServer.Script answersOnce(CountDownLatch ended) {
        return connection -> {
            connection.readRequest();
            connection.write(OK);
            try {
                connection.readRequest();
            } finally {
                ended.countDown();
            }
        };
    }

    @Test
    void closesItsConnectionWhenItIsClosed() throws Exception {
        var ended = new CountDownLatch(1);
        try (var server = HostileServer.tls(GOOD, answersOnce(ended)); var transport = Exchanges.transport()) {
            try (var channel = transport.channel()) {
                send(channel, server);
            }
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void send(Channel channel, HostileServer server) {
        assertThat(channel.send(post(server), within(LONG))).isInstanceOf(Outcome.Delivered.class);
    }
}

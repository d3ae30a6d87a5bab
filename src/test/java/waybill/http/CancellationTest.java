package waybill.http;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.http.Exchanges.GOOD;
import static waybill.http.Exchanges.LONG;
import static waybill.http.Exchanges.post;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import waybill.delivery.Answer;
import waybill.delivery.Cancellation;
import waybill.delivery.Outcome;
import waybill.delivery.OutgoingRequest;
import waybill.delivery.Stage;
import waybill.delivery.Transport.Terms;
import waybill.destination.TrustedCertificates;

/** Cancelled in each stage, a send ends at once. */
class CancellationTest {
    /** Long enough for the sending thread to be waiting in the stage. */
    private static final Duration INTO_THE_STAGE = Duration.ofMillis(150);
    private static final Duration AT_ONCE = Duration.ofMillis(1000);

    private final ScheduledExecutorService person = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void stop() {
        person.shutdownNow();
        never.countDown();
    }

    @Test
    void beforeItBegins() throws IOException {
        try (var server = HostileServer.tls(GOOD, HostileServer.answering("HTTP/1.1 200 OK\r\n\r\n"))) {
            var cancellation = new Cancellation();
            cancellation.cancel();
            var outcome = Exchanges.transport().send(post(server),
                    new Terms(TrustedCertificates.none(), LONG, _ -> {}, cancellation));
            assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void whileLookingUpTheAddress() {
        var transport = Exchanges.transport(host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new UnknownHostException(host);
        });
        endsAtOnce(transport, post("slow.example", 443, "/"), Stage.DNS);
    }

    @Test
    void whileConnecting() throws IOException {
        try (var full = new FullBacklog()) {
            endsAtOnce(Exchanges.transport(), post("127.0.0.1", full.port(), "/"), Stage.CONNECT);
        }
    }

    @Test
    void inTheHandshake() throws IOException {
        try (var server = HostileServer.plain(HostileConnection::fallSilent)) {
            endsAtOnce(Exchanges.transport(), post(server), Stage.TLS);
        }
    }

    @Test
    void whileSending() throws IOException {
        try (var server = HostileServer.tls(GOOD, connection -> {
            connection.readByte();
            connection.fallSilent();
        })) {
            var small = post(server);
            var large = new OutgoingRequest(small.url(), new OutgoingRequest.Target("/"), List.of(), new byte[50_000_000],
                    Optional.empty());
            endsAtOnce(Exchanges.transport(), large, Stage.SEND);
        }
    }

    @Test
    void whileWaitingForTheAnswer() throws IOException {
        try (var server = HostileServer.tls(GOOD, connection -> connection.silentAfter(""))) {
            endsAtOnce(Exchanges.transport(), post(server), Stage.ANSWER);
        }
    }

    @Test
    void whileReadingTheBody() throws IOException {
        try (var server = HostileServer.tls(GOOD,
                connection -> connection.silentAfter("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"))) {
            endsAtOnce(Exchanges.transport(), post(server), Stage.ANSWER);
        }
    }

    @Test
    void theStatusStandsWhereAMessageIsDeliveredAndItsHeadersAreComplete() throws IOException {
        var cancellation = new Cancellation();
        try (var server = HostileServer.tls(GOOD, connection -> {
            cancelsSoonAfter(connection, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", cancellation);
        }); var transport = Exchanges.transport(); var channel = transport.channel()) {
            var outcome = channel.send(post(server), new Terms(TrustedCertificates.none(), LONG, _ -> {}, cancellation));
            assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
            var answer = outcome.received().orElseThrow();
            assertThat(answer.end()).isEqualTo(Answer.BodyEnd.CUT_BY_CLOSE);
            assertThat(answer.body()).asString().isEqualTo("abc");
        }
    }

    @Test
    void otherwiseWhatBecameOfTheMessageIsNotKnown() throws IOException {
        var cancellation = new Cancellation();
        try (var server = HostileServer.tls(GOOD, connection -> {
            cancelsSoonAfter(connection, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n", cancellation);
        }); var transport = Exchanges.transport(); var channel = transport.channel()) {
            var outcome = channel.send(post(server), new Terms(TrustedCertificates.none(), LONG, _ -> {}, cancellation));
            assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
        }
    }

    @Test
    void afterwardsChangesNothing() throws IOException {
        try (var server = HostileServer.tls(GOOD, HostileServer.answering("HTTP/1.1 204 \r\n\r\n"))) {
            var cancellation = new Cancellation();
            var outcome = Exchanges.transport().send(post(server),
                    new Terms(TrustedCertificates.none(), LONG, _ -> {}, cancellation));
            cancellation.cancel();
            assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        }
    }

    private void cancelsSoonAfter(HostileConnection connection, String start, Cancellation cancellation) throws IOException {
        connection.readRequest();
        connection.write(start);
        person.schedule(cancellation::cancel, 700, TimeUnit.MILLISECONDS);
        connection.fallSilent();
    }

    private void endsAtOnce(HttpTransport transport, OutgoingRequest request, Stage in) {
        var cancellation = new Cancellation();
        var cancelledAt = new java.util.concurrent.atomic.AtomicLong();
        Runnable cancel = () -> {
            cancelledAt.set(System.nanoTime());
            cancellation.cancel();
        };
        var terms = new Terms(TrustedCertificates.none(), LONG, stage -> {
            if (stage == in) {
                person.schedule(cancel, INTO_THE_STAGE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }, cancellation);
        assertThat(transport.send(request, terms)).isInstanceOf(Outcome.Cancelled.class);
        assertThat(Duration.ofNanos(System.nanoTime() - cancelledAt.get())).isLessThan(AT_ONCE);
    }
}

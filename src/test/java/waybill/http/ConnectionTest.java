package waybill.http;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.http.Exchanges.GOOD;
import static waybill.http.Exchanges.LONG;
import static waybill.http.Exchanges.post;
import static waybill.http.Exchanges.within;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import waybill.delivery.Fault;
import waybill.delivery.Outcome;

/** Name lookups and connecting, up to the TLS handshake. */
class ConnectionTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    /** On a busy machine. */
    private static final Duration ENOUGH_TO_LOOK_UP = Duration.ofSeconds(3);

    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void namesAHostThatIsNotFound() {
        var transport = Exchanges.transport(host -> {
            throw new UnknownHostException(host);
        });
        var outcome = unreachable(transport.send(post("nowhere.example", 443, "/"), within(LONG)));
        assertThat(outcome.fault()).isEqualTo(Fault.DNS_LOOKUP_FAILED);
        assertThat(outcome.detail()).contains("nowhere.example");
        assertThat(outcome.timings().dns()).isEmpty();
    }

    @Test
    void namesAHostWithoutAnyAddress() {
        var outcome = unreachable(Exchanges.transport(_ -> List.of()).send(post("nowhere.example", 443, "/"), within(LONG)));
        assertThat(outcome.fault()).isEqualTo(Fault.DNS_LOOKUP_FAILED);
    }

    @Test
    void abandonsALookupThatHangs() {
        var outcome = unreachable(hanging().send(post("slow.example", 443, "/"), within(SHORT)));
        assertThat(outcome.fault()).isEqualTo(Fault.DNS_TIMEOUT);
        assertThat(outcome.detail()).contains("deadline");
        assertThat(outcome.timings().total()).isBetween(SHORT, SHORT.plusSeconds(1));
    }

    @Test
    void namesARefusedConnection() throws IOException {
        int port = unusedPort();
        var outcome = unreachable(Exchanges.transport().send(post("localhost", port, "/"), within(LONG)));
        assertThat(outcome.fault()).isEqualTo(Fault.CONNECTION_REFUSED);
        assertThat(outcome.detail()).contains("port " + port);
        assertThat(outcome.timings().dns()).isPresent();
        assertThat(outcome.timings().connect()).isEmpty();
    }

    @Test
    void namesAConnectTimeout() throws IOException {
        try (var full = new FullBacklog()) {
            var outcome = unreachable(Exchanges.transport().send(post("127.0.0.1", full.port(), "/"), within(ENOUGH_TO_LOOK_UP)));
            assertThat(outcome.fault()).isEqualTo(Fault.CONNECT_TIMEOUT);
            assertThat(outcome.timings().total()).isBetween(ENOUGH_TO_LOOK_UP.minusMillis(50), ENOUGH_TO_LOOK_UP.plusSeconds(1));
        }
    }

    @Test
    void connectsToTheSecondAddressWhereTheFirstRefuses() throws IOException {
        try (var server = HostileServer.tls(GOOD, HostileServer.answering("HTTP/1.1 204 \r\n\r\n"))) {
            var transport = Exchanges.transport(_ -> List.of(InetAddress.getByName("::1"), InetAddress.getByName("127.0.0.1")));
            assertThat(transport.send(post(server), within(LONG))).isInstanceOf(Outcome.Delivered.class);
        }
    }

    @Test
    void reportsTheMoreTellingFaultOfTwoAddresses() throws IOException {
        try (var full = new FullBacklog()) {
            var transport = Exchanges.transport(_ -> List.of(InetAddress.getByName("::1"), InetAddress.getByName("127.0.0.1")));
            var outcome = unreachable(transport.send(post("localhost", full.port(), "/"), within(ENOUGH_TO_LOOK_UP)));
            assertThat(outcome.fault()).isIn(Fault.CONNECTION_REFUSED, Fault.CONNECT_TIMEOUT);
            assertThat(Faults.moreTelling(fault(new SocketTimeoutException()), fault(new ConnectException())).fault())
                    .isEqualTo(Fault.CONNECTION_REFUSED);
            assertThat(Faults.moreTelling(fault(new SocketTimeoutException()), fault(new NoRouteToHostException())).fault())
                    .isEqualTo(Fault.CONNECT_TIMEOUT);
        }
    }

    @Test
    void tellsFaultsOfConnectingByTheirTypes() {
        assertThat(fault(new SocketTimeoutException("x")).fault()).isEqualTo(Fault.CONNECT_TIMEOUT);
        assertThat(fault(new NoRouteToHostException("x")).fault()).isEqualTo(Fault.NETWORK_UNREACHABLE);
        assertThat(fault(new ConnectException("x")).fault()).isEqualTo(Fault.CONNECTION_REFUSED);
        assertThat(fault(new SocketException("x")).fault()).isEqualTo(Fault.CONNECTION_RESET);
    }

    @Test
    void namesANetworkThatCannotBeReached() {
        var transport = Exchanges.transport(_ -> List.of(InetAddress.getByName("255.255.255.255")));
        var outcome = unreachable(transport.send(post("broadcast.example", 443, "/"), within(LONG)));
        assertThat(outcome.fault()).isEqualTo(Fault.NETWORK_UNREACHABLE);
    }

    @Test
    void leavesSystemProxiesAlone() throws IOException {
        System.setProperty("socksProxyHost", "127.0.0.1");
        System.setProperty("socksProxyPort", String.valueOf(unusedPort()));
        System.setProperty("https.proxyHost", "127.0.0.1");
        System.setProperty("https.proxyPort", String.valueOf(unusedPort()));
        try (var server = HostileServer.tls(GOOD, HostileServer.answering("HTTP/1.1 204 \r\n\r\n"))) {
            assertThat(Exchanges.transport().send(post(server), within(LONG))).isInstanceOf(Outcome.Delivered.class);
        } finally {
            List.of("socksProxyHost", "socksProxyPort", "https.proxyHost", "https.proxyPort").forEach(System::clearProperty);
        }
    }

    private HttpTransport hanging() {
        return Exchanges.transport(host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new UnknownHostException(host);
        });
    }

    private static NamedFault fault(IOException failed) {
        return Faults.connecting(new InetSocketAddress(InetAddress.getLoopbackAddress(), 443), failed);
    }

    private static Outcome.Unreachable unreachable(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Unreachable.class);
        return (Outcome.Unreachable) outcome;
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

package waybill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import waybill.delivery.Outcome;
import waybill.delivery.OutgoingRequest;
import waybill.delivery.Transport;
import waybill.destination.EndpointUrl;
import waybill.destination.TrustedCertificates;

class LazyTransportTest {
    @Test
    void endsItsThreadWhenItIsClosed() {
        Set<Thread> others = threads();
        var transport = new LazyTransport();
        // A URL whose host cannot be looked up, so that nothing is sent.
        var request = new OutgoingRequest(EndpointUrl.of("https://nowhere.invalid/"), new OutgoingRequest.Target("/"), List.of(),
                new byte[0],
                Optional.empty());
        assertThat(transport.send(request, new Transport.Terms(TrustedCertificates.none(), Duration.ofSeconds(10))))
                .isInstanceOf(Outcome.Unreachable.class);
        Set<Thread> own = threads();
        own.removeAll(others);
        assertThat(own).isNotEmpty();
        transport.close();
        await().untilAsserted(() -> assertThat(own).noneMatch(Thread::isAlive));
    }

    @Test
    void canBeClosedUnused() {
        new LazyTransport().close();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("waybill-deadline"))
                .collect(Collectors.toSet());
    }
}

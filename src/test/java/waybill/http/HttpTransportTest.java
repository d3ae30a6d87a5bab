package waybill.http;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.http.Exchanges.GOOD;
import static waybill.http.Exchanges.LONG;
import static waybill.http.Exchanges.post;
import static waybill.http.Exchanges.within;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import waybill.delivery.Answer.BodyEnd;
import waybill.delivery.Cancellation;
import waybill.delivery.Outcome;
import waybill.delivery.Stage;
import waybill.delivery.Transport.Terms;
import waybill.destination.TrustedCertificates;

class HttpTransportTest {
    private final HttpTransport transport = Exchanges.transport();

    @Test
    void delivers() throws Exception {
        try (var server = HostileServer.tls(GOOD,
                HostileServer.answering("HTTP/1.1 200 Fine\r\nX-Note: a\r\nContent-Length: 2\r\n\r\nok"))) {
            var outcome = transport.send(post(server), within(LONG));
            assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
            var answer = outcome.received().orElseThrow();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.reason()).isEqualTo("Fine");
            assertThat(answer.header("x-note")).hasValue("a");
            assertThat(answer.body()).asString().isEqualTo("ok");
            assertThat(answer.end()).isEqualTo(BodyEnd.COMPLETE);
        }
    }

    @Test
    void tellsEachStageAndItsTime() throws Exception {
        var stages = new ArrayList<Stage>();
        try (var server = HostileServer.tls(GOOD, HostileServer.answering("HTTP/1.1 204 \r\n\r\n"))) {
            var terms = new Terms(TrustedCertificates.none(), LONG, stages::add, new Cancellation());
            var timings = transport.send(post(server), terms).timings();
            assertThat(stages).isEqualTo(List.of(Stage.values()));
            assertThat(timings.dns()).isPresent();
            assertThat(timings.connect()).isPresent();
            assertThat(timings.tls()).isPresent();
            assertThat(timings.answer()).isPresent();
            var stagesTogether = timings.dns().get().plus(timings.connect().get()).plus(timings.tls().get())
                    .plus(timings.answer().get());
            assertThat(timings.total()).isGreaterThanOrEqualTo(stagesTogether);
        }
    }
}

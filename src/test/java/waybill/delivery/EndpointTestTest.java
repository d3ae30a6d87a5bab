package waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.delivery.Samples.NOW;
import static waybill.delivery.Samples.SIGNER;
import static waybill.delivery.Samples.hmac;
import static waybill.delivery.Samples.url;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import waybill.destination.Destination;
import waybill.destination.Readiness;
import waybill.destination.SignatureFormat;
import waybill.destination.TrustedCertificates;

class EndpointTestTest {
    private static final Transport.Terms TERMS = new Transport.Terms(TrustedCertificates.none(),
            Transport.Terms.DEFAULT_DEADLINE);
    private static final Outcome DELIVERED = new Outcome.Delivered(
            new Answer(200, "OK", List.of(), new byte[0], Answer.BodyEnd.COMPLETE), Timings.none());

    private final List<OutgoingRequest> sent = new ArrayList<>();
    private final Destination destination = new Destination(url(), hmac("X-Signature", "secret", SignatureFormat.HEX));

    @Test
    void sendsOneSignedTest() {
        var result = test(DELIVERED).run(destination, TERMS);

        assertThat(sent).containsExactly(result.sent());
        assertThat(result.sent().body()).asString().isEqualTo(EndpointTest.BODY);
        assertThat(result.sent().header("Waybill-Trigger")).hasValue("test");
        assertThat(result.sent().header("Waybill-Attempt")).hasValue("1");
        assertThat(result.sent().signed()).isPresent();
        assertThat(result.outcome()).isEqualTo(DELIVERED);
    }

    @Test
    void previewsWhatItWouldSendAndSendsNothing() {
        var test = test(DELIVERED);
        var preview = test.preview(destination);

        assertThat(sent).isEmpty();
        assertThat(preview.signed().orElseThrow().signature())
                .isEqualTo(test.run(destination, TERMS).sent().signed().orElseThrow().signature());
    }

    @Test
    void everyTestHasAnIdOfItsOwn() {
        var test = test(DELIVERED);

        assertThat(test.preview(destination).header("webhook-id")).isNotEqualTo(test.preview(destination).header("webhook-id"));
    }

    @Test
    void saysHowReadyTheDestinationIs() {
        assertThat(test(DELIVERED).run(destination, TERMS).readiness()).hasValue(Readiness.of(Readiness.State.READY, NOW));
        assertThat(test(new Outcome.Cancelled(Timings.none())).run(destination, TERMS).readiness()).isEmpty();
    }

    private EndpointTest test(Outcome outcome) {
        Transport transport = (request, _) -> {
            sent.add(request);
            return outcome;
        };
        return new EndpointTest(SIGNER, transport, InstantSource.fixed(NOW), new Random(1));
    }
}

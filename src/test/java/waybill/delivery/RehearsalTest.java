package waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import waybill.SettableClock;
import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.EndpointUrl;

class RehearsalTest {
    private static final Destination DESTINATION = new Destination(EndpointUrl.of("https://localhost/"), new Auth.None());

    private final ScriptedTransport transport = new ScriptedTransport();
    private final List<Duration> waited = new ArrayList<>();
    private final List<RehearsalStep> told = new ArrayList<>();
    private final Rehearsal rehearsal = new Rehearsal(transport, "test", new SettableClock(), new SecureRandom(), waited::add);
    private final Rehearsal.Plan plan = Rehearsal.Plan.within(Duration.ofSeconds(3), new byte[]{'1'}, DESTINATION,
            RetryPolicy.DEFAULT);

    @Test
    void runsTheWholeScheduleInSeconds() {
        transport.answerAlways(503);
        var steps = rehearsal.run(plan, new Cancellation(), told::add);
        assertThat(steps).hasSize(4).isEqualTo(told);
        assertThat(waited.stream().mapToLong(Duration::toMillis).sum()).isCloseTo(3_000, within(600L));
        assertThat(steps.get(3).after().toSeconds()).isCloseTo(215, within(43L));
        assertThat(steps.get(3).nextIn()).isEmpty();
        long apart = Long.parseLong(transport.sent().get(3).header("webhook-timestamp").orElseThrow())
                - Long.parseLong(transport.sent().get(0).header("webhook-timestamp").orElseThrow());
        assertThat(apart).isCloseTo(steps.get(3).after().toSeconds(), within(1L));
    }

    @Test
    void endsWithADelivery() {
        transport.answer(request -> Optional.of(ScriptedTransport
                .answered(request.header("Waybill-Attempt").orElseThrow().equals("2") ? 200 : 503)));
        assertThat(rehearsal.run(plan, new Cancellation(), told::add)).hasSize(2);
        assertThat(waited).hasSize(1);
    }

    @Test
    void endsWhenItIsCancelled() {
        transport.answerAlways(503);
        var cancellation = new Cancellation();
        assertThat(rehearsal.run(plan, cancellation, _ -> cancellation.cancel())).hasSize(1);
    }
}

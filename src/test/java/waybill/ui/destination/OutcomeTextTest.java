package waybill.ui.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import waybill.delivery.Answer;
import waybill.delivery.Answer.BodyEnd;
import waybill.delivery.Attempt;
import waybill.delivery.EndpointTest;
import waybill.delivery.Fault;
import waybill.delivery.Outcome;
import waybill.delivery.OutgoingRequest;
import waybill.delivery.SentRequest;
import waybill.delivery.Timings;
import waybill.delivery.Trigger;
import waybill.destination.EndpointUrl;
import waybill.ui.Messages;

/** What is said of an outcome: when the deadline passed, by what was waited for; and of what the endpoint said. */
class OutcomeTextTest {
    private static final Optional<Duration> DONE = Optional.of(Duration.ofMillis(2));
    private static final Optional<Duration> UNFINISHED = Optional.empty();

    private final OutcomeText words = new OutcomeText(new Messages(Locale.ENGLISH));

    @Test
    void speaksOfTheNetworkWhereTheNameWasNotResolvedInTime() {
        assertThat(said(Fault.DNS_TIMEOUT, UNFINISHED, UNFINISHED)).startsWith(
                "The name api.example.com was not resolved within 30 seconds. Check the network connection, or the DNS server.");
    }

    @Test
    void speaksOfTheSpellingWhereThereIsNoSuchName() {
        assertThat(said(Fault.DNS_LOOKUP_FAILED, UNFINISHED, UNFINISHED)).contains("Check its spelling");
    }

    @Test
    void speaksOfHttpsWhereTheHandshakeDidNotEndInTime() {
        assertThat(said(Fault.ANSWER_TIMEOUT, DONE, UNFINISHED))
                .startsWith("api.example.com took the connection on port 8443, but no secure connection came about");
    }

    @Test
    void speaksOfTheAnswerWhereOnlyThatIsMissing() {
        assertThat(said(Fault.ANSWER_TIMEOUT, DONE, DONE)).startsWith("api.example.com did not answer within 30 seconds.");
    }

    @Test
    void masksWhatTheEndpointSaidAndNotItsOwnWords() {
        var masking = new OutcomeText(new Messages(Locale.ENGLISH), text -> text.replace("request", "••••••"));
        var answer = new Answer(400, "no request " + "x".repeat(1_000), List.of(), new byte[0], BodyEnd.COMPLETE);

        String text = masking.of(result(new Outcome.Rejected(answer, timings(DONE, DONE))));

        assertThat(text).contains("understand the request", "400 no •••••• xxx", "…").hasSizeLessThan(600);
    }

    @Test
    void saysThatNothingWasSentWhereTheContentCannotBeRead() {
        var outcome = new Outcome.Unreachable(Fault.CONTENT_CANNOT_BE_READ, Optional.empty(), "", Timings.none());

        assertThat(words.of(new Attempt(1, Trigger.INITIAL, Instant.EPOCH, SentRequest.none(), outcome))).startsWith(
                "Nothing was sent by this attempt: what is stored of this message was damaged, and its content cannot be read. Hand it in anew");
    }

    private String said(Fault fault, Optional<Duration> connect, Optional<Duration> tls) {
        return words.of(result(new Outcome.Unreachable(fault, Optional.empty(), "", timings(connect, tls))));
    }

    private static Timings timings(Optional<Duration> connect, Optional<Duration> tls) {
        return new Timings(connect, connect, tls, UNFINISHED, Duration.ofSeconds(30));
    }

    private static EndpointTest.Result result(Outcome outcome) {
        var url = EndpointUrl.of("https://api.example.com:8443/");
        var request = new OutgoingRequest(url, new OutgoingRequest.Target("/"), List.of(), new byte[0], Optional.empty());
        return new EndpointTest.Result(request, outcome, Instant.EPOCH);
    }
}

package waybill.ui.destination;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import waybill.delivery.Answer;
import waybill.delivery.Attempt;
import waybill.delivery.EndpointTest;
import waybill.delivery.Fault;
import waybill.delivery.Outcome;
import waybill.delivery.SentRequest;
import waybill.delivery.ServerCertificate;
import waybill.delivery.Timings;
import waybill.destination.EndpointUrl;
import waybill.ui.Messages;

/** What the endpoint did, in plain words, and what to do about it. */
public final class OutcomeText {
    /** The statuses that have advice of their own. */
    private static final Set<Integer> ADVISED = Set.of(400, 401, 403, 404, 405, 408, 410, 411, 415, 425, 429, 503);
    /** These have one for a test and one for a message. */
    private static final Set<Integer> ABOUT_THE_BODY = Set.of(413, 422);
    /** Characters of what the endpoint said that are shown in a sentence. */
    private static final int LONGEST = 200;
    private static final String SEPARATOR = " · ";

    private final Messages messages;
    private final UnaryOperator<String> redacted;

    public OutcomeText(Messages messages) {
        this(messages, UnaryOperator.identity());
    }

    /** @param redacted masks secrets in what the endpoint said; Waybill's own words have none */
    public OutcomeText(Messages messages, UnaryOperator<String> redacted) {
        this.messages = messages;
        this.redacted = redacted;
    }

    /** A sentence or two, then the times of the stages. */
    public String of(EndpointTest.Result result) {
        return sentence(result.outcome(), result.sent().url(), "test") + "\n" + times(result.outcome().timings());
    }

    /** The same of an attempt to deliver a message. */
    public String of(Attempt attempt) {
        return attempt.sent().isNone()
                ? messages.text("fault.CONTENT_CANNOT_BE_READ")
                : sentence(attempt.outcome(), url(attempt.sent()), "message") + "\n" + times(attempt.outcome().timings());
    }

    /** The technical detail, where there is one. */
    public Optional<String> detail(Outcome outcome) {
        return outcome instanceof Outcome.Unreachable unreachable && !unreachable.detail().isEmpty()
                ? Optional.of(unreachable.fault() + "\n" + unreachable.detail())
                : Optional.empty();
    }

    /** "48 ms · DNS 1 · connect 3 · TLS 21 · answer 23", with the stages that were reached. */
    public String times(Timings timings) {
        var parts = new ArrayList<String>();
        parts.add(messages.text("time.total", millis(timings.total())));
        timings.dns().ifPresent(time -> parts.add(messages.text("time.dns", millis(time))));
        timings.connect().ifPresent(time -> parts.add(messages.text("time.connect", millis(time))));
        timings.tls().ifPresent(time -> parts.add(messages.text("time.tls", millis(time))));
        timings.answer().ifPresent(time -> parts.add(messages.text("time.answer", millis(time))));
        return String.join(SEPARATOR, parts);
    }

    /** Without its query, in which a masked key would be no URL. */
    private static EndpointUrl url(SentRequest sent) {
        return EndpointUrl.of(sent.url().split("\\?", 2)[0]);
    }

    /** @param what was sent: test or message */
    private String sentence(Outcome outcome, EndpointUrl url, String what) {
        return switch (outcome) {
            case Outcome.Delivered(var answer, var _) -> messages.text("outcome.delivered." + what, status(answer));
            case Outcome.Redirected(var answer, var location, var _) -> location
                    .map(to -> messages.text("outcome.redirected", status(answer), theirs(to)))
                    .orElseGet(() -> messages.text("outcome.redirectedNowhere", status(answer)));
            case Outcome.Rejected(var answer, var _) -> messages.text("outcome.rejected", status(answer)) + " "
                    + advice(answer, what);
            case Outcome.Unreachable(var fault, var certificate, var _, var timings) ->
                unreachable(fault, certificate, url, timings);
            case Outcome.Cancelled _ -> messages.text("outcome.cancelled." + what);
        };
    }

    private String status(Answer answer) {
        return (answer.status() + " " + theirs(answer.reason())).strip();
    }

    /** Up to 32 KiB of it would fit into an answer's head; the whole is shown below. */
    private String theirs(String text) {
        String masked = redacted.apply(text);
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "…";
    }

    private String advice(Answer answer, String what) {
        int status = answer.status();
        if (ABOUT_THE_BODY.contains(status)) {
            return messages.text("advice." + status + "." + what);
        }
        if (ADVISED.contains(status)) {
            return messages.text("advice." + status);
        }
        return messages.text(status >= 500 && status <= 599 ? "advice.5xx" : "advice.other");
    }

    private String unreachable(Fault fault, Optional<ServerCertificate> certificate, EndpointUrl url, Timings timings) {
        String host = url.host();
        String port = String.valueOf(url.port());
        return switch (fault) {
            case CERTIFICATE_EXPIRED -> messages.text("fault.CERTIFICATE_EXPIRED", host,
                    certificate.map(facts -> date(facts.notAfter())).orElse("?"));
            case CERTIFICATE_NOT_YET_VALID -> messages.text("fault.CERTIFICATE_NOT_YET_VALID", host,
                    certificate.map(facts -> date(facts.notBefore())).orElse("?"));
            case CERTIFICATE_NOT_TRUSTED -> messages.text("fault.CERTIFICATE_NOT_TRUSTED", host,
                    certificate.map(facts -> theirs(facts.issuer())).orElse("?"));
            case CERTIFICATE_FOR_ANOTHER_HOST -> messages.text("fault.CERTIFICATE_FOR_ANOTHER_HOST", host,
                    certificate.map(facts -> names(facts.names())).orElse("?"));
            case DNS_TIMEOUT, CONNECT_TIMEOUT, ANSWER_TIMEOUT -> messages.text(timeout(fault, timings), host, port,
                    String.valueOf(Math.max(1, timings.total().toSeconds())));
            case CONTENT_CANNOT_BE_READ -> messages.text("fault.CONTENT_CANNOT_BE_READ");
            case DNS_LOOKUP_FAILED, NETWORK_UNREACHABLE, CONNECTION_REFUSED, CONNECTION_RESET, TLS_HANDSHAKE_FAILED, NOT_HTTP,
                    CLOSED_EARLY ->
                messages.text("fault." + fault, host, port);
        };
    }

    /** An endpoint that has not even finished the handshake may not speak TLS at all. */
    private static String timeout(Fault fault, Timings timings) {
        boolean inHandshake = fault == Fault.ANSWER_TIMEOUT && timings.tls().isEmpty();
        return inHandshake ? "fault.handshakeTimeout" : "fault." + fault;
    }

    private String names(List<String> names) {
        return names.isEmpty() ? messages.text("certificate.noNames") : theirs(String.join(", ", names));
    }

    private String date(Instant instant) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(messages.locale())
                .format(instant.atZone(ZoneId.systemDefault()));
    }

    private static String millis(Duration time) {
        return String.valueOf(Math.round(time.toNanos() / 1e6));
    }
}

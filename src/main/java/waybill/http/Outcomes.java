package waybill.http;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

import waybill.delivery.Answer;
import waybill.delivery.Fault;
import waybill.delivery.Outcome;

/** What an exchange that is over amounts to. */
final class Outcomes {
    private Outcomes() {}

    /** @param failed why there is no answer */
    static Outcome failed(IOException failed, Exchange exchange) {
        return exchange.ending().map(ending -> ended(ending, exchange)).orElseGet(() -> unreachable(named(failed), exchange));
    }

    /** Statuses as in RFC 9110 §15; those above 599, which it does not know, count as rejections. */
    static Outcome answered(Answer answer, Exchange exchange) {
        if (answer.status() < 300) {
            return new Outcome.Delivered(answer, exchange.timings());
        }
        return answer.status() < 400
                ? new Outcome.Redirected(answer, answer.header("Location"), exchange.timings())
                : new Outcome.Rejected(answer, exchange.timings());
    }

    /** A deadline during the TLS handshake counts as a missing answer: the address answers, so it is no connect timeout. */
    private static Outcome ended(Exchange.Ending ending, Exchange exchange) {
        if (ending == Exchange.Ending.CANCELLED) {
            return new Outcome.Cancelled(exchange.timings());
        }
        Fault fault = switch (exchange.stage()) {
            case DNS -> Fault.DNS_TIMEOUT;
            case CONNECT -> Fault.CONNECT_TIMEOUT;
            case TLS, SEND, ANSWER -> Fault.ANSWER_TIMEOUT;
        };
        String during = switch (exchange.stage()) {
            case DNS -> "looking up the address";
            case CONNECT -> "connecting";
            case TLS -> "the TLS handshake";
            case SEND -> "sending the request";
            case ANSWER -> "waiting for the answer";
        };
        return unreachable(new NamedFault(fault, "The deadline passed during " + during), exchange);
    }

    static Outcome unreachable(NamedFault fault, Exchange exchange) {
        return new Outcome.Unreachable(fault.fault(), fault.certificate(), fault.getMessage(), exchange.timings());
    }

    private static NamedFault named(IOException failed) {
        Optional<NamedFault> known = Stream.<Throwable>iterate(failed, e -> e != null, Throwable::getCause)
                .filter(NamedFault.class::isInstance)
                .map(NamedFault.class::cast).findFirst();
        return known.orElseGet(() -> Faults.answering(failed));
    }
}

package waybill.http;

import java.time.Duration;
import java.util.function.Predicate;

import waybill.delivery.Answer.BodyEnd;
import waybill.delivery.Fault;
import waybill.delivery.Outcome;
import waybill.http.HostileServer.Script;

/** One way to misbehave, and what a send to such a server must come to. */
record HostileKind(String name, boolean tls, Duration deadline, Script script, Predicate<Outcome> expected, String expectation) {
    /** Enough for a server that does not make us wait. */
    private static final Duration AMPLE = Duration.ofSeconds(20);
    /** Short, but enough for a handshake on a busy machine. */
    private static final Duration SHORT = Duration.ofMillis(1500);

    static HostileKind answers(String name, Script script) {
        return new HostileKind(name, true, AMPLE, script, _ -> true, "anything");
    }

    /** Closes after this much of an answer. */
    static HostileKind answers(String name, String answer) {
        return answers(name, HostileServer.answering(answer));
    }

    static HostileKind withoutTls(String name, Script script) {
        return new HostileKind(name, false, AMPLE, script, _ -> true, "anything");
    }

    HostileKind untilTheDeadline() {
        return new HostileKind(name, tls, SHORT, script, expected, expectation);
    }

    HostileKind delivers(BodyEnd end) {
        return expecting("delivered, body " + end,
                outcome -> outcome instanceof Outcome.Delivered delivered && delivered.answer().end() == end);
    }

    HostileKind delivers(BodyEnd end, int bytes) {
        return expecting("delivered, body " + end + " of " + bytes, outcome -> outcome instanceof Outcome.Delivered delivered
                && delivered.answer().end() == end && delivered.answer().body().length == bytes);
    }

    HostileKind rejects(int status) {
        return expecting("rejected, " + status,
                outcome -> outcome instanceof Outcome.Rejected rejected && rejected.answer().status() == status);
    }

    HostileKind redirects() {
        return expecting("redirected", Outcome.Redirected.class::isInstance);
    }

    HostileKind fails(Fault fault) {
        return expecting(fault.name(),
                outcome -> outcome instanceof Outcome.Unreachable unreachable && unreachable.fault() == fault);
    }

    HostileKind fails(Fault fault, String inDetail) {
        return expecting(fault + " with \"" + inDetail + "\"", outcome -> outcome instanceof Outcome.Unreachable unreachable
                && unreachable.fault() == fault && unreachable.detail().contains(inDetail));
    }

    HostileServer start() {
        return tls ? HostileServer.tls(Exchanges.GOOD, script) : HostileServer.plain(script);
    }

    @Override
    public String toString() {
        return name;
    }

    private HostileKind expecting(String what, Predicate<Outcome> outcome) {
        return new HostileKind(name, tls, deadline, script, outcome, what);
    }
}

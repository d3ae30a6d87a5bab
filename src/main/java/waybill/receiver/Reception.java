package waybill.receiver;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

import waybill.delivery.CredentialCheck;
import waybill.delivery.CredentialCheck.Verdict;
import waybill.delivery.Redactor;
import waybill.destination.Auth;

/** Takes requests in: judges them, tells of them, keeps none, and says what is answered. Safe for use by many threads. */
final class Reception {
    private final InstantSource clock;
    private volatile PracticeAnswer answer = PracticeAnswer.of(PracticeAnswer.Kind.OK_200);
    private volatile Supplier<Optional<Auth>> expected = Optional::empty;
    private volatile Consumer<ReceivedRequest> listener = _ -> {};
    private volatile String url = "/";
    private volatile Redacting last = new Redacting(Optional.empty(), Redactor.none());

    Reception(InstantSource clock) {
        this.clock = clock;
    }

    void answerWith(PracticeAnswer newAnswer) {
        answer = newAnswer;
    }

    PracticeAnswer answer() {
        return answer;
    }

    void expect(Supplier<Optional<Auth>> newExpected) {
        expected = newExpected;
    }

    void tell(Consumer<ReceivedRequest> newListener) {
        listener = newListener;
    }

    /** @param newUrl where the receiver can be reached, with a slash at its end */
    void reachedAt(String newUrl) {
        url = newUrl;
    }

    /**
     * @param body as much as was read; not changed afterwards
     * @param size of the whole body; larger than {@code body} if that was too large to be read
     */
    Reply receive(RequestHead head, byte[] body, long size) {
        boolean whole = body.length == size;
        var chosen = answer;
        Optional<Auth> auth = expected.get();
        var status = whole ? chosen.kind().status() : OptionalInt.of(413);
        Verdict verdict = auth.filter(_ -> whole).map(known -> check(known, head, body)).orElseGet(Verdict.NothingToCompare::new);
        var masked = new Masked(redactor(auth), verdict);
        var shown = new ReceivedRequest.Head(head.method(), head.target(), masked.target(head.target()),
                head.headers().stream().map(masked::header).toList());
        tell(new ReceivedRequest(clock.instant(), shown, masked.body(body, size), verdict, status));
        if (!whole) {
            return refuse(413);
        }
        boolean withBody = !head.method().equals("HEAD");
        return new Reply(chosen.delay(), status.stream()
                .mapToObj(code -> AnswerText.of(code, AnswerText.headers(chosen, auth, url), clock.instant(), withBody))
                .findFirst());
    }

    /** For what is no request that could be judged. */
    Reply refuse(int status) {
        return new Reply(Duration.ZERO, Optional.of(AnswerText.of(status, List.of(), clock.instant(), true)));
    }

    /** Made anew only for another auth: that takes longer than a request of it. */
    private Redactor redactor(Optional<Auth> auth) {
        var made = last;
        if (!made.auth().equals(auth)) {
            made = new Redacting(auth, auth.map(Redactor::of).orElseGet(Redactor::none));
            last = made;
        }
        return made.redactor();
    }

    private record Redacting(Optional<Auth> auth, Redactor redactor) {}

    private static Verdict check(Auth expected, RequestHead head, byte[] body) {
        return CredentialCheck.check(expected, new CredentialCheck.Arrived(head.method(), head.target(), head.headers(), body));
    }

    /** A listener that fails is reported as uncaught and does not spoil the answer. */
    private void tell(ReceivedRequest request) {
        try {
            listener.accept(request);
        } catch (RuntimeException e) {
            var thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}

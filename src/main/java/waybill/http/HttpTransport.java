package waybill.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import waybill.delivery.Answer;
import waybill.delivery.Fault;
import waybill.delivery.Outcome;
import waybill.delivery.OutgoingRequest;
import waybill.delivery.Transport;
import waybill.destination.TrustedCertificates;

/**
 * Sends over HTTP/1.1 and TLS 1.2 or 1.3. Thread-safe; sends share nothing but the timer and the usual trusted certificates.
 */
public final class HttpTransport implements Transport, AutoCloseable {
    private final TimedDns dns;
    private final TrustAnchors anchors;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;

    /**
     * @param lookups starts each task at once; a task may never end
     * @param timer ends exchanges at their deadlines; shut down when this is closed
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    public HttpTransport(Resolver resolver, Executor lookups, TrustAnchors anchors, ScheduledExecutorService timer,
            LongSupplier nanoTime) {
        this.dns = new TimedDns(resolver, lookups);
        this.anchors = anchors;
        this.timer = timer;
        this.nanoTime = nanoTime;
    }

    /** With the system's names, certificates and clock, and daemon threads. */
    public static HttpTransport ofSystem() {
        return new HttpTransport(Resolver.ofSystem(), lookupThreads(), TrustAnchors.ofSystem(), daemonTimer(), System::nanoTime);
    }

    /** A daemon thread for each task. */
    public static Executor lookupThreads() {
        return task -> Thread.ofPlatform().daemon().name("waybill-lookup").start(task);
    }

    /** One daemon thread, which is all that transports need. */
    public static ScheduledExecutorService daemonTimer() {
        return Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("waybill-deadline").factory());
    }

    /** Reads the trusted certificates ahead of the first send, which then need not wait for it. Blocks for some 100 ms. */
    public void prepare() {
        anchors.with(TrustedCertificates.none());
    }

    /**
     * @throws IllegalArgumentException if the request has a character that cannot be sent, which none has that was made for a
     *     checked destination
     */
    @Override
    public Outcome send(OutgoingRequest request, Terms terms) {
        var wire = new WireRequest(request);
        var exchange = new Exchange(nanoTime, terms.progress(), terms.deadline());
        Future<?> alarm = timer.schedule(() -> exchange.end(Exchange.Ending.DEADLINE), terms.deadline().toNanos(),
                TimeUnit.NANOSECONDS);
        terms.cancellation().onCancel(() -> exchange.end(Exchange.Ending.CANCELLED));
        try {
            var handshake = new TlsHandshake(request.url(), anchors.with(terms.trusted()));
            return outcome(wire, new Connector(request.url(), dns, handshake, exchange), exchange);
        } catch (GeneralSecurityException failed) {
            var fault = new NamedFault(Fault.TLS_HANDSHAKE_FAILED, "TLS cannot be set up: " + Faults.technical(failed), failed);
            return unreachable(fault, exchange);
        } finally {
            alarm.cancel(false);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static Outcome outcome(WireRequest wire, Connector connector, Exchange exchange) {
        try (var client = new OneShotClient(wire, connector, new SingleRequest(exchange))) {
            return answered(client.send(), exchange);
        } catch (IOException failed) {
            return exchange.ending().map(ending -> ended(ending, exchange)).orElseGet(() -> unreachable(named(failed), exchange));
        }
    }

    /** Statuses as in RFC 9110 §15; those above 599, which it does not know, count as rejections. */
    private static Outcome answered(Answer answer, Exchange exchange) {
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

    private static Outcome unreachable(NamedFault fault, Exchange exchange) {
        return new Outcome.Unreachable(fault.fault(), fault.certificate(), fault.getMessage(), exchange.timings());
    }

    private static NamedFault named(IOException failed) {
        Optional<NamedFault> known = Stream.<Throwable>iterate(failed, e -> e != null, Throwable::getCause)
                .filter(NamedFault.class::isInstance)
                .map(NamedFault.class::cast).findFirst();
        return known.orElseGet(() -> Faults.answering(failed));
    }
}

package waybill.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import waybill.delivery.Fault;
import waybill.delivery.Outcome;
import waybill.delivery.OutgoingRequest;
import waybill.delivery.Transport;
import waybill.destination.EndpointUrl;
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
        var timer = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("waybill-deadline").factory());
        // Else the deadline of every exchange that is over would be kept, and its request with it, until it passes.
        timer.setRemoveOnCancelPolicy(true);
        return timer;
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
        var exchange = begin(terms);
        try {
            return outcome(wire, connector(request.url(), terms.trusted(), exchange), exchange);
        } catch (GeneralSecurityException failed) {
            var fault = new NamedFault(Fault.TLS_HANDSHAKE_FAILED, "TLS cannot be set up: " + Faults.technical(failed), failed);
            return Outcomes.unreachable(fault, exchange);
        } finally {
            exchange.over();
        }
    }

    @Override
    public Channel channel() {
        return new HttpChannel(this);
    }

    /** An exchange that ends at its deadline and when it is cancelled. */
    Exchange begin(Terms terms) {
        var exchange = new Exchange(nanoTime, terms.progress(), terms.deadline());
        Future<?> alarm = timer.schedule(() -> exchange.end(Exchange.Ending.DEADLINE), terms.deadline().toNanos(),
                TimeUnit.NANOSECONDS);
        exchange.whenOver(() -> alarm.cancel(false));
        terms.cancellation().onCancel(() -> exchange.end(Exchange.Ending.CANCELLED));
        return exchange;
    }

    /** Opens the connection of an exchange. */
    Connector connector(EndpointUrl url, TrustedCertificates trusted, Exchange exchange) throws GeneralSecurityException {
        return new Connector(url, dns, new TlsHandshake(url, anchors.with(trusted)), exchange);
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static Outcome outcome(WireRequest wire, Connector connector, Exchange exchange) {
        try (var client = new OneShotClient(wire, connector, new SingleRequest(exchange))) {
            return Outcomes.answered(client.send(), exchange);
        } catch (IOException failed) {
            return Outcomes.failed(failed, exchange);
        }
    }
}

package waybill.receiver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import waybill.destination.Auth;
import waybill.destination.PracticeIdentity;

/**
 * An HTTPS endpoint on this machine's loopback to practise with: it answers as it is told, and says of each request whether
 * it is authenticated as expected. It cannot be reached from elsewhere.
 * <p>
 * Safe for use by many threads. Starting makes a key and opens a port: not for the window's thread.
 */
public final class PracticeReceiver implements AutoCloseable {
    private final InstantSource clock;
    private final SecureRandom random;
    private final Pause pause;
    private final Limits limits;
    private final Reception reception;
    private volatile Optional<Running> running = Optional.empty();

    /**
     * @param clock for the certificate's validity, the time of requests and the Date of answers
     * @param random for the key
     * @param pause how an answer's delay is waited for, usually {@code Thread::sleep}
     */
    public PracticeReceiver(InstantSource clock, SecureRandom random, Pause pause) {
        this(clock, random, pause, Limits.USUAL);
    }

    PracticeReceiver(InstantSource clock, SecureRandom random, Pause pause, Limits limits) {
        this.clock = clock;
        this.random = random;
        this.pause = pause;
        this.limits = limits;
        reception = new Reception(clock);
    }

    /** What came of starting with a certain identity. */
    public sealed interface Start {
        record Started(PracticeIdentity identity) implements Start {}

        /** Another program has the port, or the system does not give it out. @param detail the technical reason */
        record PortTaken(int port, String detail) implements Start {}
    }

    /**
     * Starts on a free port with a new key and certificate. Changes nothing if it runs already.
     *
     * @throws UncheckedIOException if the system has no port to give
     */
    public synchronized PracticeIdentity start() {
        if (running.isPresent()) {
            return running.get().identity();
        }
        try {
            return open(0, new LoopbackCertificate(clock, random)::identity);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts again as it was: whoever trusted the certificate reaches it at the same URL. What runs already is stopped first,
     * unless it is the same.
     *
     * @throws IllegalArgumentException if the key is damaged
     */
    public synchronized Start start(PracticeIdentity identity) {
        if (running.filter(now -> now.identity().equals(identity)).isEmpty()) {
            stop();
            try {
                open(identity.port(), _ -> identity);
            } catch (SocketException e) {
                return new Start.PortTaken(identity.port(), String.valueOf(e.getMessage()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Start.Started(identity);
    }

    /** Ends at once; answers that are waited for are not given. The received requests stay. Does nothing if it is not running. */
    public synchronized void stop() {
        running.ifPresent(Running::stop);
        running = Optional.empty();
    }

    @Override
    public void close() {
        stop();
    }

    public boolean isRunning() {
        return running.isPresent();
    }

    /** What it runs with; empty if it is not running. */
    public Optional<PracticeIdentity> identity() {
        return running.map(Running::identity);
    }

    /** Where it can be reached, such as {@code https://127.0.0.1:41234/}; empty if it is not running. */
    public Optional<String> url() {
        return identity().map(PracticeReceiver::url);
    }

    /**
     * Where a receiver with that identity can be reached. An address rather than {@code localhost}: it needs no lookup and
     * cannot mean ::1, where another program may have the same port.
     */
    public static String url(PracticeIdentity identity) {
        return "https://" + LoopbackServer.ADDRESS.getHostAddress() + ":" + identity.port() + "/";
    }

    /** From the next request on; the first answer is a 200 at once. */
    public void answerWith(PracticeAnswer answer) {
        reception.answerWith(answer);
    }

    public PracticeAnswer answer() {
        return reception.answer();
    }

    /** What requests are compared with; asked for each request, on its thread. Nothing until it is called. */
    public void expect(Supplier<Optional<Auth>> auth) {
        reception.expect(auth);
    }

    /** Tells {@code listener}, who keeps what is to be kept, of each request, on the request's thread and before it is answered, so it should be quick. */
    public void onRequest(Consumer<ReceivedRequest> listener) {
        reception.tell(listener);
    }

    /** How many connections are open, finished ones not counted. */
    int openConnections() {
        return running.map(now -> now.server().openConnections()).orElse(0);
    }

    private PracticeIdentity open(int port, IntFunction<PracticeIdentity> identityOn) throws IOException {
        var server = new LoopbackServer(port, limits.connections());
        try {
            var identity = identityOn.apply(server.port());
            var tls = new ServerTls(identity);
            var deadlines = new Deadlines();
            var visit = new Visit(tls, reception, pause, limits, deadlines);
            reception.reachedAt(url(identity));
            server.serve(visit::on);
            running = Optional.of(new Running(identity, server, deadlines));
            return identity;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private record Running(PracticeIdentity identity, LoopbackServer server, Deadlines deadlines) {
        void stop() {
            server.close();
            deadlines.close();
        }
    }
}

package waybill.delivery;

import java.time.Duration;
import java.util.function.Consumer;

import waybill.destination.TrustedCertificates;

/** Sends one request. Blocks until there is an outcome, at the latest when the deadline has passed. */
public interface Transport {
    /** One request is made, on a new connection, and never repeated. Expected failures are outcomes, not exceptions. */
    Outcome send(OutgoingRequest request, Terms terms);

    /** For many requests, one after the other. Here each has a connection of its own. */
    default Channel channel() {
        return this::send;
    }

    /**
     * Sends one request after the other, for one thread. May keep the connection for the next where the last answer was
     * complete and nothing more has come; no request is ever sent twice.
     */
    @FunctionalInterface
    interface Channel extends AutoCloseable {
        /**
         * As {@link Transport#send}; stages that a kept connection needs no more are absent from the timings. An answer whose
         * header section is complete stands when the exchange is cancelled.
         */
        Outcome send(OutgoingRequest request, Terms terms);

        /**
         * Closes the connection, if one is kept that will not be used any more, such as one that was idle for too long.
         *
         * @return whether one is kept still
         */
        default boolean rest() {
            return false;
        }

        /** Closes the connection, if one is kept; the next request makes another. */
        @Override
        default void close() {
            // Nothing is kept.
        }
    }

    /**
     * How an exchange is to be made.
     *
     * @param trusted trusted in addition to the runtime's and the operating system's certificates
     * @param deadline for the whole exchange, DNS included: 1 to 60 s
     * @param progress told each stage as it begins, on any thread
     * @param cancellation ends it early, with {@link Outcome.Cancelled}
     */
    record Terms(TrustedCertificates trusted, Duration deadline, Consumer<Stage> progress, Cancellation cancellation) {
        public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(30);

        public Terms(TrustedCertificates trusted, Duration deadline) {
            this(trusted, deadline, _ -> {}, new Cancellation());
        }
    }
}

package waybill.http;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

import waybill.delivery.Fault;

/**
 * Name lookups that do not outlast the exchange. The operating system's lookup cannot be interrupted, so it runs on a
 * thread of its own, which is abandoned when the exchange ends.
 */
final class TimedDns {
    private final Resolver resolver;
    private final Executor threads;

    /** @param threads starts each task at once, on a thread that does not keep the process alive */
    TimedDns(Resolver resolver, Executor threads) {
        this.resolver = resolver;
        this.threads = threads;
    }

    List<InetAddress> addresses(String host, Exchange exchange) throws NamedFault {
        var answer = new CompletableFuture<List<InetAddress>>();
        exchange.onEnd(() -> answer.completeExceptionally(new InterruptedIOException("ended while looking up the address")));
        threads.execute(() -> lookUp(host, answer));
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            throw notFound(host, failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            exchange.end(Exchange.Ending.CANCELLED);
            throw new NamedFault(Fault.DNS_LOOKUP_FAILED, "interrupted", interrupted);
        }
    }

    private void lookUp(String host, CompletableFuture<List<InetAddress>> answer) {
        try {
            List<InetAddress> addresses = resolver.addresses(host);
            if (addresses.isEmpty()) {
                throw new UnknownHostException(host);
            }
            answer.complete(addresses);
        } catch (UnknownHostException | RuntimeException failed) {
            answer.completeExceptionally(failed);
        }
    }

    private static NamedFault notFound(String host, Throwable cause) {
        return new NamedFault(Fault.DNS_LOOKUP_FAILED, "No address was found for " + host + " (" + Faults.technical(cause) + ")",
                cause);
    }
}

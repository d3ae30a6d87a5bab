package waybill.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

import waybill.delivery.Fault;

/** Names faults by the exceptions' types and the stage they happened in, never by a message's words. */
final class Faults {
    /** From the least telling to the most, where the addresses of one host fail differently. */
    private static final List<Fault> HOW_TELLING = List.of(Fault.NETWORK_UNREACHABLE, Fault.CONNECT_TIMEOUT,
            Fault.CONNECTION_REFUSED);

    /** TLS record types, RFC 8446 §5.1: change_cipher_spec 20 to application_data 23. */
    private static final int FIRST_RECORD_TYPE = 20;
    private static final int LAST_RECORD_TYPE = 23;

    private Faults() {}

    /**
     * A fault of the TCP handshake. The JDK has a type of its own for a refusal, for the end of the time, and for most
     * reasons why nothing could be sent; a plain SocketException is left for two things, which the routes tell apart.
     */
    static NamedFault connecting(InetSocketAddress address, IOException failed) {
        Fault fault = switch (failed) {
            case SocketTimeoutException _ -> Fault.CONNECT_TIMEOUT;
            case NoRouteToHostException _,BindException _ -> Fault.NETWORK_UNREACHABLE;
            case ConnectException _ -> Fault.CONNECTION_REFUSED;
            default -> hasRoute(address) ? Fault.CONNECTION_RESET : Fault.NETWORK_UNREACHABLE;
        };
        String where = address.getAddress().getHostAddress() + " port " + address.getPort();
        return new NamedFault(fault, "Connecting to " + where + " (" + technical(failed) + ")", failed);
    }

    /** Of two addresses' faults the one that says more, with the detail of both. */
    static NamedFault moreTelling(NamedFault one, NamedFault other) {
        boolean otherSaysMore = HOW_TELLING.indexOf(other.fault()) > HOW_TELLING.indexOf(one.fault());
        NamedFault chosen = otherSaysMore ? other : one;
        return new NamedFault(chosen.fault(), one.getMessage() + "; " + other.getMessage(), chosen);
    }

    /**
     * A fault of the TLS handshake other than the certificate's.
     *
     * @param firstByte the first byte that came from the peer
     */
    static NamedFault handshaking(IOException failed, OptionalInt firstByte) {
        if (firstByte.isPresent() && !isTlsRecord(firstByte.getAsInt())) {
            return new NamedFault(Fault.TLS_HANDSHAKE_FAILED, "The port answers without TLS (" + technical(failed) + ")", failed);
        }
        return new NamedFault(broken(failed, Fault.TLS_HANDSHAKE_FAILED), "During the TLS handshake: " + technical(failed),
                failed);
    }

    /** A fault between the request and the end of the answer's header section. */
    static NamedFault answering(Exception failed) {
        if (failed instanceof NamedFault named) {
            return named;
        }
        return switch (failed) {
            case HttpException _,MessageConstraintException _ ->
                new NamedFault(Fault.NOT_HTTP, "The answer is not valid HTTP/1.1", failed);
            default -> new NamedFault(broken(failed, Fault.CLOSED_EARLY), "Before the answer was complete: " + technical(failed),
                    failed);
        };
    }

    /**
     * Class and message of an exception of the JDK. Not for exceptions of HttpClient's parser: their messages quote the
     * answer, which may quote the request's secrets.
     */
    static String technical(Throwable failed) {
        String message = failed.getMessage();
        return message == null ? failed.getClass().getSimpleName() : failed.getClass().getSimpleName() + ": " + message;
    }

    /** Whether TCP packets can be sent there at all. Connecting a datagram socket asks the routing table and sends nothing. */
    private static boolean hasRoute(InetSocketAddress address) {
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.setBroadcast(false);
            probe.connect(address);
            return !address.getAddress().isMulticastAddress();
        } catch (IOException | UncheckedIOException _) {
            return false;
        }
    }

    /** What broke a connection that existed; TLS wraps the causes below it. */
    private static Fault broken(Exception failed, Fault otherwise) {
        if (has(failed, InterruptedIOException.class)) {
            return Fault.ANSWER_TIMEOUT;
        }
        if (has(failed, SocketException.class)) {
            return Fault.CONNECTION_RESET;
        }
        if (has(failed, EOFException.class) || has(failed, ConnectionClosedException.class)
                || has(failed, NoHttpResponseException.class)) {
            return Fault.CLOSED_EARLY;
        }
        return has(failed, SSLException.class) ? Fault.TLS_HANDSHAKE_FAILED : otherwise;
    }

    private static boolean has(Throwable failed, Class<? extends Throwable> type) {
        return Stream.iterate(failed, e -> e != null, Throwable::getCause).limit(20).anyMatch(type::isInstance);
    }

    private static boolean isTlsRecord(int type) {
        return type >= FIRST_RECORD_TYPE && type <= LAST_RECORD_TYPE;
    }
}

package waybill.http;

import static waybill.http.HostileKind.withoutTls;

import java.time.Duration;
import java.util.stream.Stream;

import waybill.delivery.Fault;

/** Ways to misbehave before there is an encrypted connection. The hexadecimal digits are TLS records written by hand. */
final class HostileHandshakes {
    private static final Duration BETWEEN_DRIPS = Duration.ofMillis(40);

    private HostileHandshakes() {}

    static Stream<HostileKind> all() {
        return Stream.of(otherProtocols(), brokenOff(), slow(), weak(), endless()).flatMap(kinds -> kinds);
    }

    private static Stream<HostileKind> otherProtocols() {
        return Stream.of(
                withoutTls("plain HTTP", c -> {
                    c.readByte();
                    c.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                    c.awaitClose();
                }).fails(Fault.TLS_HANDSHAKE_FAILED, "without TLS"),
                withoutTls("a mail server", c -> {
                    c.write("220 mail.example.com ESMTP\r\n");
                    c.awaitClose();
                }).fails(Fault.TLS_HANDSHAKE_FAILED, "without TLS"));
    }

    private static Stream<HostileKind> brokenOff() {
        return Stream.of(
                withoutTls("closes at once", _ -> {}).fails(Fault.CLOSED_EARLY),
                withoutTls("closes amid the handshake", HostileConnection::readHello).fails(Fault.CLOSED_EARLY),
                withoutTls("resets at once", HostileConnection::reset).fails(Fault.CONNECTION_RESET),
                withoutTls("resets in the handshake", c -> {
                    c.readByte();
                    c.reset();
                }).fails(Fault.CONNECTION_RESET));
    }

    private static Stream<HostileKind> slow() {
        return Stream.of(
                withoutTls("says nothing", HostileConnection::fallSilent).untilTheDeadline().fails(Fault.ANSWER_TIMEOUT,
                        "TLS handshake"),
                withoutTls("drips a handshake",
                        c -> c.drip("\u0016\u0003\u0003\u0040\u0000\u0002\u0000\u003f\u00fc", BETWEEN_DRIPS)).untilTheDeadline()
                        .fails(Fault.ANSWER_TIMEOUT, "TLS handshake"));
    }

    private static Stream<HostileKind> weak() {
        return Stream.of(
                withoutTls("only TLS 1.0, by alert", c -> c.afterHello("15030100020246")).fails(Fault.TLS_HANDSHAKE_FAILED),
                withoutTls("only TLS 1.0, by hello",
                        c -> c.afterHello("160301002a" + "02000026" + "0301" + "11".repeat(32) + "00" + "c014" + "00"))
                        .fails(Fault.TLS_HANDSHAKE_FAILED),
                withoutTls("only TLS 1.1, by hello",
                        c -> c.afterHello("160302002a" + "02000026" + "0302" + "11".repeat(32) + "00" + "c014" + "00"))
                        .fails(Fault.TLS_HANDSHAKE_FAILED),
                withoutTls("SSL 3",
                        c -> c.afterHello("160300002a" + "02000026" + "0300" + "11".repeat(32) + "00" + "c014" + "00"))
                        .fails(Fault.TLS_HANDSHAKE_FAILED),
                withoutTls("no common cipher", c -> c.afterHello("15030300020228")).fails(Fault.TLS_HANDSHAKE_FAILED),
                withoutTls("a cipher without encryption",
                        c -> c.afterHello("160303002a" + "02000026" + "0303" + "11".repeat(32) + "00" + "c010" + "00"))
                        .fails(Fault.TLS_HANDSHAKE_FAILED));
    }

    private static Stream<HostileKind> endless() {
        return Stream.of(
                withoutTls("an enormous handshake", c -> {
                    c.readByte();
                    c.writeForever("\u0016\u0003\u0003\u0004\u0000\u0002\u00ff\u00ff\u00ff" + "x".repeat(1019));
                }).fails(Fault.TLS_HANDSHAKE_FAILED),
                withoutTls("garbage for TLS", c -> {
                    c.readByte();
                    c.writeForever("\u0016\u0003\u0003\u0000\u0004abcd");
                }).fails(Fault.TLS_HANDSHAKE_FAILED));
    }
}

package waybill.http;

import static waybill.delivery.Answer.BODY_LIMIT;
import static waybill.http.HostileKind.answers;
import static waybill.http.HostileKind.withoutTls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import waybill.delivery.Answer.BodyEnd;
import waybill.delivery.Fault;

/** Every way to misbehave that the tests know. */
final class HostileKinds {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final Duration BETWEEN_DRIPS = Duration.ofMillis(40);

    private HostileKinds() {}

    static Stream<HostileKind> all() {
        return Stream.of(bodies(), framings(), heads(), noHttp(), interims(), breaks(), statuses(), handshakes())
                .flatMap(kinds -> kinds);
    }

    private static Stream<HostileKind> bodies() {
        return Stream.of(
                answers("endless body", c -> c.endless(OK + "Content-Length: 999999999999\r\n\r\n", "spam"))
                        .delivers(BodyEnd.CUT_AT_LIMIT, BODY_LIMIT),
                answers("endless body without a length", c -> c.endless(OK + "\r\n", "spam")).delivers(BodyEnd.CUT_AT_LIMIT,
                        BODY_LIMIT),
                answers("endless chunks", c -> c.endless(OK + "Transfer-Encoding: chunked\r\n\r\n", "4\r\nspam\r\n")).delivers(
                        BodyEnd.CUT_AT_LIMIT,
                        BODY_LIMIT),
                answers("64 KiB", OK + "Content-Length: 65536\r\n\r\n" + "x".repeat(BODY_LIMIT)).delivers(BodyEnd.COMPLETE,
                        BODY_LIMIT),
                answers("64 KiB and a byte", OK + "Content-Length: 65537\r\n\r\n" + "x".repeat(BODY_LIMIT + 1)).delivers(
                        BodyEnd.CUT_AT_LIMIT,
                        BODY_LIMIT),
                answers("a byte now and then", c -> c.dripping(OK + "\r\n", "x", BETWEEN_DRIPS)).untilTheDeadline()
                        .delivers(BodyEnd.CUT_AT_DEADLINE),
                answers("a body that never comes", c -> c.silentAfter(OK + "Content-Length: 5\r\n\r\n")).untilTheDeadline()
                        .delivers(BodyEnd.CUT_AT_DEADLINE, 0),
                answers("a body that stops", c -> c.silentAfter(OK + "Content-Length: 5\r\n\r\nabc")).untilTheDeadline()
                        .delivers(BodyEnd.CUT_AT_DEADLINE, 3),
                answers("gzip bomb", c -> {
                    c.readRequest();
                    c.write(OK + "Content-Encoding: gzip\r\n\r\n");
                    c.write(gzipBomb());
                }).delivers(BodyEnd.CUT_AT_LIMIT, BODY_LIMIT),
                answers("204 with a body", "HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\nspam").delivers(BodyEnd.COMPLETE,
                        0),
                answers("two answers", OK + "Content-Length: 2\r\n\r\nokHTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")
                        .delivers(BodyEnd.COMPLETE, 2),
                answers("an error, then success",
                        "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n" + OK + "Content-Length: 0\r\n\r\n").rejects(500));
    }

    private static Stream<HostileKind> framings() {
        return Stream.of(
                answers("length too large", OK + "Content-Length: 10\r\n\r\nfour").delivers(BodyEnd.CUT_BY_CLOSE, 4),
                answers("length too small", OK + "Content-Length: 2\r\n\r\nfour").delivers(BodyEnd.COMPLETE, 2),
                answers("length below zero", OK + "Content-Length: -1\r\n\r\nfour").fails(Fault.NOT_HTTP),
                answers("length that is no number", OK + "Content-Length: ten\r\n\r\nfour").fails(Fault.NOT_HTTP),
                answers("length beyond all numbers", OK + "Content-Length: 99999999999999999999\r\n\r\nfour")
                        .fails(Fault.NOT_HTTP),
                answers("two lengths", OK + "Content-Length: 2\r\nContent-Length: 4\r\n\r\nfour").fails(Fault.NOT_HTTP),
                answers("unknown transfer coding", OK + "Transfer-Encoding: gzip\r\n\r\nfour").fails(Fault.NOT_HTTP),
                answers("chunk size that is no number", OK + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n")
                        .delivers(BodyEnd.CUT_BY_CLOSE, 0),
                answers("chunk size below zero", OK + "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n")
                        .delivers(BodyEnd.CUT_BY_CLOSE, 0),
                answers("chunk beyond all numbers", OK + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nx")
                        .delivers(BodyEnd.CUT_BY_CLOSE, 0),
                answers("chunk cut short", OK + "Transfer-Encoding: chunked\r\n\r\n9\r\nfour").delivers(BodyEnd.CUT_BY_CLOSE, 4),
                answers("no last chunk", OK + "Transfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n").delivers(BodyEnd.CUT_BY_CLOSE,
                        4),
                answers("chunk longer than its size", OK + "Transfer-Encoding: chunked\r\n\r\n2\r\nfour\r\n0\r\n\r\n")
                        .delivers(BodyEnd.CUT_BY_CLOSE, 2),
                answers("endless chunk extension", c -> c.endless(OK + "Transfer-Encoding: chunked\r\n\r\n4;", "x"))
                        .delivers(BodyEnd.CUT_BY_CLOSE, 0),
                answers("endless trailers",
                        c -> c.endless(OK + "Transfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n0\r\n", "a: b\r\n"))
                        .delivers(BodyEnd.CUT_BY_CLOSE, 4));
    }

    private static Stream<HostileKind> heads() {
        return Stream.of(
                answers("one endless header", c -> c.endless(OK + "A: ", "x")).fails(Fault.NOT_HTTP),
                answers("100,000 headers", c -> c.endless(OK, "A: b\r\n")).fails(Fault.NOT_HTTP),
                answers("endless folded header", c -> c.endless(OK + "A: b\r\n", " c\r\n")).fails(Fault.NOT_HTTP),
                answers("endless status line", c -> c.endless("HTTP/1.1 200 ", "x")).fails(Fault.NOT_HTTP),
                answers("200 KB of headers", OK + ("A: " + "x".repeat(20_000) + "\r\n").repeat(10) + "\r\n")
                        .fails(Fault.NOT_HTTP),
                answers("dripping header", c -> c.dripping(OK, "A: b\r\n", BETWEEN_DRIPS)).untilTheDeadline()
                        .fails(Fault.ANSWER_TIMEOUT),
                answers("dripping status line", c -> c.dripping("HTTP/1.1 200 ", "O", BETWEEN_DRIPS)).untilTheDeadline()
                        .fails(Fault.ANSWER_TIMEOUT),
                answers("headers that stop", c -> c.silentAfter(OK + "Content-Length: 0\r\n")).untilTheDeadline()
                        .fails(Fault.ANSWER_TIMEOUT),
                answers("header without a colon", OK + "nonsense\r\n\r\n").fails(Fault.NOT_HTTP),
                answers("header without a name", OK + ": x\r\n\r\n").fails(Fault.NOT_HTTP),
                answers("space before the colon", OK + "Content-Length : 0\r\n\r\n").fails(Fault.NOT_HTTP),
                answers("lines without CR", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok").delivers(BodyEnd.COMPLETE, 2),
                answers("many sensible headers", OK + "A: b\r\n".repeat(100) + "Content-Length: 0\r\n\r\n")
                        .delivers(BodyEnd.COMPLETE, 0));
    }

    private static Stream<HostileKind> noHttp() {
        Stream<String> starts = Stream.of("HTTP/1.1 2xx OK\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 -20 OK\r\n\r\n",
                "HTTP/1.1 099 Low\r\n\r\n", "HTTP/1.1 000 None\r\n\r\n", "HTTP/1.1\r\n\r\n", "HTTP/2 200 OK\r\n\r\n",
                "HTTP/2.0 200 OK\r\n\r\n",
                "HTTP/0.9 200 OK\r\n\r\n",
                "HTTP/11 200 OK\r\n\r\n", "http/1.1 200 OK\r\n\r\n", " HTTP/1.1 200 OK\r\n\r\n", "\r\nHTTP/1.1 200 OK\r\n\r\n",
                "junk\r\nHTTP/1.1 200 OK\r\n\r\n", "ICY 200 OK\r\n\r\n", "SSH-2.0-OpenSSH_9.6\r\n",
                "220 mail.example.com ESMTP\r\n", "{\"ok\":true}\n",
                "POST /hook HTTP/1.1\r\nHost: x\r\n\r\n", "<html><body>200 OK</body></html>\r\n\r\n", "\0\0\0\0\0\n");
        Stream<HostileKind> randomBytes = IntStream.range(0, 5).mapToObj(seed -> answers("binary garbage " + seed, c -> {
            byte[] garbage = new byte[1_000_000];
            new Random(seed).nextBytes(garbage);
            c.readRequest();
            c.write(garbage);
        }).fails(Fault.NOT_HTTP));
        return Stream.concat(starts.map(start -> answers("begins with " + printable(start), start).fails(Fault.NOT_HTTP)),
                randomBytes);
    }

    private static Stream<HostileKind> interims() {
        return Stream.of(
                answers("endless 100", c -> c.endless("", "HTTP/1.1 100 Continue\r\n\r\n")).fails(Fault.NOT_HTTP),
                answers("endless 103", c -> c.endless("", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"))
                        .fails(Fault.NOT_HTTP),
                answers("endless 102, slowly", c -> c.dripping("", "HTTP/1.1 102 Processing\r\n\r\n", Duration.ofMillis(5)))
                        .untilTheDeadline()
                        .fails(Fault.ANSWER_TIMEOUT),
                answers("a few 1xx, then 200",
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n" + OK
                                + "Content-Length: 0\r\n\r\n")
                        .delivers(BodyEnd.COMPLETE, 0),
                answers("only 100", "HTTP/1.1 100 Continue\r\n\r\n").fails(Fault.CLOSED_EARLY),
                answers("101", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
                        .fails(Fault.NOT_HTTP),
                answers("101 to TLS", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: TLS/1.2\r\nConnection: Upgrade\r\n\r\n")
                        .fails(Fault.NOT_HTTP));
    }

    private static Stream<HostileKind> breaks() {
        return Stream.of(
                answers("no answer", c -> c.silentAfter("")).untilTheDeadline().fails(Fault.ANSWER_TIMEOUT,
                        "waiting for the answer"),
                answers("closes after the request", "").fails(Fault.CLOSED_EARLY),
                answers("closes amid the status line", "HTTP/1.1 20").fails(Fault.CLOSED_EARLY),
                answers("closes after the status", "HTTP/1.1 200").fails(Fault.CLOSED_EARLY),
                answers("closes after the status line", OK).fails(Fault.CLOSED_EARLY),
                answers("closes amid a header", OK + "Content-Len").fails(Fault.CLOSED_EARLY),
                answers("closes before the empty line", OK + "Content-Length: 0\r\n").fails(Fault.CLOSED_EARLY),
                answers("closes amid the empty line", OK + "Content-Length: 0\r\n\r").fails(Fault.CLOSED_EARLY),
                answers("resets after the request", c -> c.resetAfter("")).fails(Fault.CONNECTION_RESET),
                answers("resets amid the headers", c -> c.resetAfter(OK + "A: b\r\n")).fails(Fault.CONNECTION_RESET),
                answers("resets amid the body", c -> c.resetAfter(OK + "Content-Length: 5\r\n\r\nabc"))
                        .delivers(BodyEnd.CUT_BY_CLOSE));
    }

    private static Stream<HostileKind> statuses() {
        Stream<HostileKind> rejected = IntStream
                .of(400, 401, 403, 404, 407, 408, 409, 410, 413, 417, 421, 425, 426, 429, 500, 502, 503, 504, 599, 600, 999)
                .mapToObj(status -> answers("status " + status, "HTTP/1.1 " + status
                        + " No\r\nRetry-After: 0\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                        + "WWW-Authenticate: Digest realm=\"x\", nonce=\"y\"\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n")
                        .rejects(status));
        Stream<HostileKind> delivered = IntStream.of(200, 201, 202, 204, 205, 226, 299)
                .mapToObj(status -> answers("status " + status, "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")
                        .delivers(BodyEnd.COMPLETE, 0));
        Stream<HostileKind> redirected = IntStream.of(300, 301, 304, 305, 399)
                .mapToObj(status -> answers("status " + status,
                        "HTTP/1.1 " + status + " There\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n").redirects());
        return Stream.of(rejected, delivered, redirected).flatMap(kinds -> kinds);
    }

    private static Stream<HostileKind> handshakes() {
        return Stream.of(
                withoutTls("plain HTTP", c -> {
                    c.readByte();
                    c.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                    c.awaitClose();
                }).fails(Fault.TLS_HANDSHAKE_FAILED, "without TLS"),
                withoutTls("a mail server", c -> {
                    c.write("220 mail.example.com ESMTP\r\n");
                    c.awaitClose();
                }).fails(Fault.TLS_HANDSHAKE_FAILED, "without TLS"),
                withoutTls("closes at once", _ -> {}).fails(Fault.CLOSED_EARLY),
                withoutTls("closes amid the handshake", HostileServer.Connection::readHello).fails(Fault.CLOSED_EARLY),
                withoutTls("resets at once", HostileServer.Connection::reset).fails(Fault.CONNECTION_RESET),
                withoutTls("resets in the handshake", c -> {
                    c.readByte();
                    c.reset();
                }).fails(Fault.CONNECTION_RESET),
                withoutTls("says nothing", HostileServer.Connection::fallSilent).untilTheDeadline().fails(Fault.ANSWER_TIMEOUT,
                        "TLS handshake"),
                withoutTls("drips a handshake",
                        c -> c.drip("\u0016\u0003\u0003\u0040\u0000\u0002\u0000\u003f\u00fc", BETWEEN_DRIPS)).untilTheDeadline()
                        .fails(Fault.ANSWER_TIMEOUT, "TLS handshake"),
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
                        .fails(Fault.TLS_HANDSHAKE_FAILED),
                withoutTls("an enormous handshake", c -> {
                    c.readByte();
                    c.writeForever("\u0016\u0003\u0003\u0004\u0000\u0002\u00ff\u00ff\u00ff" + "x".repeat(1019));
                }).fails(Fault.TLS_HANDSHAKE_FAILED),
                withoutTls("garbage for TLS", c -> {
                    c.readByte();
                    c.writeForever("\u0016\u0003\u0003\u0000\u0004abcd");
                }).fails(Fault.TLS_HANDSHAKE_FAILED));
    }

    private static byte[] gzipBomb() {
        try {
            var bytes = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(bytes)) {
                for (int i = 0; i < 100; i++) {
                    gzip.write(new byte[1 << 20]);
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static String printable(String text) {
        return text.strip().replaceAll("\\p{Cntrl}+", "·") + (text.startsWith("\r\n") ? " after an empty line" : "")
                + (text.startsWith(" ") ? " after a space" : "");
    }
}

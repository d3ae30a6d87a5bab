package waybill.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import waybill.destination.TrustedCertificates;

/**
 * An HTTPS endpoint on loopback that sends everything back that it was sent, credentials in the status line included. It
 * rejects the first attempt of each message that has {@value #REJECTED} in its body.
 */
public final class EchoingEndpoint implements AutoCloseable {
    public static final String REJECTED = "rejected at first";

    private static final Pattern CREDENTIAL = Pattern.compile("(?im)^(?:authorization|x-api-key|waybill-key): *(.*?)\r?$");

    private final TestCertificates.Issued identity = TestCertificates.selfSigned();
    private final HostileServer server = HostileServer.tls(identity, EchoingEndpoint::echo);

    public String url() {
        return "https://127.0.0.1:" + server.port() + "/hooks";
    }

    /** The certificate. */
    public String pem() {
        return new TrustedCertificates(List.of(identity.certificate())).pem();
    }

    /** Every request that was read to its end, each byte one character. */
    public List<String> requests() {
        return server.requests().stream().map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)).toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static void echo(HostileConnection connection) throws IOException {
        String request = connection.readWholeRequest();
        boolean isRejected = request.contains(REJECTED) && request.contains("Waybill-Attempt: 1\r\n");
        String credentials = CREDENTIAL.matcher(request).results().map(MatchResult::group).collect(Collectors.joining());
        connection.write("HTTP/1.1 " + (isRejected ? 400 : 200) + " Got " + credentials.strip() + "\r\nContent-Length: "
                + request.length() + "\r\nX-Echo: " + credentials.strip() + "\r\nConnection: close\r\n\r\n" + request);
    }
}

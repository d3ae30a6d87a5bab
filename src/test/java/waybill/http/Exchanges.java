package waybill.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import waybill.delivery.HeaderField;
import waybill.delivery.OutgoingRequest;
import waybill.delivery.Transport.Terms;
import waybill.destination.EndpointUrl;
import waybill.destination.TrustedCertificates;

/** What the tests of this package send, and how. */
final class Exchanges {
    static final TestCertificates.Issued ROOT = TestCertificates.root("CN=Test Root");
    static final TestCertificates.Issued GOOD = ROOT.issues("CN=good").forLoopback().issue();
    static final Duration LONG = Duration.ofSeconds(20);
    static final Duration SHORT = Duration.ofMillis(700);
    static final String BODY = "{\"greeting\":\"Grüße\"}";

    private Exchanges() {}

    /** Trusts the test's own root, and nothing else. */
    static HttpTransport transport() {
        return transport(host -> List.of(InetAddress.getAllByName(host)));
    }

    static HttpTransport transport(Resolver resolver) {
        TlsPolicy.apply();
        return new HttpTransport(resolver, HttpTransport.lookupThreads(), TrustAnchors.of(List.of(ROOT.certificate())),
                HttpTransport.daemonTimer(),
                System::nanoTime);
    }

    static OutgoingRequest post(String host, int port, String target, HeaderField... headers) {
        var url = new EndpointUrl("https://" + host + ":" + port + "/", host, port, "/", Optional.empty());
        return new OutgoingRequest(url, new OutgoingRequest.Target(target), List.of(headers),
                BODY.getBytes(StandardCharsets.UTF_8),
                Optional.empty());
    }

    static OutgoingRequest post(HostileServer server, HeaderField... headers) {
        return post("localhost", server.port(), "/hook", headers);
    }

    static Terms within(Duration deadline) {
        return new Terms(TrustedCertificates.none(), deadline);
    }
}

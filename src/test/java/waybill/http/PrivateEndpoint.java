package waybill.http;

import java.io.IOException;
import java.util.List;

import waybill.destination.TrustedCertificates;

/** An endpoint on loopback that takes everything, behind a certificate that no public authority issued. */
public final class PrivateEndpoint implements AutoCloseable {
    private final TestCertificates.Issued identity;
    private final HostileServer server;

    private PrivateEndpoint(TestCertificates.Issued identity) {
        this.identity = identity;
        server = HostileServer.tls(identity,
                HostileServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"));
    }

    public static PrivateEndpoint signedByItself() {
        return new PrivateEndpoint(TestCertificates.selfSigned());
    }

    /** Its certificate has the name of another host, and not its own. */
    public static PrivateEndpoint forAnotherHost(String host) {
        return new PrivateEndpoint(new TestCertificates.Order("CN=" + host).forHosts(host).issue());
    }

    public String url() {
        return "https://127.0.0.1:" + server.port() + "/hooks";
    }

    /** The certificate. */
    public String pem() {
        return new TrustedCertificates(List.of(identity.certificate())).pem();
    }

    /** How many requests were read to their end. */
    public int requests() {
        return server.requests().size();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

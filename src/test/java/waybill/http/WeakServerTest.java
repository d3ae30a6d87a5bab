package waybill.http;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.http.Exchanges.LONG;
import static waybill.http.Exchanges.ROOT;
import static waybill.http.Exchanges.post;
import static waybill.http.Exchanges.within;
import static waybill.http.TestCertificates.keys;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.Promise;
import waybill.Promised;
import waybill.delivery.Fault;
import waybill.delivery.Outcome;
import waybill.http.TestCertificates.Issued;

/** Real handshakes with protocols, ciphers and keys that are too weak. */
@Promised(Promise.TLS)
class WeakServerTest {
    private static final Issued RSA = ROOT.issues("CN=a").forLoopback().keys(keys("RSA", 2048, "leaf")).issue();

    /** Said by the client of itself or by the server, according to who sees first that there is nothing in common. */
    private static final Set<Fault> REFUSED = Set.of(Fault.TLS_HANDSHAKE_FAILED, Fault.CERTIFICATE_NOT_TRUSTED);

    @TempDir private Path folder;

    private record Offer(String protocol, String suite, Issued identity, Predicate<Outcome> expected) {}

    @Test
    void acceptsNoneThatIsWeak() throws Exception {
        List<Offer> offers = List.of(
                new Offer("TLSv1.2", "*", RSA, Outcome.Delivered.class::isInstance),
                new Offer("TLSv1.3", "*", RSA, Outcome.Delivered.class::isInstance),
                refused("TLSv1", "*", RSA), refused("TLSv1.1", "*", RSA),
                refused("TLSv1.2", "*", ROOT.issues("CN=weak").forLoopback().keys(keys("RSA", 1024, "leaf")).issue()),
                refused("TLSv1.3", "*", ROOT.issues("CN=weak").forLoopback().keys(keys("RSA", 1024, "leaf")).issue()),
                refused("TLSv1.2", "*", ROOT.issues("CN=weak").forLoopback().keys(keys("DSA", 2048, "leaf")).issue()),
                refused("TLSv1.2", "TLS_RSA_WITH_AES_128_GCM_SHA256", RSA),
                refused("TLSv1.2", "TLS_ECDHE_RSA_WITH_NULL_SHA", RSA),
                refused("TLSv1.2", "TLS_ECDH_anon_WITH_AES_128_CBC_SHA", RSA),
                refused("TLSv1.2", "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA", RSA),
                refused("TLSv1.2", "TLS_ECDHE_RSA_WITH_RC4_128_SHA", RSA));
        Process server = start(offers);
        try (BufferedReader ports = server.inputReader()) {
            for (Offer offer : offers) {
                var outcome = Exchanges.transport().send(post("localhost", Integer.parseInt(ports.readLine()), "/"),
                        within(LONG));
                assertThat(outcome).as(offer.protocol() + " " + offer.suite() + " " + offer.identity().key().getAlgorithm())
                        .matches(offer.expected());
            }
        } finally {
            server.destroy();
        }
    }

    private static Offer refused(String protocol, String suite, Issued identity) {
        return new Offer(protocol, suite, identity,
                outcome -> outcome instanceof Outcome.Unreachable unreachable && REFUSED.contains(unreachable.fault()));
    }

    private Process start(List<Offer> offers) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                        "-cp", Path.of(WeakServer.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString(),
                        WeakServer.class.getName()));
        for (Offer offer : offers) {
            command.add(offer.protocol() + "," + offer.suite() + "," + keyStore(offer.identity()));
        }
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private Path keyStore(Issued identity) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", identity.key(), "test".toCharArray(), identity.chain().toArray(X509Certificate[]::new));
        Path file = Files.createTempFile(folder, "keys", ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "test".toCharArray());
        }
        return file;
    }
}

package waybill.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Security;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A process of its own whose Java allows everything: old protocols, weak keys, ciphers without encryption. The test's own
 * process cannot serve these, since what {@link TlsPolicy} forbids is forbidden to its servers too.
 */
final class WeakServer {
    private WeakServer() {}

    /** @param offers each {@code protocol,cipher suite or *,key store file}; the ports are printed in their order */
    public static void main(String[] offers) throws Exception {
        for (String property : new String[]{"jdk.tls.disabledAlgorithms", "jdk.certpath.disabledAlgorithms",
                "jdk.tls.legacyAlgorithms"}) {
            Security.setProperty(property, "");
        }
        for (String offer : offers) {
            String[] parts = offer.split(",", 3);
            SSLServerSocket listener = listener(parts[0], parts[1], Path.of(parts[2]));
            Thread.ofPlatform().daemon().start(() -> serve(listener));
            System.out.println(listener.getLocalPort());
        }
        // Ends with the process that started this one.
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    private static SSLServerSocket listener(String protocol, String suite, Path keys) throws Exception {
        char[] password = "test".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, password);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        SSLServerSocket listener = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50,
                InetAddress.getLoopbackAddress());
        listener.setEnabledProtocols(new String[]{protocol});
        listener.setEnabledCipherSuites(suite.equals("*") ? listener.getSupportedCipherSuites() : new String[]{suite});
        return listener;
    }

    private static void serve(SSLServerSocket listener) {
        while (true) {
            try (SSLSocket socket = (SSLSocket) listener.accept()) {
                socket.getInputStream().read();
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException _) {
                // The client refused, as it should.
            }
        }
    }
}

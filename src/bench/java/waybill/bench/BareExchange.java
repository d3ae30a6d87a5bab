package waybill.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

import waybill.delivery.OutgoingRequest;

/**
 * The yardstick of a test: HttpClient alone sends the same bytes, over a new connection and a full TLS handshake each time.
 * The client is made once and the request signed once, so that nothing of Waybill's work is in it.
 */
final class BareExchange implements AutoCloseable {
    private final OutgoingRequest request;
    private final TrustManager[] trust;
    private final CloseableHttpClient client;

    BareExchange(OutgoingRequest request, X509Certificate certificate) throws GeneralSecurityException, IOException {
        this.request = request;
        this.trust = usualAnd(certificate);
        // A context anew for each connection: a kept one would resume the session and skip half of the handshake.
        TlsSocketStrategy fullHandshake = (socket, target, port, attachment, context) -> new DefaultClientTlsStrategy(tls())
                .upgrade(socket, target, port, attachment, context);
        this.client = HttpClients.custom()
                .setConnectionManager(
                        PoolingHttpClientConnectionManagerBuilder.create().setTlsSocketStrategy(fullHandshake).build())
                .setConnectionReuseStrategy((_, _, _) -> false).build();
    }

    /** @throws IOException also if the answer is not a 200 */
    void send() throws IOException {
        var post = ClassicRequestBuilder.post(request.url().text()).setEntity(new ByteArrayEntity(request.body(), null));
        request.headers().forEach(field -> post.addHeader(field.name(), field.value()));
        int status = client.execute(post.build(), answer -> {
            EntityUtils.consume(answer.getEntity());
            return answer.getCode();
        });
        if (status != 200) {
            throw new IOException("status " + status);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private SSLContext tls() throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust, null);
            return context;
        } catch (GeneralSecurityException failure) {
            throw new IOException(failure);
        }
    }

    private static TrustManager[] usualAnd(X509Certificate certificate) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("added", certificate);
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init((KeyStore) null);
        for (X509Certificate usual : ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers()) {
            store.setCertificateEntry(usual.getSerialNumber() + " " + usual.getSubjectX500Principal(), usual);
        }
        factory.init(store);
        return factory.getTrustManagers();
    }
}

package waybill.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

import waybill.delivery.OutgoingRequest;
import waybill.destination.TrustedCertificates;

/** The yardstick of a batch: HttpClient alone, its connections kept, sends the same bytes on so many threads, and records nothing. */
final class BareLoop implements AutoCloseable {
    private final CloseableHttpClient client;
    private final int threads;

    BareLoop(TrustedCertificates trusted, int threads) throws GeneralSecurityException, IOException {
        this.threads = threads;
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (var certificate : trusted.certificates()) {
            store.setCertificateEntry("added", certificate);
        }
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        client = HttpClients.custom().setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(context)).setMaxConnPerRoute(threads).setMaxConnTotal(threads)
                .build()).disableCookieManagement().disableAutomaticRetries().disableContentCompression().build();
    }

    /** @return messages a second */
    double send(OutgoingRequest request, int count) throws InterruptedException, ExecutionException {
        var left = new AtomicInteger(count);
        long begin = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            Callable<Boolean> work = () -> {
                while (left.getAndDecrement() > 0) {
                    send(request);
                }
                return true;
            };
            for (var running : pool.invokeAll(IntStream.range(0, threads).mapToObj(_ -> work).toList())) {
                running.get();
            }
        }
        return count / ((System.nanoTime() - begin) / 1e9);
    }

    void send(OutgoingRequest request) throws IOException {
        var post = ClassicRequestBuilder.post(request.url().text()).setEntity(new ByteArrayEntity(request.body(), null));
        request.headers().forEach(field -> post.addHeader(field.name(), field.value()));
        client.execute(post.build(), answer -> {
            EntityUtils.consume(answer.getEntity());
            return answer.getCode();
        });
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}

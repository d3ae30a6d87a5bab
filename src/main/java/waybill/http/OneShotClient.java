package waybill.http;

import java.io.IOException;

import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.cookie.StandardCookieSpec;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.io.CloseMode;

import waybill.delivery.Answer;

/**
 * HttpClient for one request and one connection, with everything off that makes a second request, changes the first, or
 * keeps anything for the next.
 */
final class OneShotClient implements AutoCloseable {
    private static final RequestConfig NOTHING_EXTRA = RequestConfig.custom().setRedirectsEnabled(false)
            .setAuthenticationEnabled(false)
            .setContentCompressionEnabled(false).setProtocolUpgradeEnabled(false).setExpectContinueEnabled(false)
            .setCookieSpec(StandardCookieSpec.IGNORE).build();

    private final WireRequest request;
    private final SingleRequest sender;
    private final CloseableHttpClient client;

    OneShotClient(WireRequest request, Connector connector, SingleRequest sender) {
        this.request = request;
        this.sender = sender;
        var connections = ManagedHttpClientConnectionFactory.builder().http1Config(AnswerHeads.LIMITS)
                .responseParserFactory(new AnswerHeads.Factory())
                .build();
        this.client = withNothingExtra(new BasicHttpClientConnectionManager(connector, connections)).setRequestExecutor(sender)
                .setConnectionReuseStrategy((_, _, _) -> false).addRequestInterceptorLast(request).build();
    }

    static HttpClientBuilder withNothingExtra(HttpClientConnectionManager connections) {
        return HttpClients.custom().setConnectionManager(connections).setDefaultRequestConfig(NOTHING_EXTRA)
                .disableRedirectHandling().disableAutomaticRetries().disableCookieManagement().disableContentCompression()
                .disableAuthCaching().disableConnectionState().disableDefaultUserAgent();
    }

    /** @throws IOException unless the header section of the answer was complete; a {@link NamedFault} among the causes says why */
    Answer send() throws IOException {
        client.executeOpen(request.host(), request.toSend(), null).close();
        return sender.answer().orElseThrow(() -> new IOException("HttpClient returned without an answer"));
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}

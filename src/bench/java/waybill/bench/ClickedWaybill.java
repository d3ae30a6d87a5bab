package waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;

import waybill.Main;
import waybill.delivery.EndpointTest;
import waybill.delivery.RequestSigner;
import waybill.destination.TrustedCertificates;

/**
 * Waybill with somebody in the same process who clicks Send test and looks at the result, again and again, and sends the
 * same request by HttpClient alone in between. Reports nanoseconds.
 */
final class ClickedWaybill {
    static final String URL_PROPERTY = "waybill.bench.url";
    static final String CERTIFICATE_PROPERTY = "waybill.bench.certificate";
    static final String CLICKS_PROPERTY = "waybill.bench.clicks";
    private static final int WARM_UP = 20;

    private ClickedWaybill() {}

    public static void main(String[] args) throws Exception {
        Thread.ofPlatform().daemon().start(() -> Main.main(args));
        var clicker = new Clicker();
        clicker.reachesTheDestination();
        note("first", clicker.sendsATest().answered());
        try (var exchange = exchange()) {
            for (int i = -WARM_UP; i < Integer.getInteger(CLICKS_PROPERTY); i++) {
                var seen = clicker.sendsATest();
                long began = System.nanoTime();
                exchange.send();
                long exchanged = System.nanoTime() - began;
                if (i >= 0) {
                    note("answered", seen.answered());
                    note("shown", seen.shown());
                    note("exchange", exchanged);
                }
            }
        }
        note("done", 1);
    }

    private static BareExchange exchange() throws GeneralSecurityException, IOException {
        String pem = Files.readString(Path.of(System.getProperty(CERTIFICATE_PROPERTY)));
        var certificate = TrustedCertificates.ofPem(pem).certificates().getFirst();
        var destination = BenchDestination.at(System.getProperty(URL_PROPERTY), certificate);
        var clock = Clock.systemUTC();
        var unsent = new EndpointTest(new RequestSigner(clock, "bench"), (_, _) -> {
            throw new IllegalStateException("only the request is wanted");
        }, clock, new SecureRandom());
        return new BareExchange(unsent.preview(destination), certificate);
    }

    private static void note(String name, long number) throws IOException {
        Files.writeString(Path.of(System.getProperty("waybill.startup")), name + "=" + number + "\n", StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}

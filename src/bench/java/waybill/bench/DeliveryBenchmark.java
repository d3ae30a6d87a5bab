package waybill.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

import waybill.delivery.Message;
import waybill.delivery.MessageId;
import waybill.delivery.OutgoingRequest;
import waybill.delivery.RequestSigner;
import waybill.delivery.Trigger;

/**
 * Prints how many durable deliveries are made a second against HttpClient alone, which sends one request again and again and
 * records nothing, against our own loop without the database, and against wrk, all to the same nginx over TLS on loopback, in
 * one run and taking turns.
 */
public final class DeliveryBenchmark {
    private static final int AT_ONCE = 16;
    private static final int MESSAGES = Integer.getInteger("waybill.bench.messages", 100_000);
    private static final int ROUNDS = Integer.getInteger("waybill.bench.rounds", 3);
    private static final int SINGLES = 100;
    private static final double LEAST_OF_CLIENT = 0.9;
    private static final double LEAST_OF_WRK = 0.12;
    private static final Pattern RATE = Pattern.compile("Requests/sec: *([0-9.]+)");

    private DeliveryBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("wbd");
        var documents = Documents.ofSamples();
        try (var endpoint = NginxEndpoint.start(folder.resolve("nginx"))) {
            var destination = BenchDestination.at(endpoint.url(), endpoint.trusted().certificates().getFirst());
            var message = new Message(MessageId.next(new SecureRandom()), documents.get(0));
            var request = new RequestSigner(Clock.systemUTC(), "bench").sign(message, destination, Trigger.INITIAL, 1);
            try (var bare = new BareLoop(endpoint.trusted(), AT_ONCE);
                    var home = new DeliveryHome(folder.resolve("home"), destination, AT_ONCE)) {
                compare(bare, home, request, documents, folder);
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static void compare(BareLoop bare, DeliveryHome home, OutgoingRequest request, Documents documents, Path folder)
            throws Exception {
        var client = new Samples();
        var durable = new Samples();
        var unrecorded = new Samples();
        var handedIn = new Samples();
        var wrk = new Samples();
        var spent = new EnumMap<ProcessorTime.Share, Samples>(ProcessorTime.Share.class);
        for (int round = 0; round <= ROUNDS; round++) {
            double in = home.enqueue(documents, MESSAGES);
            var out = home.deliver(MESSAGES);
            var own = home.deliverUnrecorded(documents, MESSAGES);
            double alone = bare.send(request, MESSAGES);
            OptionalDouble best = wrk(request, folder);
            if (round > 0) { // the first warms up
                handedIn.add(in);
                durable.add(out.rate());
                out.micros().forEach((share, micros) -> spent.computeIfAbsent(share, _ -> new Samples()).add(micros));
                unrecorded.add(own.rate());
                client.add(alone);
                best.ifPresent(wrk::add);
            }
        }
        print("handed in, on disk", handedIn, "/s", "");
        print("HttpClient alone, nothing recorded", client, "/s", "");
        print("durable deliveries", durable, "/s", ratio(durable, client, LEAST_OF_CLIENT, "HttpClient"));
        print("the same loop, nothing recorded", unrecorded, "/s", String.format(Locale.ROOT, "durable is %.2f of it",
                durable.median() / unrecorded.median()));
        spent.forEach((share, micros) -> print("  processor time a message, "
                + share.name().toLowerCase(Locale.ROOT).replace('_', ' '), micros, " us", ""));
        if (wrk.isEmpty()) {
            System.out.println("wrk is not installed");
        } else {
            print("wrk", wrk, "/s", ratio(durable, wrk, LEAST_OF_WRK, "wrk"));
        }
        var singles = new Samples();
        for (int i = 0; i < SINGLES; i++) {
            long begin = System.nanoTime();
            bare.send(request);
            singles.add((System.nanoTime() - begin) / 1e6);
        }
        print("one request of HttpClient, connection kept", singles, " ms", "");
        print("one message, handed in to recorded", home.single(documents, SINGLES), " ms", "target: at most 10 ms more");
    }

    private static String ratio(Samples durable, Samples other, double least, String name) {
        double ratio = durable.median() / other.median();
        return String.format(Locale.ROOT, "durable is %.2f of %s, target %.2f: %s", ratio, name, least,
                ratio >= least ? "met" : "MISSED");
    }

    private static void print(String name, Samples samples, String unit, String remark) {
        System.out.printf(Locale.ROOT, "%-44s %10.1f%s (%.1f-%.1f)  %s%n", name, samples.median(), unit, samples.least(),
                samples.most(), remark);
    }

    /** Requests a second of wrk; empty if it is not installed. */
    private static OptionalDouble wrk(OutgoingRequest request, Path folder) throws IOException, InterruptedException {
        var script = new StringBuilder("wrk.method = \"POST\"\n");
        Path body = Files.write(folder.resolve("body"), request.body());
        script.append("wrk.body = io.open(\"").append(body).append("\"):read(\"*a\")\n");
        request.headers()
                .forEach(field -> script.append("wrk.headers[\"").append(field.name()).append("\"] = \"").append(field.value())
                        .append("\"\n"));
        Path file = Files.writeString(folder.resolve("post.lua"), script);
        try {
            var process = new ProcessBuilder(
                    List.of("wrk", "-t1", "-c" + AT_ONCE, "-d4s", "-s", file.toString(), request.url().text()))
                    .redirectErrorStream(true).start();
            try (BufferedReader out = process.inputReader()) {
                var rate = out.lines().map(RATE::matcher).filter(java.util.regex.Matcher::find)
                        .mapToDouble(match -> Double.parseDouble(match.group(1))).findFirst();
                process.waitFor();
                return rate;
            }
        } catch (IOException _) {
            return OptionalDouble.empty();
        }
    }
}

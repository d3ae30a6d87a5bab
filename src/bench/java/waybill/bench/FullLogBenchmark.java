package waybill.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

import waybill.delivery.MessageQuery;
import waybill.delivery.MessageState;

/**
 * Prints what a log of a million messages costs: the rate of durable deliveries against that with an empty log, in one run and
 * taking turns; how long a page and searches of the window take; and the memory that is in use. Takes some six minutes.
 */
public final class FullLogBenchmark {
    private static final int LOGGED = Integer.getInteger("waybill.bench.logged", 1_000_000);
    private static final int MESSAGES = Integer.getInteger("waybill.bench.messages", 20_000);
    private static final int ROUNDS = Integer.getInteger("waybill.bench.rounds", 5);
    private static final int AT_ONCE = 16;
    private static final int LINES = 200;
    private static final int LOOKS = 21;
    private static final double LEAST_OF_EMPTY = 0.8;
    private static final double NANOS_A_MILLI = 1e6;
    private static final double MIB = 1024 * 1024;

    private FullLogBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("wbf");
        var documents = Documents.ofSamples();
        try (var endpoint = NginxEndpoint.start(folder.resolve("nginx"))) {
            var destination = BenchDestination.at(endpoint.url(), endpoint.trusted().certificates().getFirst());
            try (var empty = new DeliveryHome(folder.resolve("empty"), destination, AT_ONCE);
                    var full = new DeliveryHome(folder.resolve("full"), destination, AT_ONCE)) {
                long begin = System.nanoTime();
                full.fill(LOGGED);
                System.out.printf(Locale.ROOT, "%,d messages logged in %.0f s%n", LOGGED, (System.nanoTime() - begin) / 1e9);
                looks(full);
                rates(empty, full, documents);
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static void rates(DeliveryHome empty, DeliveryHome full, Documents documents) throws InterruptedException {
        var ofEmpty = new Samples();
        var ofFull = new Samples();
        var ratio = new Samples();
        for (int round = 0; round <= ROUNDS; round++) {
            double one = rate(empty, documents);
            double other = rate(full, documents);
            if (round > 0) { // the first warms up
                ofEmpty.add(one);
                ofFull.add(other);
                ratio.add(other / one);
            }
        }
        print("durable deliveries, empty log at first", ofEmpty, "/s", "");
        print("durable deliveries, full log", ofFull, "/s", "");
        print("full of empty, in pairs", ratio, " x", String.format(Locale.ROOT, "target %.1f: %s", LEAST_OF_EMPTY,
                ratio.median() >= LEAST_OF_EMPTY ? "met" : "MISSED"));
    }

    private static double rate(DeliveryHome home, Documents documents) throws InterruptedException {
        home.enqueue(documents, MESSAGES);
        return home.deliver(MESSAGES).rate();
    }

    private static void looks(DeliveryHome full) {
        opened(full, "not idle before");
        print("saving the index, when idle", once(full::tidy), " ms", "");
        opened(full, "");
        print("a page", times(() -> full.log().page(MessageQuery.all(), OptionalLong.empty(), LINES)), " ms",
                "target: at most 200");
        print("a page in the middle", times(() -> full.log().page(MessageQuery.all(), LOGGED / 2, LINES)), " ms", "");
        for (var query : new MessageQuery[]{MessageQuery.all().withText("old 77 "),
                MessageQuery.all().withText("nowhere to be found"),
                MessageQuery.all().withStates(Set.of(MessageState.FAILED)).withText("200")}) {
            print("count and first page of a search", times(() -> {
                full.log().count(query);
                full.log().page(query, OptionalLong.empty(), LINES);
            }), " ms", "target: at most 300");
        }
        System.gc();
        System.out.printf(Locale.ROOT, "heap in use                              %10.1f MiB  target: below 400%n",
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB);
    }

    private static void opened(DeliveryHome full, String remark) {
        full.lock();
        print("the vault opens", once(full::open), " ms", remark);
        print("the first page after that", once(() -> full.log().page(MessageQuery.all(), OptionalLong.empty(), LINES)), " ms",
                "target: at most 200");
        print("the first search after that", once(() -> full.log().count(MessageQuery.all().withText("old 7"))), " ms", remark);
    }

    private static Samples times(Runnable look) {
        var samples = new Samples();
        for (int i = 0; i < LOOKS; i++) {
            long begin = System.nanoTime();
            look.run();
            samples.add(millis(begin));
        }
        return samples;
    }

    private static Samples once(Runnable look) {
        var samples = new Samples();
        long begin = System.nanoTime();
        look.run();
        samples.add(millis(begin));
        return samples;
    }

    private static double millis(long begin) {
        return (System.nanoTime() - begin) / NANOS_A_MILLI;
    }

    private static void print(String name, Samples samples, String unit, String remark) {
        System.out.printf(Locale.ROOT, "%-40s %10.1f%s (%.1f-%.1f)  %s%n", name, samples.median(), unit, samples.least(),
                samples.most(), remark);
    }
}

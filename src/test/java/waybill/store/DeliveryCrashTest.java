package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.Promise;
import waybill.Promised;
import waybill.Promises;
import waybill.delivery.Cancellation;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.http.RecordingEndpoint;
import waybill.vault.FakeKeychain;
import waybill.vault.VaultStatus;
import waybill.vault.VaultStatus.OpenedBy;

/**
 * Kills a process (SIGKILL) that hands messages in and delivers them, and compares what the endpoint saw with what the log
 * says. The promise is 1,000 kills: {@code -Dwaybill.kills=1000}.
 */
@Promised(Promise.KILLED)
class DeliveryCrashTest {
    private static final int KILLS = Promises.of("waybill.kills", 100, 1_000);
    /** Then a new one: each is read whole after each kill. */
    private static final int KILLS_A_VAULT = 25;
    /** Most are killed too soon for it. */
    private static final int OUTCOME_EVERY = 4;
    private static final int MOST_LINES = 2_000;
    private static final int OK = 200;
    private static final int REJECTED = 400;
    private static final int UNAVAILABLE = 503;

    @TempDir private Path parent;
    private final AtomicInteger inProgress = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger outcomes = new AtomicInteger();
    private RecordingEndpoint endpoint;

    @BeforeEach
    void listen() throws Exception {
        endpoint = new RecordingEndpoint(DeliveryCrashTest::status);
    }

    @AfterEach
    void close() throws Exception {
        endpoint.close();
    }

    /** One in eight is refused for good, one in eight at its first attempt. */
    private static int status(RecordingEndpoint.Request request) {
        return switch (Math.floorMod(request.id().hashCode(), 8)) {
            case 0 -> REJECTED;
            case 1 -> request.attempt() == 1 ? UNAVAILABLE : OK;
            default -> OK;
        };
    }

    @Test
    void losesNoMessageThatWasAcknowledgedAndClaimsNoDelivery() throws Exception {
        rehearse();
        Lanes.share(KILLS, this::lane);
        long repeats = endpoint.exchanges().size()
                - endpoint.exchanges().stream().map(exchange -> exchange.request().id()).distinct()
                        .count();
        assertThat(outcomes).hasPositiveValue();
        System.out.println("kill -9 while delivering: " + KILLS + " kills, " + acknowledged + " messages acknowledged, 0 lost, "
                + outcomes + " outcomes recorded, 0 lost, "
                + "0 wrongly delivered, 0 that do not open, " + repeats + " repeats under the same id (retries included), "
                + inProgress + " times a message was found that was not yet acknowledged");
    }

    /** What a process said before it was killed. */
    private record Said(Set<String> begun, Set<String> acknowledged, Set<String> ended) {}

    /** Ended in peace, the first one makes the others start quickly. */
    private void rehearse() throws Exception {
        var keychain = FakeKeychain.ready();
        Path folder = parent.resolve("rehearsal");
        Home.open(folder, keychain, new Database(QueueHome.RANDOM)).close();
        said(ChildJvm.rehearse(DeliveringProcess.class, arguments(folder, keychain)), false, ProcessHandle::destroy);
    }

    private void lane(int number, int[] kills) throws Exception {
        for (int from = 0; from < kills.length; from += KILLS_A_VAULT) {
            Path folder = parent.resolve("home" + number + "-" + from);
            vault(folder, Arrays.copyOfRange(kills, from, Math.min(kills.length, from + KILLS_A_VAULT)));
        }
    }

    private void vault(Path folder, int[] kills) throws Exception {
        var keychain = FakeKeychain.ready();
        Home.open(folder, keychain, new Database(QueueHome.RANDOM)).close();
        var begun = new HashSet<String>();
        var kept = new HashSet<String>();
        var ended = new HashSet<String>();
        for (int kill : kills) {
            Said said = said(ChildJvm.start(DeliveringProcess.class, arguments(folder, keychain)),
                    kill % OUTCOME_EVERY == 0, ProcessHandle::destroyForcibly);
            begun.addAll(said.begun());
            kept.addAll(said.acknowledged());
            ended.addAll(said.ended());
            try (Home home = Home.open(folder, keychain, new Database(QueueHome.RANDOM))) {
                inProgress.addAndGet(check(home, kept, begun, kill));
                checkOutcomes(home, ended, kill);
            }
        }
        acknowledged.addAndGet(kept.size());
        outcomes.addAndGet(ended.size());
        try (Home home = Home.open(folder, keychain, new Database(QueueHome.RANDOM))) {
            deliverTheRest(home);
            check(home, kept, begun, KILLS);
        }
    }

    private String[] arguments(Path folder, FakeKeychain keychain) {
        var entry = keychain.entries().entrySet().iterator().next();
        return new String[]{folder.toString(), entry.getKey(), HexFormat.of().formatHex(entry.getValue()), endpoint.url(),
                endpoint.pem()};
    }

    /** @param outcome whether it is not killed before it has recorded one */
    private static Said said(Process process, boolean outcome, Consumer<ProcessHandle> end) throws Exception {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            var lines = new ArrayList<>(List.of(String.valueOf(out.readLine()), String.valueOf(out.readLine())));
            assertThat(lines.getLast()).startsWith(DeliveringProcess.ACKNOWLEDGED);
            for (int more = 0; outcome && more < MOST_LINES && !lines.getLast().startsWith(DeliveringProcess.FINAL); more++) {
                lines.add(String.valueOf(out.readLine()));
            }
            process.waitFor(new Random().nextInt(10, 700), TimeUnit.MILLISECONDS);
            // Not the process itself, which would close the stream with what was said.
            end.accept(process.toHandle());
            out.lines().forEach(lines::add);
            process.waitFor();
            return new Said(ids(lines, DeliveringProcess.BEGINS), ids(lines, DeliveringProcess.ACKNOWLEDGED), ended(lines));
        }
    }

    private static Set<String> ids(List<String> lines, String word) {
        return lines.stream().filter(line -> line.startsWith(word))
                .flatMap(line -> Stream.of(line.substring(word.length()).split(","))).filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Set<String> ended(List<String> lines) {
        return ids(lines.stream().filter(line -> line.endsWith(DeliveringProcess.END))
                .map(line -> line.substring(0, line.length() - DeliveringProcess.END.length())).toList(),
                DeliveringProcess.FINAL);
    }

    /** An outcome that was recorded is there after the kill. */
    private void checkOutcomes(Home home, Set<String> ended, int kill) {
        var log = new SqlDeliveryLog(home.database(), InstantSource.system());
        List<Long> waiting = new ArrayList<>();
        log.forEach(MessageQuery.all().withStates(Set.of(MessageState.WAITING, MessageState.HELD)), new Cancellation(),
                row -> waiting.add(row.number()));
        assertThat(waiting).as("kill %d: what has an outcome waits no more", kill)
                .noneMatch(number -> ended.contains(String.valueOf(number)));
    }

    /** @return how many are there that were not acknowledged in time */
    private int check(Home home, Set<String> acknowledged, Set<String> begun, int kill) {
        assertThat(home.status()).isEqualTo(new VaultStatus.Opened(OpenedBy.KEYCHAIN));
        var log = new SqlDeliveryLog(home.database(), InstantSource.system());
        Map<String, MessageState> found = new HashMap<>();
        log.forEach(MessageQuery.all(), new Cancellation(), row -> assertThat(found.put(row.id().text(), row.state())).isNull());
        assertThat(without(acknowledged, found.keySet())).as("kill %d: acknowledged, and not there", kill).isEmpty();
        assertThat(without(found.keySet(), begun)).as("kill %d: there, and not begun", kill).isEmpty();
        Map<String, Set<Integer>> seen = new HashMap<>();
        for (var exchange : endpoint.exchanges()) {
            String id = exchange.request().id();
            if (begun.contains(id)) {
                assertThat(found).as("kill %d: was sent, and is not there", kill).containsKey(id);
                seen.computeIfAbsent(id, _ -> new HashSet<>()).add(exchange.status());
                assertThat(exchange.request().body()).isEqualTo("{\"id\":\"" + id + "\"}");
            }
        }
        found.forEach((id, state) -> {
            if (state == MessageState.DELIVERED) {
                assertThat(seen.get(id)).as("kill %d: %s is delivered", kill, id).contains(OK);
            } else if (state == MessageState.FAILED) {
                assertThat(seen.get(id)).as("kill %d: %s failed", kill, id).contains(REJECTED);
            }
        });
        return without(found.keySet(), acknowledged).size();
    }

    /** AssertJ would look through all of one set for each of the other. */
    private static Set<String> without(Set<String> all, Set<String> others) {
        return all.stream().filter(each -> !others.contains(each)).collect(Collectors.toSet());
    }

    /** Afterwards each is final, and was answered as it says. */
    private void deliverTheRest(Home home) {
        var queue = new SqlDeliveryQueue(home.database(), InstantSource.system());
        var log = new SqlDeliveryLog(home.database(), InstantSource.system());
        try (var worker = DeliveringProcess.worker(home.database(), queue, endpoint.url(), endpoint.pem())) {
            worker.start();
            await().atMost(Duration.ofMinutes(2)).until(() -> log.count(MessageQuery.all()).of(MessageState.WAITING) == 0);
        }
        List<MessageRow> undelivered = new ArrayList<>();
        log.forEach(MessageQuery.all(), new Cancellation(), row -> {
            boolean isRefused = Math.floorMod(row.id().text().hashCode(), 8) == 0;
            if (row.state() != (isRefused ? MessageState.FAILED : MessageState.DELIVERED)) {
                undelivered.add(row);
            }
        });
        assertThat(undelivered).isEmpty();
    }
}

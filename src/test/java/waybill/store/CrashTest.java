package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.Promise;
import waybill.Promised;
import waybill.Promises;
import waybill.vault.FakeKeychain;
import waybill.vault.VaultStatus;
import waybill.vault.VaultStatus.OpenedBy;

/**
 * Kills a process (SIGKILL) that registers and edits: what was acknowledged is there afterwards, whole. The promise is 1,000
 * kills: {@code -Dwaybill.kills=1000}.
 */
@Promised(Promise.KILLED)
class CrashTest {
    private static final int KILLS = Promises.of("waybill.kills", 100, 1_000);
    private static final int KILLS_WHILE_MAKING = Math.max(1, KILLS / 10);

    @TempDir private Path parent;
    /** Quicker than passphrases, for each kill needs two openings; one for each folder. */
    private final Map<Path, FakeKeychain> keychains = new ConcurrentHashMap<>();
    private final Random random = new Random();

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        var changes = new AtomicLong();
        var inProgress = new AtomicInteger();
        Path rehearsal = folder("rehearsal");
        found(rehearsal, ended(rehearsal));
        Lanes.share(KILLS, (lane, kills) -> {
            Path folder = folder("home" + lane);
            long number = 0;
            for (int kill : kills) {
                Said said = killed(folder, number);
                assertThat(said.acknowledged()).as("kill %d", kill).isGreaterThan(number);
                number = found(folder, said);
                inProgress.addAndGet(number > said.acknowledged() ? 1 : 0);
            }
            changes.addAndGet(number);
        });
        System.out.println("kill -9: " + KILLS + " kills, " + changes + " changes, 0 acknowledged lost, 0 that do not open, "
                + inProgress + " found one change further than acknowledged");
    }

    @Test
    void aVaultIsMadeWholeOrNotAtAll() throws Exception {
        var whole = new AtomicInteger();
        Lanes.share(KILLS_WHILE_MAKING, (_, kills) -> {
            for (int kill : kills) {
                Path folder = parent.resolve("new" + kill);
                killWhileMaking(folder);
                whole.addAndGet(Files.exists(folder.resolve("vault.json")) ? 1 : 0);
                assertIsNew(folder);
            }
        });
        System.out.println("kill -9 while a vault is made: " + KILLS_WHILE_MAKING + " kills, " + whole
                + " whole at once, the others made anew, 0 that do not open");
    }

    private void killWhileMaking(Path folder) throws IOException, InterruptedException {
        Process process = ChildJvm.start(HoldingProcess.class, folder.toString());
        while (process.isAlive() && !isBegun(folder)) {
            process.waitFor(1, TimeUnit.MILLISECONDS);
        }
        process.waitFor(random.nextInt(1, 400), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
    }

    private static void assertIsNew(Path folder) throws IOException {
        try (Home home = Home.open(folder)) {
            assertThat(home.status()).isEqualTo(new VaultStatus.Opened(OpenedBy.PASSPHRASE));
            assertThat(home.destinations().find()).isEmpty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("vault.json", "waybill.mv.db");
        }
    }

    /** What a process said before it was killed: the last change that it acknowledged, and the last that it began. */
    private record Said(long acknowledged, long begun) {}

    private Said killed(Path folder, long number) throws IOException, InterruptedException {
        return said(ChildJvm.start(CrashingProcess.class, arguments(folder, number)), ProcessHandle::destroyForcibly, number);
    }

    /** Ended in peace, the first one makes the others start quickly. */
    private Said ended(Path folder) throws IOException, InterruptedException {
        return said(ChildJvm.rehearse(CrashingProcess.class, arguments(folder, 0)), ProcessHandle::destroy, 0);
    }

    private String[] arguments(Path folder, long number) {
        var entry = keychain(folder).entries().entrySet().iterator().next();
        return new String[]{folder.toString(), Long.toString(number), entry.getKey(),
                HexFormat.of().formatHex(entry.getValue())};
    }

    private Said said(Process process, Consumer<ProcessHandle> end, long number) throws IOException, InterruptedException {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> first = List.of(String.valueOf(out.readLine()), String.valueOf(out.readLine()));
            assertThat(first).containsExactly(CrashingProcess.BEGINS + (number + 1), CrashingProcess.ACKNOWLEDGED + (number + 1));
            process.waitFor(random.nextInt(50, 600), TimeUnit.MILLISECONDS);
            // Not the process itself, which would close the stream with what was said.
            end.accept(process.toHandle());
            List<String> lines = Stream.concat(first.stream(), out.lines()).toList();
            process.waitFor();
            return new Said(last(lines, CrashingProcess.ACKNOWLEDGED), last(lines, CrashingProcess.BEGINS));
        }
    }

    private static long last(List<String> lines, String word) {
        return lines.stream().filter(line -> line.startsWith(word) && !line.equals(word))
                .mapToLong(line -> Long.parseLong(line.substring(word.length()))).max().orElseThrow();
    }

    private Home open(Path folder) {
        return Home.open(folder, keychain(folder), new Database(new SecureRandom()));
    }

    private FakeKeychain keychain(Path folder) {
        return keychains.computeIfAbsent(folder, _ -> FakeKeychain.ready());
    }

    /** With a vault in it. */
    private Path folder(String name) {
        Path folder = parent.resolve(name);
        open(folder).close();
        return folder;
    }

    private long found(Path folder, Said said) {
        try (Home home = open(folder)) {
            assertThat(home.status()).isEqualTo(new VaultStatus.Opened(OpenedBy.KEYCHAIN));
            var found = home.destinations().find();
            assertThat(found).as("%s", said).isIn(CrashingProcess.state(said.acknowledged()),
                    CrashingProcess.state(said.begun()));
            return found.equals(CrashingProcess.state(said.acknowledged())) ? said.acknowledged() : said.begun();
        }
    }

    private static boolean isBegun(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }
}

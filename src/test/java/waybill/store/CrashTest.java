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
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
    /** Quicker than a passphrase, for each kill needs two openings. */
    private final FakeKeychain keychain = FakeKeychain.ready();
    private final Random random = new Random();

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        Path folder = parent.resolve("home");
        open(folder).close();
        long number = 0;
        int inProgress = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Said said = killed(folder, number);
            assertThat(said.acknowledged()).as("kill %d", kill).isGreaterThan(number);
            number = found(folder, said);
            inProgress += number > said.acknowledged() ? 1 : 0;
        }
        System.out.println("kill -9: " + KILLS + " kills, " + number + " changes, 0 acknowledged lost, 0 that do not open, "
                + inProgress + " found one change further than acknowledged");
    }

    @Test
    void aVaultIsMadeWholeOrNotAtAll() throws Exception {
        int whole = 0;
        for (int kill = 0; kill < KILLS_WHILE_MAKING; kill++) {
            Path folder = parent.resolve("new" + kill);
            Process process = ChildJvm.start(HoldingProcess.class, folder.toString());
            while (process.isAlive() && !isBegun(folder)) {
                process.waitFor(1, TimeUnit.MILLISECONDS);
            }
            process.waitFor(random.nextInt(1, 400), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            whole += Files.exists(folder.resolve("vault.json")) ? 1 : 0;
            try (Home home = Home.open(folder)) {
                assertThat(home.status()).isEqualTo(new VaultStatus.Opened(OpenedBy.PASSPHRASE));
                assertThat(home.destinations().find()).isEmpty();
            }
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("vault.json",
                        "waybill.mv.db");
            }
        }
        System.out.println("kill -9 while a vault is made: " + KILLS_WHILE_MAKING + " kills, " + whole
                + " whole at once, the others made anew, 0 that do not open");
    }

    /** What a process said before it was killed: the last change that it acknowledged, and the last that it began. */
    private record Said(long acknowledged, long begun) {}

    private Said killed(Path folder, long number) throws IOException, InterruptedException {
        var entry = keychain.entries().entrySet().iterator().next();
        Process process = ChildJvm.start(CrashingProcess.class, folder.toString(), Long.toString(number), entry.getKey(),
                HexFormat.of().formatHex(entry.getValue()));
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> first = List.of(String.valueOf(out.readLine()), String.valueOf(out.readLine()));
            assertThat(first).containsExactly(CrashingProcess.BEGINS + (number + 1), CrashingProcess.ACKNOWLEDGED + (number + 1));
            process.waitFor(random.nextInt(50, 600), TimeUnit.MILLISECONDS);
            // Not the process itself, which would close the stream with what was said.
            process.toHandle().destroyForcibly();
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
        return Home.open(folder, keychain, new Database(new SecureRandom()));
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

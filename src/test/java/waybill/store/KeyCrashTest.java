package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.Promise;
import waybill.Promised;
import waybill.Promises;
import waybill.destination.Registered;
import waybill.store.KeyChangingProcess.State;
import waybill.store.KeyChangingProcess.Step;
import waybill.vault.Backups.Look;
import waybill.vault.FakeKeychain;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;

/**
 * Kills a process (SIGKILL) that edits, changes the passphrase, makes new keys, backs up and restores: afterwards the vault
 * opens with the old or the new state, whole, and so does the backup. The promise is 200 kills: {@code -Dwaybill.keyKills=200}.
 */
@Promised(Promise.KILLED_WITH_KEYS)
class KeyCrashTest {
    private static final int KILLS = Promises.of("waybill.keyKills", 20, 200);
    private static final int LONGEST_MILLIS = 1_500;

    @TempDir private Path parent;
    private final Random random = new Random();
    private final Map<Step, Integer> killedIn = new EnumMap<>(Step.class);

    /** The last step that a process acknowledged, and the last that it began. */
    private record Said(long acknowledged, long begun) {}

    @Test
    void opensWithTheOldOrTheNewStateWhole() throws Exception {
        long number = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Said said = killed(number);
            if (said.begun() > said.acknowledged()) {
                killedIn.merge(Step.of(said.begun()), 1, Integer::sum);
            }
            number = found(said);
            assertBackupIsWhole(said);
            clearSetAside();
        }
        System.out.println("kill -9 while keys change: " + KILLS + " kills, " + number + " steps, killed in " + killedIn
                + ", 0 that do not open");
    }

    private Said killed(long number) throws IOException, InterruptedException {
        Process process = ChildJvm.start(KeyChangingProcess.class, home().toString(), backup().toString(), Long.toString(number));
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String first = String.valueOf(out.readLine());
            assertThat(first).isEqualTo(CrashingProcess.BEGINS + (number + 1));
            process.waitFor(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
            assertThat(process.isAlive()).as("it runs until it is killed").isTrue();
            // Not the process itself, which would close the stream with what was said.
            process.toHandle().destroyForcibly();
            List<String> lines = Stream.concat(Stream.of(first), out.lines()).toList();
            process.waitFor();
            return new Said(last(lines, CrashingProcess.ACKNOWLEDGED, number), last(lines, CrashingProcess.BEGINS, number));
        }
    }

    private static long last(List<String> lines, String word, long otherwise) {
        return lines.stream().filter(line -> line.startsWith(word) && !line.equals(word))
                .mapToLong(line -> Long.parseLong(line.substring(word.length()))).max().orElse(otherwise);
    }

    private long found(Said said) throws IOException {
        for (long number : new long[]{said.acknowledged(), said.begun()}) {
            if (isThere(State.after(number))) {
                assertNothingIsLeft();
                return number;
            }
        }
        throw new AssertionError("neither state is there after " + said);
    }

    private boolean isThere(State state) {
        Database database = new Database(new SecureRandom());
        try (Vault vault = TestVaults.vault(home(), FakeKeychain.absent(), database, InstantSource.system())) {
            assertThat(vault.open()).isInstanceOf(VaultStatus.NeedsPassphrase.class);
            return vault.unlock(state.secret()) instanceof VaultStatus.Opened
                    && new SqlDestinationRepository(database, new SecureRandom()).find().map(Registered::destination)
                            .equals(Optional.of(state.registered()));
        }
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(home())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.contains(".set-aside-")))
                    .containsExactlyInAnyOrder("vault.json", "waybill.mv.db");
        }
    }

    private void assertBackupIsWhole(Said said) {
        long before = State.after(said.acknowledged()).backup();
        long after = State.after(said.begun()).backup();
        if (before >= 0) {
            Vault vault = TestVaults.vault(home(), new Database(new SecureRandom()));
            Look look = vault.backups().look(backup(), KeyChangingProcess.OF_FILE.toCharArray());
            assertThat(look).as("the backup of step %d or %d", before, after).isInstanceOf(Look.Inside.class);
            ((Look.Inside) look).backup().close();
        }
    }

    private void clearSetAside() throws IOException {
        try (Stream<Path> files = Files.list(home())) {
            for (Path file : files.filter(each -> each.toString().contains(".set-aside-")).toList()) {
                Files.delete(file);
            }
        }
    }

    private Path home() {
        return parent.resolve("home");
    }

    private Path backup() {
        return parent.resolve("backup.waybill");
    }
}

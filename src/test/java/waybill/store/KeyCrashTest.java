package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
class KeyCrashTest {
    private static final int KILLS = Integer.getInteger("waybill.keyKills", 20);
    private static final int LONGEST_MILLIS = 1_500;

    @TempDir private Path parent;
    private final Random random = new Random();
    private final Map<Step, Integer> killedIn = new ConcurrentSkipListMap<>();

    /** Where a lane's processes work. */
    private record Place(Path home, Path backup) {
        Place(Path folder) {
            this(folder.resolve("home"), folder.resolve("backup.waybill"));
        }

        String[] arguments(long number) {
            return new String[]{home.toString(), backup.toString(), Long.toString(number)};
        }
    }

    /** The last step that a process acknowledged, and the last that it began. */
    private record Said(long acknowledged, long begun) {}

    @Test
    void opensWithTheOldOrTheNewStateWhole() throws Exception {
        var steps = new AtomicLong();
        said(ChildJvm.rehearse(KeyChangingProcess.class, place("rehearsal").arguments(0)), ProcessHandle::destroy, 0);
        Lanes.share(KILLS, (lane, kills) -> {
            Place place = place("lane" + lane);
            long number = 0;
            for (int _ : kills) {
                number = afterKill(place, number);
            }
            steps.addAndGet(number);
        });
        System.out.println("kill -9 while keys change: " + KILLS + " kills, " + steps + " steps, killed in " + killedIn
                + ", 0 that do not open");
    }

    private Place place(String name) throws IOException {
        return new Place(Files.createDirectory(parent.resolve(name)));
    }

    private long afterKill(Place place, long number) throws IOException, InterruptedException {
        Process process = ChildJvm.start(KeyChangingProcess.class, place.arguments(number));
        Said said = said(process, ProcessHandle::destroyForcibly, number);
        if (said.begun() > said.acknowledged()) {
            killedIn.merge(Step.of(said.begun()), 1, Integer::sum);
        }
        long found = found(place, said);
        assertBackupIsWhole(place, said);
        clearSetAside(place);
        return found;
    }

    private Said said(Process process, Consumer<ProcessHandle> end, long number) throws IOException, InterruptedException {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String first = String.valueOf(out.readLine());
            assertThat(first).isEqualTo(CrashingProcess.BEGINS + (number + 1));
            process.waitFor(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
            assertThat(process.isAlive()).as("it runs until it is killed").isTrue();
            // Not the process itself, which would close the stream with what was said.
            end.accept(process.toHandle());
            List<String> lines = Stream.concat(Stream.of(first), out.lines()).toList();
            process.waitFor();
            return new Said(last(lines, CrashingProcess.ACKNOWLEDGED, number), last(lines, CrashingProcess.BEGINS, number));
        }
    }

    private static long last(List<String> lines, String word, long otherwise) {
        return lines.stream().filter(line -> line.startsWith(word) && !line.equals(word))
                .mapToLong(line -> Long.parseLong(line.substring(word.length()))).max().orElse(otherwise);
    }

    private static long found(Place place, Said said) throws IOException {
        for (long number : new long[]{said.acknowledged(), said.begun()}) {
            if (isThere(place, State.after(number))) {
                assertNothingIsLeft(place);
                return number;
            }
        }
        throw new AssertionError("neither state is there after " + said);
    }

    private static boolean isThere(Place place, State state) {
        Database database = new Database(new SecureRandom());
        try (Vault vault = TestVaults.vault(place.home(), FakeKeychain.absent(), database, InstantSource.system())) {
            assertThat(vault.open()).isInstanceOf(VaultStatus.NeedsPassphrase.class);
            return vault.unlock(state.secret()) instanceof VaultStatus.Opened
                    && new SqlDestinationRepository(database, new SecureRandom()).find().map(Registered::destination)
                            .equals(Optional.of(state.registered()));
        }
    }

    private static void assertNothingIsLeft(Place place) throws IOException {
        try (Stream<Path> files = Files.list(place.home())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.contains(".set-aside-")))
                    .containsExactlyInAnyOrder("vault.json", "waybill.mv.db");
        }
    }

    private static void assertBackupIsWhole(Place place, Said said) {
        long before = State.after(said.acknowledged()).backup();
        long after = State.after(said.begun()).backup();
        if (before >= 0) {
            Vault vault = TestVaults.vault(place.home(), new Database(new SecureRandom()));
            Look look = vault.backups().look(place.backup(), KeyChangingProcess.OF_FILE.toCharArray());
            assertThat(look).as("the backup of step %d or %d", before, after).isInstanceOf(Look.Inside.class);
            ((Look.Inside) look).backup().close();
        }
    }

    private static void clearSetAside(Place place) throws IOException {
        try (Stream<Path> files = Files.list(place.home())) {
            for (Path file : files.filter(each -> each.toString().contains(".set-aside-")).toList()) {
                Files.delete(file);
            }
        }
    }
}

package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.Promise;
import waybill.Promised;
import waybill.Promises;
import waybill.destination.Destination;
import waybill.destination.Registered;
import waybill.store.KeyedState.Step;
import waybill.vault.Backup;
import waybill.vault.Backups.Look;
import waybill.vault.KeyChange;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;

/**
 * Kills a process (SIGKILL) that makes a vault, registers, edits, changes the passphrase, makes new keys, changes to the keychain
 * and back, sets a recovery key, backs up, restores and deletes: afterwards the vault opens with the old or the new state, whole,
 * the keychain has the key of no other vault, and a backup that was reported finished has what was there when it was made. The promise is 200 kills: {@code -Dwaybill.keyKills=200}.
 */
@Promised(Promise.KILLED_WITH_KEYS)
class KeyCrashTest {
    private static final int KILLS = Promises.of("waybill.keyKills", 20, 200);
    /** Every so often a life begins with no vault at all and is over soon, for it registers for the first time only once. */
    private static final int KILLS_FOR_EACH_CHILD = 4;
    private static final int LONGEST_MILLIS = 600;
    /** About as long as it takes to make a vault, and then to register. */
    private static final int MAKING_MILLIS = 400;
    private static final int REGISTERING_MILLIS = 60;

    @TempDir private Path parent;
    private final Random random = new Random();
    private final Map<Step, Integer> killedIn = new EnumMap<>(Step.class);
    private int whileMaking;
    private KeyedLife life;

    /** The last step that a process acknowledged, and the last that it began. */
    private record Said(long acknowledged, long begun) {
        boolean isBetween() {
            return begun > acknowledged;
        }
    }

    @Test
    void opensWithTheOldOrTheNewStateWhole() throws Exception {
        long number = KeyedState.NONE;
        KeyedLife grown = new KeyedLife(parent.resolve("life"));
        for (int kill = 0; kill < KILLS; kill++) {
            if (kill % KILLS_FOR_EACH_CHILD == 0) {
                life = new KeyedLife(parent.resolve("child-" + kill));
                boolean isBeingMade = kill % (2 * KILLS_FOR_EACH_CHILD) == 0;
                found(isBeingMade ? killed(KeyedState.NONE, 0, MAKING_MILLIS) : killed(KeyedState.NONE, 1, REGISTERING_MILLIS));
            } else {
                life = grown;
                // Each kind of step is as likely as any other, however slow the computer is.
                long after = Math.max(0, number) + 1 + random.nextInt(Step.values().length);
                Said said = killed(number, after, LONGEST_MILLIS);
                number = found(said);
                assertBackupIsWhole(said);
            }
            life.clearSetAside();
        }
        System.out
                .println("kill -9 while keys change: " + KILLS + " kills, " + number + " steps of one life, killed " + whileMaking
                        + " times while the vault was made, and in " + killedIn + ", 0 that do not open");
    }

    /** Kills a process that goes on from {@code number}, some time after it has begun step {@code after}. */
    private Said killed(long number, long after, int longest) throws IOException, InterruptedException {
        Process process = ChildJvm.start(KeyChangingProcess.class, life.home().toString(), life.keychain().toString(),
                life.backup().toString(), Long.toString(number));
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> first = new ArrayList<>();
            while (!first.contains(CrashingProcess.BEGINS + after)) {
                first.add(Objects.requireNonNull(out.readLine(), "it ended by itself"));
            }
            process.waitFor(random.nextInt(longest), TimeUnit.MILLISECONDS);
            assertThat(process.isAlive()).as("it runs until it is killed").isTrue();
            // Not the process itself, which would close the stream with what was said.
            process.toHandle().destroyForcibly();
            List<String> lines = Stream.concat(first.stream(), out.lines()).toList();
            process.waitFor();
            life.hear(lines);
            return counted(
                    new Said(last(lines, CrashingProcess.ACKNOWLEDGED, number), last(lines, CrashingProcess.BEGINS, number)));
        }
    }

    private Said counted(Said said) {
        if (said.isBetween() && said.begun() > 0) {
            killedIn.merge(Step.of(said.begun()), 1, Integer::sum);
        } else if (said.isBetween()) {
            whileMaking++;
        }
        return said;
    }

    private static long last(List<String> lines, String word, long otherwise) {
        return lines.stream().filter(line -> line.startsWith(word) && !line.equals(word))
                .mapToLong(line -> Long.parseLong(line.substring(word.length()))).max().orElse(otherwise);
    }

    private long found(Said said) throws IOException {
        for (long number : new long[]{said.acknowledged(), said.begun()}) {
            if (number == KeyedState.NONE ? life.isNothingThere() : life.isThere(KeyedState.after(number))) {
                life.assertNothingIsLeft(number == KeyedState.NONE ? Set.of() : Set.of("vault.json", "waybill.mv.db"));
                return number;
            }
        }
        throw new AssertionError("neither state is there after " + said);
    }

    private void assertBackupIsWhole(Said said) throws IOException {
        Set<Optional<Destination>> possible = Stream.of(said.acknowledged(), said.begun()).map(KeyedState::after)
                .filter(state -> state.backup() != KeyedState.NONE)
                .map(state -> Optional.of(KeyedState.destinationOf(state.backup())))
                .collect(Collectors.toSet());
        boolean wasReported = KeyedState.after(said.acknowledged()).backup() != KeyedState.NONE;
        assertThat(!wasReported || Files.exists(life.backup())).as("a backup that was reported is there").isTrue();
        if (Files.exists(life.backup())) {
            assertThat(possible).contains(inBackup());
        }
    }

    /** What a machine has that this backup is restored on. */
    private Optional<Destination> inBackup() throws IOException {
        Path elsewhere = Files.createTempDirectory(parent, "elsewhere");
        Database database = new Database(new SecureRandom());
        try (Vault vault = TestVaults.vault(elsewhere, database)) {
            Look look = vault.backups().look(life.backup(), KeyChangingProcess.OF_FILE.toCharArray());
            assertThat(look).isInstanceOf(Look.Inside.class);
            try (Backup backup = ((Look.Inside) look).backup()) {
                assertThat(vault.restore(backup, TestVaults.passphrase())).isEqualTo(new KeyChange.Changed());
            }
            return new SqlDestinationRepository(database, new SecureRandom()).find().map(Registered::destination);
        }
    }
}

package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.Promise;
import waybill.Promised;
import waybill.Promises;
import waybill.vault.FakeKeychain;

/**
 * Kills a process (SIGKILL) that saves blocks of the index and changes messages in them: whatever is saved afterwards is as the
 * rows are. The promise is 200 kills: {@code -Dwaybill.indexKills=200}.
 */
@Promised(Promise.KILLED)
class SavedIndexCrashTest {
    private static final int KILLS = Promises.of("waybill.indexKills", 20, 200);
    private static final int LONGEST_MILLIS = 300;

    @TempDir private Path parent;
    private final AtomicInteger saved = new AtomicInteger();

    @Test
    void isNeverOlderThanTheRows() throws Exception {
        var keychain = FakeKeychain.ready();
        Home.open(parent.resolve("rehearsal"), keychain, new Database(QueueHome.RANDOM)).close();
        run(ChildJvm.rehearse(IndexSavingProcess.class, arguments(parent.resolve("rehearsal"), keychain)),
                ProcessHandle::destroy);
        Lanes.share(KILLS, this::lane);
        assertThat(saved).hasPositiveValue();
        System.out
                .println("kill -9 while blocks of the index are saved: " + KILLS + " kills, " + saved + " saved blocks compared, "
                        + "0 older than the rows");
    }

    private void lane(int lane, int[] kills) throws Exception {
        Path folder = parent.resolve("home" + lane);
        var keychain = FakeKeychain.ready();
        Home.open(folder, keychain, new Database(QueueHome.RANDOM)).close();
        for (int kill : kills) {
            run(ChildJvm.start(IndexSavingProcess.class, arguments(folder, keychain)), ProcessHandle::destroyForcibly);
            try (Home home = Home.open(folder, keychain, new Database(QueueHome.RANDOM))) {
                saved.addAndGet(IndexAndRows.assertSame(home.database()));
            } catch (AssertionError e) {
                throw new AssertionError("after kill " + kill, e);
            }
        }
    }

    private static String[] arguments(Path folder, FakeKeychain keychain) {
        var entry = keychain.entries().entrySet().iterator().next();
        return new String[]{folder.toString(), entry.getKey(), HexFormat.of().formatHex(entry.getValue())};
    }

    /** Ends it at a moment of some round. */
    private static void run(Process process, Consumer<ProcessHandle> end) throws Exception {
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("1");
            process.waitFor(new Random().nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
            end.accept(process.toHandle());
            process.waitFor();
        }
    }
}

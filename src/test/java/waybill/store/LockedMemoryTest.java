package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.vault.TestVaults;

/**
 * What is left of the keys in the memory of a process that has locked its vault. Nothing that is alive has one: the arrays that
 * held them are zero. What lies about in memory that Java has given up and not written over yet is counted, with gdb's gcore.
 */
class LockedMemoryTest {
    private static final int CHUNK = 1024 * 1024;
    private static final int OVERLAP = 256;
    /** Most of a core dump is memory that was never used. */
    private static final byte[] UNUSED = new byte[CHUNK + OVERLAP];

    @TempDir private Path parent;

    @Test
    void nothingAliveHasAKeyOnceItIsLocked() throws Exception {
        Map<String, Integer> open = hits("open", Found.ALIVE);
        Map<String, Integer> locked = hits("locked", Found.ALIVE);
        System.out.println("alive while open: " + open + "\nalive while locked: " + locked);
        assertThat(open.get("field key")).as("the search finds what is held").isPositive();
        assertThat(open.get("key of the key file's seal")).isPositive();
        assertThat(open.get("file password as UTF-16BE")).isPositive();
        locked.remove("passphrase, which the test itself has");
        assertThat(locked.values()).containsOnly(0);
    }

    @Test
    void countsWhatLiesAboutInMemory() throws Exception {
        Assumptions.assumeTrue(isInstalled(), "gcore, of the package gdb, is not installed");
        Map<String, Integer> open = hits("open", Found.ANYWHERE);
        Map<String, Integer> locked = hits("locked", Found.ANYWHERE);
        System.out.println("core dump, open: " + open + "\ncore dump, locked: " + locked);
        assertThat(locked.get("field key")).isLessThan(open.get("field key"));
    }

    private enum Found {
        ALIVE, ANYWHERE
    }

    private Map<String, Integer> hits(String how, Found found) throws Exception {
        Path home = parent.resolve(how);
        Path heap = parent.resolve(how + ".hprof");
        Process process = ChildJvm.start(LockedProcess.class, home.toString(), how, heap.toString());
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo(how.equals("open") ? "Opened" : "NeedsPassphrase");
            Path dump = switch (found) {
                case ALIVE -> heap;
                case ANYWHERE -> core(process, parent.resolve("core-" + how));
            };
            process.destroyForcibly().waitFor();
            Map<String, byte[]> keys = TestVaults.keysOf(home, TestVaults.passphrase());
            keys.put("passphrase, which the test itself has", TestVaults.PASSPHRASE.getBytes(StandardCharsets.ISO_8859_1));
            return count(dump, keys);
        }
    }

    private Path core(Process process, Path prefix) throws Exception {
        Process dump = new ProcessBuilder("gcore", "-o", prefix.toString(), Long.toString(process.pid()))
                .redirectErrorStream(true).redirectOutput(parent.resolve("gcore.log").toFile()).start();
        Assumptions.assumeTrue(dump.waitFor() == 0, "gcore may not look at another process here");
        return Path.of(prefix + "." + process.pid());
    }

    private static Map<String, Integer> count(Path dump, Map<String, byte[]> keys) throws IOException {
        Map<String, Integer> hits = new TreeMap<>();
        keys.keySet().forEach(name -> hits.put(name, 0));
        try (FileChannel channel = FileChannel.open(dump)) {
            ByteBuffer buffer = ByteBuffer.allocate(CHUNK + OVERLAP);
            for (long at = 0; at < channel.size(); at += CHUNK) {
                buffer.clear();
                while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) > 0) {
                    // until it is full
                }
                if (!Arrays.equals(buffer.array(), UNUSED)) {
                    String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
                    keys.forEach((name, key) -> hits.merge(name, occurrences(text, key), Integer::sum));
                }
            }
        }
        return hits;
    }

    private static int occurrences(String text, byte[] key) {
        String needle = new String(key, StandardCharsets.ISO_8859_1);
        int count = 0;
        for (int at = text.indexOf(needle); at >= 0 && at < CHUNK; at = text.indexOf(needle, at + 1)) {
            count++;
        }
        return count;
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("gcore", "--help").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() >= 0;
        } catch (IOException _) {
            return false;
        }
    }
}

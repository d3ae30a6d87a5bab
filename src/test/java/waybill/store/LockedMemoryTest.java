package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.Promise;
import waybill.Promised;
import waybill.Tools;
import waybill.vault.TestVaults;

/**
 * What is left of the keys in the memory of a process that has locked its vault. Nothing that is alive has one: the arrays that
 * held them are zero. What lies about in memory that Java has given up and not written over yet is counted, with gdb's gcore.
 */
@Promised(Promise.CORE_DUMP)
class LockedMemoryTest {
    private static final int CHUNK = 1024 * 1024;
    private static final int OVERLAP = 256;
    /** Most of a core dump is memory that was never used. */
    private static final byte[] UNUSED = new byte[CHUNK + OVERLAP];
    private static final int MOST_DUMPS = 10;

    @TempDir private Path parent;

    @Test
    void nothingAliveHasAKeyOnceItIsLocked() throws Exception {
        Map<String, Integer> open = hits("open", Found.ALIVE, 1);
        Map<String, Integer> locked = hits("locked", Found.ALIVE, MOST_DUMPS);
        System.out.println("alive while open: " + open + "\nalive while locked: " + locked);
        assertThat(open.get("field key")).as("the search finds what is held").isPositive();
        assertThat(open.get("key of the key file's seal")).isPositive();
        assertThat(open.get("file password as UTF-16BE")).isPositive();
        assertThat(locked.values()).containsOnly(0);
    }

    @Test
    void countsWhatLiesAboutInMemory() throws Exception {
        Tools.demand("gdb", List.of("gcore"));
        Map<String, Integer> open = hits("open", Found.ANYWHERE, 1);
        Map<String, Integer> locked = hits("locked", Found.ANYWHERE, 1);
        System.out.println("core dump, open: " + open + "\ncore dump, locked: " + locked);
        // How many copies the runtime made, and has written over since, is chance; that each is found is not.
        assertThat(open.get("field key")).as("the search finds what is held").isPositive();
        assertThat(open.get("key of the key file's seal")).isPositive();
        assertThat(open.get("file password as UTF-16LE")).isPositive();
    }

    private enum Found {
        ALIVE, ANYWHERE
    }

    /** @param most the JDK wipes some of its copies in its own time: so many looks are given it until none is found */
    private Map<String, Integer> hits(String how, Found found, int most) throws Exception {
        Path home = parent.resolve(how);
        Path dumps = parent.resolve(how + "-dump");
        Process process = ChildJvm.start(LockedProcess.class, home.toString(), how, dumps.toString());
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8); Writer in = process.outputWriter()) {
            assertThat(out.readLine()).isEqualTo(how.equals("open") ? "Opened" : "NeedsPassphrase");
            Map<String, byte[]> keys = keys(home);
            if (found == Found.ANYWHERE) {
                keys.put("passphrase, also in the test's own text", TestVaults.PASSPHRASE.getBytes(StandardCharsets.ISO_8859_1));
                keys.put("passphrase as UTF-16LE", TestVaults.PASSPHRASE.getBytes(StandardCharsets.UTF_16LE));
            }
            Map<String, Integer> hits = Map.of("not looked yet", 1);
            for (int look = 0; look < most && sum(hits) > 0; look++) {
                hits = count(switch (found) {
                    case ALIVE -> heap(in, out, Path.of(dumps + "" + look + ".hprof"));
                    case ANYWHERE -> core(process, parent.resolve("core-" + how));
                }, keys);
            }
            return hits;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Those that nothing but the vault has. The passphrase is in the text of the test itself. */
    private static Map<String, byte[]> keys(Path home) throws IOException {
        Map<String, byte[]> keys = TestVaults.keysOf(home, TestVaults.passphrase());
        String token = LockedProcess.token(home);
        keys.put("token", token.getBytes(StandardCharsets.ISO_8859_1));
        keys.put("token as UTF-16LE", token.getBytes(StandardCharsets.UTF_16LE));
        return keys;
    }

    private static int sum(Map<String, Integer> hits) {
        return hits.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Path heap(Writer in, BufferedReader out, Path file) throws IOException {
        in.write('\n');
        in.flush();
        assertThat(out.readLine()).isEqualTo("dumped");
        return file;
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
}

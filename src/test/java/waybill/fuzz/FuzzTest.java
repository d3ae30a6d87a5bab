package waybill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.Promise;
import waybill.Promised;
import waybill.Promises;
import waybill.fuzz.FuzzTarget.Kind;

/**
 * Backups, exported destinations, key files, answers, certificates, fields, requests, JSON and log messages, made by Jazzer
 * with a view to what they make the code do: none crashes it, holds it up, or needs more than 400 MB.
 * <p>
 * Jazzer runs by itself in a process of its own, not as an engine of JUnit: its JUnit integration is made for JUnit 5, and
 * the memory of that process can be bounded. jqwik runs on JUnit's platform 1 only, and its author asks that machines do not
 * write tests with it.
 */
@Promised(Promise.HOSTILE_INPUT)
class FuzzTest {
    private static final int SECONDS = Promises.of("waybill.fuzzSeconds", 12, 600);
    private static final int MOST_MEGABYTES = 400;
    /** One input may take so long: a forged cost of Argon2 at the ceiling takes most of it. */
    private static final int LONGEST_SECONDS = 25;
    private static final int FOR_START_AND_END = 90;
    private static final int SEED = Integer.getInteger("waybill.fuzzSeed", new SecureRandom().nextInt(1, Integer.MAX_VALUE));

    @TempDir private Path folder;

    @Test
    void nothingFromOutsideCrashesHoldsUpOrFillsTheMemory() throws Exception {
        Assumptions.assumeTrue(isSupported(), "Jazzer has no library for this system");
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command(seeds())).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        boolean isOver = process.waitFor(SECONDS + LONGEST_SECONDS + FOR_START_AND_END, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        List<String> lines = Files.readAllLines(output, StandardCharsets.ISO_8859_1);
        assertThat(isOver && process.exitValue() == 0).as(() -> "seed " + SEED + "\n" + told(lines)).isTrue();
        String runs = lines.stream().filter(line -> line.startsWith("runs ")).findFirst().orElseThrow();
        assertThat(runs).as("each kind").doesNotContain(" 0,", "[0,", " 0]");
        System.out.println("hostile input: " + lines.stream().filter(line -> line.startsWith("Done ")).findFirst().orElseThrow()
                + ", " + runs + ", seed " + SEED + ", " + MOST_MEGABYTES + " MB, 0 faults");
    }

    /** Without what it says of each class. */
    private static String told(List<String> lines) {
        return lines.stream().filter(line -> !line.contains("INFO: ")).collect(Collectors.joining("\n"));
    }

    private List<String> command(Path seeds) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + MOST_MEGABYTES + "m", "-XX:MaxDirectMemorySize=64m", "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading", "--enable-native-access=ALL-UNNAMED", "-Dwaybill.keychain=off",
                "-Djava.io.tmpdir=" + folder, "-cp", System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer"));
        command.addAll(List.of("--target_class=" + FuzzTarget.class.getName(),
                "--instrumentation_includes=waybill.**", "--custom_hook_includes=waybill.**", "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/", "-max_total_time=" + SECONDS, "-timeout=" + LONGEST_SECONDS,
                "-rss_limit_mb=0", "-max_len=20000", "-len_control=0", "-seed=" + SEED, seeds.toString()));
        return command;
    }

    /** Something valid of each kind, so that the way to what is interesting is short. */
    private Path seeds() throws IOException {
        Path seeds = Files.createDirectory(folder.resolve("seeds"));
        // With the checksums of head and key file put right; the head has 69 bytes, the database comes behind the key file.
        for (byte how : new byte[]{6, 7}) {
            seed(seeds, Kind.BACKUP, new byte[]{how, 1, 0, 0, 20, 1});
            seed(seeds, Kind.BACKUP, new byte[]{how, 0, 0, 0, 90, '9'});
            seed(seeds, Kind.BACKUP, new byte[]{how, 1, 0, 10, 0, 3});
        }
        seed(seeds, Kind.KEY_FILE, """
                {"format":2,"installId":"00112233445566778899aabbccddeeff","schemaVersion":1,"opened":3,"slots":[\
                {"kind":"passphrase","kdf":"argon2id","memoryKiB":65536,"passes":3,"lanes":1,"salt":"AAAAAAAAAAAAAAAAAAAAAA==",\
                "nonce":"AAAAAAAAAAAAAAAA","wrapped":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},\
                {"kind":"recovery","nonce":"AAAAAAAAAAAAAAAA",\
                "wrapped":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}]""");
        seed(seeds, Kind.ANSWER, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\nA: b\r\n\r\nhello");
        seed(seeds, Kind.ANSWER, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nT: u\r\n\r\n");
        seed(seeds, Kind.CERTIFICATE, new byte[]{0, 1, 0, 0, 9, 1});
        seed(seeds, Kind.CERTIFICATE, new byte[]{1, 1, 0, 0, 90, 1});
        seed(seeds, Kind.FIELDS, "https://user@Example.com:443/a%20b?c=d#e\u2028X-Header\u2028value\r\nX-Other: x\u2028é😀");
        seed(seeds, Kind.REQUEST, "POST /hooks?a=b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nA:  b \r\n\r\n{}");
        seed(seeds, Kind.JSON, "{\"a\": [1, -2.5e+3, true, null, \"\\u00e9\\n😀\"], \"b\": {}}");
        seed(seeds, Kind.LOG, "went wrong\n2026-11-24T18:00:00Z forged\r\u001b[2J\u0085");
        return seeds;
    }

    private static void seed(Path seeds, Kind kind, String text) throws IOException {
        seed(seeds, kind, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void seed(Path seeds, Kind kind, byte[] rest) throws IOException {
        byte[] seed = new byte[rest.length + 1];
        seed[0] = (byte) kind.ordinal();
        System.arraycopy(rest, 0, seed, 1, rest.length);
        Files.write(seeds.resolve(kind + HexFormat.of().toHexDigits(seeds.toFile().list().length, 4)), seed);
    }

    private static boolean isSupported() {
        String system = System.getProperty("os.name");
        boolean isX64 = System.getProperty("os.arch").equals("amd64") || System.getProperty("os.arch").equals("x86_64");
        return system.equals("Linux") || system.startsWith("Mac") || isX64;
    }
}

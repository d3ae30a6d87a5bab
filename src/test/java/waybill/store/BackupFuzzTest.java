package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.destination.Readiness;
import waybill.vault.Backup;
import waybill.vault.BackupFault;
import waybill.vault.Backups.Look;

/**
 * Hostile files where a backup is expected: each is refused by name, in bounded time and memory, and leaves nothing behind. The
 * time can be set: {@code -Dwaybill.fuzzSeconds=600}.
 */
class BackupFuzzTest {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("waybill.fuzzSeconds", 10));
    private static final int HEAD_FIELDS = 37;
    private static final int HEAD = HEAD_FIELDS + 32;
    private static final long MOST_MEMORY = 400L << 20;
    private static final char[] PASSPHRASE = "of the file".toCharArray();

    @TempDir private Path parent;
    private final long seed = new SecureRandom().nextLong();
    private final Random random = new Random(seed);

    @Test
    void refusesEveryHostileFile() throws Exception {
        Path file = parent.resolve("file");
        Map<BackupFault, Integer> faults = new TreeMap<>();
        try (Home home = Home.open(parent.resolve("home"))) {
            home.destinations().register(Destinations.bearer("token"), Readiness.notTested());
            home.vault().backups().write(file, Backup.Kind.VAULT, PASSPHRASE.clone());
            byte[] whole = Files.readAllBytes(file);
            System.gc();
            long before = used();
            long end = System.nanoTime() + TIME.toNanos();
            int tried = 0;
            for (; System.nanoTime() < end; tried++) {
                Files.write(file, hostile(whole));
                switch (home.vault().backups().look(file, PASSPHRASE.clone())) {
                    case Look.Refused(var why, var _) -> faults.merge(why, 1, Integer::sum);
                    case Look.Inside _ -> throw new AssertionError("accepted; seed " + seed);
                }
                assertThat(grown(before)).isLessThan(MOST_MEMORY);
            }
            try (var left = Files.list(parent.resolve("home"))) {
                assertThat(left.map(each -> each.getFileName().toString())).containsExactlyInAnyOrder("vault.json",
                        "waybill.mv.db");
            }
            assertThat(home.destinations().find()).isPresent();
            System.out.println("hostile backups: " + tried + " files, " + faults + ", 0 accepted");
        }
    }

    private byte[] hostile(byte[] whole) throws Exception {
        byte[] bytes = whole.clone();
        switch (random.nextInt(5)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> random.nextBytes(bytes);
            case 2 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(1_000));
            case 3 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            // A head that fits its checksum: what a forger can make.
            default -> {
                ByteBuffer head = ByteBuffer.wrap(bytes);
                switch (random.nextInt(4)) {
                    case 0 -> head.put(15, (byte) random.nextInt(2, 256));
                    case 1 -> head.put(16, (byte) random.nextInt(3, 256));
                    case 2 -> head.putInt(25, random.nextInt());
                    default -> head.putLong(29, random.nextLong());
                }
                byte[] sum = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(bytes, HEAD_FIELDS));
                System.arraycopy(sum, 0, bytes, HEAD_FIELDS, HEAD - HEAD_FIELDS);
            }
        }
        return bytes;
    }

    /** Other tests may have left garbage in this process: only what stays after it was collected counts. */
    private static long grown(long before) {
        if (used() - before > MOST_MEMORY) {
            System.gc();
        }
        return used() - before;
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

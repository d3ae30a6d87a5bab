package waybill.fuzz;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

import waybill.destination.HostileText;
import waybill.http.HostileAnswer;
import waybill.http.HostileChain;
import waybill.intake.JsonCheck;
import waybill.platform.HostileLogLine;
import waybill.receiver.HostileRequest;
import waybill.store.HostileBackup;
import waybill.vault.HostileKeyFile;

/**
 * What Jazzer calls with bytes of its own making. The first says what the others are taken for. Whatever leaves here is a
 * fault: each of these knows what may be thrown at it.
 */
public final class FuzzTarget {
    private static final AtomicLongArray TIMES = new AtomicLongArray(Kind.values().length);
    private static HostileBackup backups;
    private static HostileLogLine log;

    private FuzzTarget() {}

    /** What bytes from outside may be. */
    enum Kind {
        BACKUP, KEY_FILE, ANSWER, CERTIFICATE, FIELDS, REQUEST, JSON, LOG;

        static Kind of(byte first) {
            return values()[Math.floorMod(first, values().length)];
        }
    }

    /** Called by Jazzer before the first run. */
    public static void fuzzerInitialize() throws Exception {
        Path folder = Files.createTempDirectory("fuzz");
        backups = new HostileBackup(folder);
        log = new HostileLogLine(folder.resolve("log"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("runs " + Arrays.toString(Kind.values()) + " "
                + TIMES)));
    }

    /** Called by Jazzer for each run. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (input.length > 0) {
            Kind kind = Kind.of(input[0]);
            TIMES.incrementAndGet(kind.ordinal());
            run(kind, Arrays.copyOfRange(input, 1, input.length));
        }
    }

    private static void run(Kind kind, byte[] bytes) throws Exception {
        switch (kind) {
            case BACKUP -> backups.isRefused(ByteBuffer.wrap(bytes));
            case KEY_FILE -> HostileKeyFile.isNotAuthentic(bytes);
            case ANSWER -> HostileAnswer.isNoFalseDelivery(bytes);
            case CERTIFICATE -> HostileChain.isNotTrusted(ByteBuffer.wrap(bytes));
            case FIELDS -> HostileText.isSentUnaltered(bytes);
            case REQUEST -> HostileRequest.isReadOrRefused(bytes);
            case JSON -> JsonCheck.firstFault(bytes);
            case LOG -> log.staysOneRecord(bytes);
        }
    }
}

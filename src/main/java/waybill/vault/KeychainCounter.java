package waybill.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import waybill.vault.Keychain.Reading;

/**
 * The vault's counter as the keychain has it, out of reach of whoever can only write to the data folder. An older key file that
 * was put back together with the older database fits that one, and is behind this counter.
 * <p>
 * It has an entry of its own, sealed with the key file's HMAC: the entry with the key is not written again, so that nothing that
 * goes wrong here can lose it. It is written behind the back of whoever works, the newest only, since a keychain may take
 * seconds. One that refuses stays behind, and behind is never a reason to refuse a vault.
 */
final class KeychainCounter {
    /** How long who closes a vault waits for what is being written. Should it be lost, the keychain is one opening behind. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String SUFFIX = ".opened";
    private static final int HMAC_BYTES = 32;

    private final TimedKeychain keychain;
    private final ThreadPoolExecutor writer;
    private volatile CompletableFuture<Void> newest = CompletableFuture.completedFuture(null);

    KeychainCounter(TimedKeychain keychain) {
        this.keychain = keychain;
        writer = new ThreadPoolExecutor(1, 1, PATIENCE.toSeconds(), TimeUnit.SECONDS, new ArrayBlockingQueue<>(1),
                work -> Thread.ofPlatform().daemon().name("keychain-counter").unstarted(work),
                new ThreadPoolExecutor.DiscardOldestPolicy());
        writer.allowCoreThreadTimeOut(true);
    }

    /** Begins to read the counter; what is given waits for it, and is empty where the keychain has none that is authentic. */
    Supplier<OptionalLong> begunToRead(String installId, KeyFileSeal seal) {
        settle();
        Supplier<Reading> reading = keychain.begunToRead(entry(installId));
        return () -> switch (reading.get()) {
            case Reading.Found(var value) -> opened(value, installId, seal);
            case Reading.Missing _,Reading.Locked _,Reading.Unavailable _ -> OptionalLong.empty();
        };
    }

    /** Has {@code opened} stored in place of what is there, soon. Waits for nothing. */
    void keep(String installId, KeyFileSeal seal, long opened) {
        byte[] value = ByteBuffer.allocate(Long.BYTES + HMAC_BYTES).putLong(opened).put(hmac(installId, seal, opened)).array();
        CompletableFuture<Void> written = new CompletableFuture<>();
        newest = written;
        try {
            writer.execute(() -> {
                try {
                    keychain.withoutLimit().store(entry(installId), value);
                } catch (RuntimeException | LinkageError _) {
                    // A keychain that throws has stored nothing.
                } finally {
                    written.complete(null);
                }
            });
        } catch (OutOfMemoryError _) {
            // No thread for it. The key file, which goes before, is on disk by now and stays.
            written.complete(null);
        }
    }

    void remove(String installId) {
        settle();
        keychain.remove(entry(installId));
    }

    /** As {@link TimedKeychain}. */
    void removeBesideTasks(String installId, BooleanSupplier isLeft) {
        settle();
        keychain.isForgottenBesideTasks(entry(installId), isLeft);
    }

    /** Waits a moment for what is being written. */
    void settle() {
        try {
            newest.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException _) {
            // The keychain hangs, and nobody is to hang with it.
        }
    }

    private static OptionalLong opened(byte[] value, String installId, KeyFileSeal seal) {
        if (value.length != Long.BYTES + HMAC_BYTES) {
            return OptionalLong.empty();
        }
        long opened = ByteBuffer.wrap(value).getLong();
        byte[] found = Arrays.copyOfRange(value, Long.BYTES, value.length);
        return MessageDigest.isEqual(found, hmac(installId, seal, opened)) ? OptionalLong.of(opened) : OptionalLong.empty();
    }

    /** No key file begins like this, so neither seal can stand for the other. */
    private static byte[] hmac(String installId, KeyFileSeal seal, long opened) {
        return seal.of(("waybill counter\n" + installId + "\n" + opened).getBytes(StandardCharsets.UTF_8));
    }

    private static String entry(String installId) {
        return installId + SUFFIX;
    }
}

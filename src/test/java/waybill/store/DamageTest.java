package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.Promise;
import waybill.Promised;
import waybill.Promises;
import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.destination.Secret;
import waybill.destination.StorageException;
import waybill.vault.FakeKeychain;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;

/**
 * Damaged files are never taken for a new install, and never give a wrong secret. A tenth of the promised figures; all of them
 * with {@code -Dwaybill.damage=10}.
 */
@Promised(Promise.DAMAGED_FILES)
class DamageTest {
    private static final int TIMES = Promises.of("waybill.damage", 1, 10);
    private static final int FLIPS = 100 * TIMES;
    private static final int CUTS = 50 * TIMES;

    private static final Destination DESTINATION = Destinations.with(new Auth.Basic("user", Secret.of("the right password")));

    @TempDir private Path parent;
    private final FakeKeychain keychain = FakeKeychain.ready();
    private final Random random = new Random(11);
    private byte[] database;
    private byte[] keyFile;

    @BeforeEach
    void makeAVaultWithADestination() throws IOException {
        Path folder = parent.resolve("whole");
        Database store = new Database(new SecureRandom());
        try (Vault vault = vault(folder, store)) {
            vault.open();
            new SqlDestinationRepository(store, new SecureRandom()).register(DESTINATION, Readiness.notTested());
        }
        database = Files.readAllBytes(folder.resolve("waybill.mv.db"));
        keyFile = Files.readAllBytes(folder.resolve("vault.json"));
    }

    @Test
    void aFlippedBitInTheDatabase() throws IOException {
        survives("database flips", FLIPS, this::flip, UnaryOperator.identity());
    }

    @Test
    void aCutDatabase() throws IOException {
        survives("database cuts", CUTS, this::cut, UnaryOperator.identity());
    }

    @Test
    void aFlippedBitInTheKeyFile() throws IOException {
        Map<String, Integer> outcomes = survives("key file flips", FLIPS / 10, UnaryOperator.identity(), this::flip);
        assertThat(outcomes).containsOnlyKeys("KEY_FILE_DAMAGED");
    }

    @Test
    void aCutKeyFile() throws IOException {
        Map<String, Integer> outcomes = survives("key file cuts", CUTS / 10, UnaryOperator.identity(), this::cut);
        assertThat(outcomes).containsOnlyKeys("KEY_FILE_DAMAGED");
    }

    private Map<String, Integer> survives(String what, int times, UnaryOperator<byte[]> harmDatabase,
            UnaryOperator<byte[]> harmKeyFile) throws IOException {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int i = 0; i < times; i++) {
            Path folder = Files.createDirectory(parent.resolve(what + i));
            Files.write(folder.resolve("waybill.mv.db"), harmDatabase.apply(database));
            Files.write(folder.resolve("vault.json"), harmKeyFile.apply(keyFile));
            // Else what is put back would be called older before it is found damaged.
            keychain.forgetCounters();
            outcomes.merge(outcome(folder), 1, Integer::sum);
        }
        System.out.println(what + ": " + times + " " + outcomes);
        return outcomes;
    }

    private String outcome(Path folder) {
        Database store = new Database(new SecureRandom());
        try (Vault vault = vault(folder, store)) {
            return switch (vault.open()) {
                case VaultStatus.Refused(var refusal, var detail) -> {
                    assertUnlocked(folder.resolve("waybill.mv.db"), refusal + ": " + detail);
                    yield refusal.name();
                }
                case VaultStatus.Opened _ -> found(store);
                case VaultStatus.NeedsPassphrase _ -> throw new AssertionError("asked for a passphrase");
                case VaultStatus.Locked() -> throw new AssertionError("was not locked");
                case VaultStatus.NeedsNewPassphrase() -> throw new AssertionError("taken for a new install");
            };
        }
    }

    /** Else it could not be set aside. */
    private static void assertUnlocked(Path file, String refusal) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE); FileLock lock = channel.tryLock()) {
            assertThat(lock).isNotNull();
        } catch (OverlappingFileLockException e) {
            throw new AssertionError("left locked by " + refusal, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String found(Database store) {
        try {
            Optional<Registered> found = new SqlDestinationRepository(store, new SecureRandom()).find();
            assertThat(found.map(Registered::destination)).contains(DESTINATION);
            return "unharmed";
        } catch (StorageException e) {
            return "opened, then " + e.fault();
        }
    }

    private byte[] flip(byte[] bytes) {
        byte[] flipped = bytes.clone();
        int bit = random.nextInt(bytes.length * 8);
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    private byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private Vault vault(Path folder, Database store) {
        return TestVaults.vault(folder, keychain, store, InstantSource.system());
    }
}

package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vault whose store fails as nobody foresaw. */
class UnexpectedFaultTest {
    private static final VaultStatus REFUSED = new VaultStatus.Refused(VaultStatus.Refusal.OTHER,
            "java.lang.IllegalStateException");

    @TempDir private Path folder;
    private final FailingStore store = new FailingStore();
    private final List<Throwable> told = new ArrayList<>();
    private Vault vault;

    /** A store that takes the keys and then fails, with a text that has one of them in it. */
    private static final class FailingStore implements KeyedStore {
        private Optional<VaultKeys> taken = Optional.empty();
        private boolean isClosed;
        private Optional<Error> error = Optional.empty();
        private boolean opens;
        private boolean failsToClose;

        @Override
        public Path file(Path folder) {
            return folder.resolve("database");
        }

        @Override
        public Witness create(Path folder, VaultKeys keys, String installId) {
            try {
                Files.createFile(file(folder));
                return newWitness(installId);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void open(Path folder, VaultKeys keys, Witness witness, WitnessKeeper keeper) {
            taken = Optional.of(keys);
            isClosed = false;
            if (error.isPresent()) {
                throw error.get();
            }
            if (opens) {
                return;
            }
            throw new IllegalStateException("with " + new String(keys.userPassword()));
        }

        @Override
        public boolean isOpen() {
            return !isClosed;
        }

        @Override
        public Witness newWitness(String installId) {
            return new Witness(installId, 1, 0);
        }

        @Override
        public Witness copy(Path folder, VaultKeys keys, String installId) {
            throw new IllegalStateException("cannot be copied");
        }

        @Override
        public void write(OutputStream to, VaultKeys keys, String installId, Extent extent) {
            throw new IllegalStateException("cannot be written");
        }

        @Override
        public void make(Path folder, VaultKeys keys, Witness witness, InputStream from) {
            throw new IllegalStateException("cannot be made");
        }

        @Override
        public Witness copyAndClose(Path folder, VaultKeys keys, String installId) {
            throw new VaultException(VaultStatus.Refusal.IN_USE, "foreseen", null);
        }

        @Override
        public KeyedStore another() {
            return new FailingStore();
        }

        @Override
        public Holding holding() {
            throw new IllegalStateException("cannot be read");
        }

        @Override
        public Optional<Redirection> redirection(KeyedStore other) {
            throw new IllegalStateException("cannot be read");
        }

        @Override
        public void takeDestination(KeyedStore other, Redirection.Choice choice) {
            throw new IllegalStateException("cannot be changed");
        }

        @Override
        public void close() {
            isClosed = true;
            if (failsToClose) {
                throw new IllegalStateException("cannot be closed");
            }
        }
    }

    @Test
    void isRefusedByItsTypeAndLeavesNothingOpen() {
        assertThat(open()).isEqualTo(REFUSED);
        assertThat(store.isClosed).isTrue();
        assertThat(store.taken.orElseThrow().filePassword()).containsOnly('\0');
        assertThat(store.taken.orElseThrow().fieldKey()).containsOnly(0);
        assertThat(told).hasSize(1);
    }

    @Test
    void anErrorIsRefusedByItsTypeTooAndLeavesNothingOpen() {
        store.error = Optional.of(new AssertionError("of the database's own"));
        assertThat(open()).isEqualTo(new VaultStatus.Refused(VaultStatus.Refusal.OTHER, "java.lang.AssertionError"));
        assertThat(vault.status()).isEqualTo(new VaultStatus.Refused(VaultStatus.Refusal.OTHER, "java.lang.AssertionError"));
        assertThat(store.isClosed).isTrue();
        assertThat(store.taken.orElseThrow().filePassword()).containsOnly('\0');
        assertThat(told).singleElement().isInstanceOf(AssertionError.class);
    }

    @Test
    void isRefusedEvenIfTheStoreCannotBeClosedEither() {
        store.failsToClose = true;
        assertThat(open()).isEqualTo(REFUSED);
        assertThat(store.taken.orElseThrow().filePassword()).containsOnly('\0');
        assertThat(told).hasSize(2);
    }

    @Test
    void isLockedEvenIfTheStoreCannotBeClosed() {
        store.opens = true;
        assertThat(open()).isInstanceOf(VaultStatus.Opened.class);
        store.failsToClose = true;
        assertThat(vault.lock()).isInstanceOf(VaultStatus.NeedsPassphrase.class);
        assertThat(vault.status()).isInstanceOf(VaultStatus.NeedsPassphrase.class);
        assertThat(store.taken.orElseThrow().filePassword()).containsOnly('\0');
        assertThat(told).hasSize(1);
    }

    @Test
    void theLogIsToldWhatIsInNoWindow() {
        store.opens = true;
        open();
        assertThat(vault.change(new KeyOrder.NewKeys(), TestVaults.passphrase()))
                .isEqualTo(new KeyChange.Refused(VaultStatus.Refusal.IN_USE, "foreseen"));
        assertThat(told).singleElement().isInstanceOf(VaultException.class);
        assertThat(vault.status()).isInstanceOf(VaultStatus.Opened.class);
    }

    @Test
    void isClosedWhereNobodyKnowsWhichKeyFileIsThere() throws Exception {
        store.opens = true;
        open();
        OpenVault opened = TestVaults.opened(vault);
        assertThatThrownBy(() -> opened.replaceSlots(opened.slots(), _ -> sabotaged())).isInstanceOf(VaultException.class);
        Files.delete(folder.resolve("vault.json").resolve("something"));
        Files.delete(folder.resolve("vault.json"));
        assertThat(vault.change(new KeyOrder.NewRecoveryKey(), TestVaults.passphrase()))
                .isInstanceOf(KeyChange.Refused.class);
        assertThat(vault.status()).isInstanceOf(VaultStatus.NeedsPassphrase.class);
        assertThat(store.taken.orElseThrow().filePassword()).containsOnly('\0');
        assertThat(vault.unlock(TestVaults.passphrase())).isInstanceOf(VaultStatus.Opened.class);
    }

    /** The key file cannot be put back, for a folder is where it should be. */
    private boolean sabotaged() {
        try {
            Files.delete(folder.resolve("vault.json"));
            Files.createDirectories(folder.resolve("vault.json").resolve("something"));
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private VaultStatus open() {
        vault = TestVaults.vault(folder, FakeKeychain.absent(), store, InstantSource.system());
        vault.onUnexpected(told::add);
        return TestVaults.open(vault);
    }
}

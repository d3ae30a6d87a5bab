package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

import waybill.vault.StoppingFiles.How;

/** Vaults, each in a folder of its own, that are stopped one moment later each time. Their keychain is not stopped. */
final class StoppedVaults {
    private final Path parent;
    private final FakeKeychain keychain = FakeKeychain.absent();
    private int stops;
    private Path home;

    StoppedVaults(Path parent) {
        this.parent = parent;
        home = parent;
    }

    /** Nothing here depends on a disk, for which each operation would wait. */
    static final class InMemory implements TempDirFactory {
        private static final Path MEMORY = Path.of("/dev/shm");

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            return Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "stopped") : Files.createTempDirectory("stopped");
        }
    }

    /** What is stopped. */
    interface Work {
        void on(Vault vault, StoppingFiles files) throws IOException;
    }

    /** What is there before it, and what is true after it. */
    interface Step {
        void run() throws IOException;
    }

    /** Does {@code work} again and again, stopped one moment later each time, until it gets to its end. */
    void eachTime(How how, Step before, Work work, Step after) throws IOException {
        boolean hasStopped = true;
        // An operation that fails and one that errs are undone in the same way: each is every second one.
        int step = how == How.KILLED ? 1 : 2;
        for (int at = how == How.ERROR ? 1 : 0; hasStopped; at += step) {
            home = parent.resolve("home-" + how + "-" + at);
            before.run();
            var files = new StoppingFiles(how, at);
            work.on(vault(files), files);
            hasStopped = files.hasStopped();
            stops += hasStopped ? step : 0;
            after.run();
        }
    }

    /** How many operations there were to be stopped at. */
    int stops() {
        return stops;
    }

    /** Absent at first. */
    FakeKeychain keychain() {
        return keychain;
    }

    /** The folder of the vault that is stopped next, or was. */
    Path home() {
        return home;
    }

    Vault vault(Path folder) {
        return TestVaults.vault(folder, keychain, new PlainStore(), InstantSource.system());
    }

    /** The vault at {@link #home}, in a session without a keychain. */
    Vault vaultWithoutKeychain() {
        return TestVaults.vault(home, FakeKeychain.absent(), new PlainStore(), InstantSource.system());
    }

    /** Looks often, for it is there after a moment, and this is asked some hundred times. */
    void awaitNames(String... all) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2))
                .untilAsserted(() -> assertThat(names()).containsExactlyInAnyOrder(all));
    }

    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Of a process that was killed, nothing reaches the keychain either. */
    private Vault vault(StoppingFiles files) {
        var mortal = new WatchedKeychain(keychain, (_, _) -> {
            if (files.isDead()) {
                throw new IllegalStateException("the process was killed");
            }
        });
        return TestVaults.vault(files.stopping(home), mortal, new PlainStore(), InstantSource.system());
    }
}

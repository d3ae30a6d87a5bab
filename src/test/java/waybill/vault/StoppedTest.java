package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import waybill.vault.Keychain.Availability;
import waybill.vault.StoppingFiles.How;
import waybill.vault.StoppingFiles.Killed;
import waybill.vault.VaultStatus.OpenedBy;

/**
 * Stops before and after each single operation on files by which a vault is made, set aside or backed up, once as a kill does and
 * once with a fault. What a kill at a random moment hardly ever meets, as a rename takes no time, is met here each time.
 */
class StoppedTest {
    private static final String KEY_FILE = "vault.json";
    private static final String DATABASE = "database";
    private static final char[] OF_FILE = "of the file".toCharArray();

    @TempDir(factory = InMemory.class) private Path parent;
    private final FakeKeychain keychain = FakeKeychain.absent();
    private int stops;
    private Path home;

    /** Nothing here depends on a disk, for which each operation would wait. */
    static final class InMemory implements TempDirFactory {
        private static final Path MEMORY = Path.of("/dev/shm");

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            return Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "stopped") : Files.createTempDirectory("stopped");
        }
    }

    /** What is stopped. */
    private interface Work {
        void on(Vault vault, StoppingFiles files) throws IOException;
    }

    /** What is there before it, and what is true after it. */
    private interface Step {
        void run() throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void aVaultIsMadeOrNothingIs(How how) throws IOException {
        keychain.become(Availability.READY);
        eachTime(how, () -> keychain.entries().clear(), (vault, _) -> vault.open(), () -> {
            assertThat(vault(home).open()).isEqualTo(new VaultStatus.Opened(OpenedBy.KEYCHAIN));
            assertThat(names()).containsExactlyInAnyOrder(KEY_FILE, DATABASE);
            assertThat(keychain.entries()).as("none is left of a vault that was not made")
                    .containsOnlyKeys(TestVaults.installId(home));
        });
        assertThat(stops).isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource
    void theKeychainsEntryOpensTheVaultOrGoesWithTheNextChange(How how) throws IOException {
        eachTime(how, () -> {
            keychain.entries().clear();
            keychain.become(Availability.ABSENT);
        }, (vault, files) -> {
            files.pause();
            TestVaults.open(vault);
            keychain.become(Availability.READY);
            files.goOn();
            vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase());
        }, () -> {
            Vault vault = vault(home);
            vault.open();
            boolean isAWay = vault.ways().contains(KeyWay.KEYCHAIN);
            assertThat(vault.status() instanceof VaultStatus.Opened).isEqualTo(isAWay);
            TestVaults.open(vault);
            assertThat(vault.change(nextChange(), TestVaults.passphrase())).isEqualTo(new KeyChange.Changed());
            assertThat(keychain.entries()).hasSize(vault.ways().contains(KeyWay.KEYCHAIN) ? 1 : 0);
            vault.close();
            assertThat(TestVaults.open(vault)).isInstanceOf(VaultStatus.Opened.class);
            vault.close();
        });
        assertThat(stops).isGreaterThan(8);
    }

    /** Each of those that change what is in the keychain, by turns. */
    private KeyOrder nextChange() {
        return switch (stops % 3) {
            case 0 -> new KeyOrder.UseKeychain();
            case 1 -> new KeyOrder.UsePassphrase(TestVaults.passphrase());
            default -> new KeyOrder.NewKeys();
        };
    }

    @ParameterizedTest
    @EnumSource
    void aVaultThatIsSetAsideIsWholeUnderOneNameOrAnother(How how) throws IOException {
        List<String> files = List.of(KEY_FILE, KEY_FILE + ".previous", KEY_FILE + ".new", DATABASE);
        eachTime(how, () -> {
            Files.createDirectories(home);
            for (String file : files) {
                Files.writeString(home.resolve(file), "content of " + file);
            }
        }, (vault, _) -> vault.setAside(), () -> {
            Vault vault = vault(home);
            if (vault.open() instanceof VaultStatus.NeedsNewPassphrase) {
                assertThat(names()).as("of a vault that is no more").allMatch(name -> name.contains(".set-aside-"));
            }
            assertContents(files);
            assertThat(vault.setAside()).isInstanceOf(VaultStatus.NeedsNewPassphrase.class);
            assertThat(names()).allMatch(name -> name.contains(".set-aside-"));
            assertContents(files);
        });
        assertThat(stops).isGreaterThan(8);
    }

    @ParameterizedTest
    @EnumSource
    void aBackupIsTheOldOneOrTheNewOne(How how) throws IOException {
        Path target = parent.resolve("my.waybill");
        home = Files.createDirectory(parent.resolve("open"));
        Vault open = vault(home);
        TestVaults.open(open);
        backUp(open, target);
        eachTime(how, () -> {}, (_, files) -> backUp(open, files.stopping(target)), () -> {
            try (Backup backup = ((Backups.Look.Inside) open.backups().look(target, OF_FILE.clone())).backup()) {
                assertThat(backup.kind()).isEqualTo(Backup.Kind.VAULT);
            }
            assertThat(backUp(open, target)).isInstanceOf(Backups.Written.Done.class);
            try (Stream<Path> beside = Files.list(parent)) {
                assertThat(beside.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
            }
        });
        open.close();
        assertThat(stops).isEqualTo(6);
    }

    /** Does {@code work} again and again, stopped one moment later each time, until it gets to its end. */
    private void eachTime(How how, Step before, Work work, Step after) throws IOException {
        boolean hasStopped = true;
        for (int at = 0; hasStopped; at++) {
            home = parent.resolve("home-" + how + "-" + at);
            before.run();
            var files = new StoppingFiles(how, at);
            try {
                work.on(vault(files.stopping(home)), files);
            } catch (Killed _) {
                assertThat(how).isEqualTo(How.KILLED);
            }
            hasStopped = files.hasStopped();
            stops += hasStopped ? 1 : 0;
            after.run();
        }
    }

    private static Backups.Written backUp(Vault vault, Path target) {
        return vault.backups().write(target, Backup.Kind.VAULT, OF_FILE.clone());
    }

    private Vault vault(Path folder) {
        return TestVaults.vault(folder, keychain, new PlainStore(), InstantSource.system());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private void assertContents(List<String> files) throws IOException {
        List<String> contents = new ArrayList<>();
        for (String name : names()) {
            contents.add(Files.readString(home.resolve(name)));
        }
        assertThat(contents).containsExactlyInAnyOrderElementsOf(files.stream().map(file -> "content of " + file).toList());
    }
}

package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import waybill.vault.Keychain.Availability;
import waybill.vault.StoppingFiles.How;
import waybill.vault.VaultStatus.OpenedBy;

/**
 * Stops before and after each single operation on files by which a vault is made, set aside or backed up, once as a kill does,
 * once with a fault and once with an error. What a kill at a random moment hardly ever meets, as a rename takes no time, is met here each time.
 */
class StoppedTest {
    private static final String KEY_FILE = "vault.json";
    private static final String DATABASE = "database";
    private static final char[] OF_FILE = "of the file".toCharArray();

    @TempDir(factory = StoppedVaults.InMemory.class) private Path parent;
    private StoppedVaults vaults;
    private FakeKeychain keychain;

    @BeforeEach
    void begin() {
        vaults = new StoppedVaults(parent);
        keychain = vaults.keychain();
    }

    @ParameterizedTest
    @EnumSource
    void aVaultIsMadeOrNothingIs(How how) throws IOException {
        keychain.become(Availability.READY);
        vaults.eachTime(how, () -> keychain.entries().clear(), (vault, _) -> vault.open(), () -> {
            assertThat(vaults.vault(vaults.home()).open()).isEqualTo(new VaultStatus.Opened(OpenedBy.KEYCHAIN));
            vaults.awaitNames(KEY_FILE, DATABASE);
            assertThat(keychain.entries()).as("none is left of a vault that was not made")
                    .containsOnlyKeys(TestVaults.installId(vaults.home()));
        });
        assertThat(vaults.stops()).isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource
    void theKeychainsEntryOpensTheVaultOrGoesWithTheNextChange(How how) throws IOException {
        vaults.eachTime(how, () -> {
            keychain.entries().clear();
            keychain.become(Availability.ABSENT);
        }, (vault, files) -> {
            files.pause();
            TestVaults.open(vault);
            keychain.become(Availability.READY);
            files.goOn();
            vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase());
            TestVaults.awaitForgetting();
        }, () -> {
            Vault vault = vaults.vault(vaults.home());
            vault.open();
            boolean isAWay = vault.ways().contains(KeyWay.KEYCHAIN);
            assertThat(vault.status() instanceof VaultStatus.Opened).isEqualTo(isAWay);
            TestVaults.open(vault);
            assertThat(vault.change(nextChange(), TestVaults.passphrase())).isEqualTo(new KeyChange.Changed());
            TestVaults.awaitForgetting();
            assertThat(keychain.entries()).hasSize(vault.ways().contains(KeyWay.KEYCHAIN) ? 1 : 0);
            vault.close();
            assertThat(TestVaults.open(vault)).isInstanceOf(VaultStatus.Opened.class);
            vault.close();
        });
        assertThat(vaults.stops()).isGreaterThan(8);
    }

    /** Each of those that change what is in the keychain, by turns. */
    private KeyOrder nextChange() {
        return switch (vaults.stops() % 3) {
            case 0 -> new KeyOrder.UseKeychain();
            case 1 -> new KeyOrder.UsePassphrase(TestVaults.passphrase());
            default -> new KeyOrder.NewKeys();
        };
    }

    @ParameterizedTest
    @EnumSource
    void aVaultThatIsSetAsideIsWholeUnderOneNameOrAnother(How how) throws IOException {
        List<String> files = List.of(KEY_FILE, KEY_FILE + ".previous", KEY_FILE + ".new", DATABASE);
        vaults.eachTime(how, () -> {
            Files.createDirectories(vaults.home());
            for (String file : files) {
                Files.writeString(vaults.home().resolve(file), "content of " + file);
            }
        }, (vault, _) -> vault.setAside(), () -> {
            Vault vault = vaults.vault(vaults.home());
            if (vault.open() instanceof VaultStatus.NeedsNewPassphrase) {
                assertThat(vaults.names()).as("of a vault that is no more").allMatch(name -> name.contains(".set-aside-"));
            }
            assertContents(files);
            assertThat(vault.setAside()).isInstanceOf(VaultStatus.NeedsNewPassphrase.class);
            assertThat(vaults.names()).allMatch(name -> name.contains(".set-aside-"));
            assertContents(files);
        });
        assertThat(vaults.stops()).isGreaterThan(8);
    }

    @ParameterizedTest
    @EnumSource
    void aBackupIsTheOldOneOrTheNewOne(How how) throws IOException {
        Path target = parent.resolve("my.waybill");
        Vault open = vaults.vault(Files.createDirectory(parent.resolve("open")));
        TestVaults.open(open);
        backUp(open, target);
        vaults.eachTime(how, () -> {}, (_, files) -> tryToBackUp(open, files.stopping(target)), () -> {
            try (Backup backup = ((Backups.Look.Inside) open.backups().look(target, OF_FILE.clone())).backup()) {
                assertThat(backup.kind()).isEqualTo(Backup.Kind.VAULT);
            }
            assertThat(backUp(open, target)).isInstanceOf(Backups.Written.Done.class);
            try (Stream<Path> beside = Files.list(parent)) {
                assertThat(beside.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
            }
        });
        open.close();
        assertThat(vaults.stops()).isEqualTo(6);
    }

    private static void tryToBackUp(Vault vault, Path target) {
        try {
            backUp(vault, target);
        } catch (InternalError _) {
            // The window tells of it.
        }
    }

    private static Backups.Written backUp(Vault vault, Path target) {
        return vault.backups().write(target, Backup.Kind.VAULT, OF_FILE.clone());
    }

    private void assertContents(List<String> files) throws IOException {
        List<String> contents = new ArrayList<>();
        for (String name : vaults.names()) {
            contents.add(Files.readString(vaults.home().resolve(name)));
        }
        assertThat(contents).containsExactlyInAnyOrderElementsOf(files.stream().map(file -> "content of " + file).toList());
    }
}

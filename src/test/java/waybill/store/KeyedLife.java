package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import waybill.destination.Destination;
import waybill.destination.Registered;
import waybill.vault.FakeKeychain;
import waybill.vault.KeyChange;
import waybill.vault.Keychain;
import waybill.vault.Keychain.Availability;
import waybill.vault.RecoveryKey;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;

/** What one {@link KeyChangingProcess} after another works on, and what is looked at after each: data folder, keychain, backup. */
final class KeyedLife {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SET_ASIDE = ".set-aside-";
    private static final Pattern INSTALL_ID = Pattern.compile("\"installId\":\"([0-9a-f]{32})\"");

    private final Path folder;
    /** As the processes said them, by step. */
    private final Map<Long, String> recoveryKeys = new HashMap<>();

    KeyedLife(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    Path home() {
        return folder.resolve("home");
    }

    Path keychain() {
        return folder.resolve("keychain");
    }

    Path backup() {
        return folder.resolve("backup.waybill");
    }

    /** Notes what a process said of recovery keys. */
    void hear(List<String> lines) {
        lines.stream().filter(line -> line.startsWith(KeyChangingProcess.RECOVERY_KEY))
                .map(line -> line.substring(KeyChangingProcess.RECOVERY_KEY.length()).split(" ", 2))
                .filter(said -> said.length == 2).forEach(said -> recoveryKeys.put(Long.parseLong(said[0]), said[1]));
    }

    boolean isNothingThere() {
        try (Vault vault = TestVaults.vault(home(), new Database(new SecureRandom()))) {
            return vault.open() instanceof VaultStatus.NeedsNewPassphrase;
        }
    }

    /** Whether the vault is in that state: it opens in each of its ways and in no other, and holds what it should. */
    boolean isThere(KeyedState state) throws IOException {
        return isOpenedBy(state, new KeychainInFiles(keychain()), state.isInKeychain())
                && (!state.isInKeychain() || !state.hasPassphrase() || isOpenedBy(state, FakeKeychain.absent(), false))
                && (state.recovery() == KeyedState.NONE || isRecovered(state));
    }

    private boolean isOpenedBy(KeyedState state, Keychain keychain, boolean atOnce) {
        Database database = new Database(new SecureRandom());
        try (Vault vault = TestVaults.vault(home(), keychain, database, InstantSource.system())) {
            VaultStatus status = vault.open();
            assertThat(status).isInstanceOfAny(VaultStatus.Opened.class, VaultStatus.NeedsPassphrase.class);
            boolean isOpen = atOnce
                    ? status instanceof VaultStatus.Opened
                    : status instanceof VaultStatus.NeedsPassphrase && vault.unlock(state.secret()) instanceof VaultStatus.Opened;
            return isOpen && vault.ways().equals(state.ways()) && isIn(database, state.registered());
        }
    }

    /** In a copy, since that sets a passphrase. */
    private boolean isRecovered(KeyedState state) throws IOException {
        Path copy = Files.createTempDirectory(folder.getParent(), "copy");
        for (String name : List.of("vault.json", "waybill.mv.db")) {
            Files.copy(home().resolve(name), copy.resolve(name));
        }
        Database database = new Database(new SecureRandom());
        try (Vault vault = TestVaults.vault(copy, database)) {
            vault.open();
            String text = recoveryKeys.getOrDefault(state.recovery(), "");
            return RecoveryKey.read(text.toCharArray()) instanceof RecoveryKey.Reading.Read(var key)
                    && vault.recover(key, TestVaults.passphrase()) instanceof KeyChange.Changed
                    && isIn(database, state.registered());
        }
    }

    private static boolean isIn(Database database, Optional<Destination> expected) {
        return new SqlDestinationRepository(database, new SecureRandom()).find().map(Registered::destination).equals(expected);
    }

    /** Nothing is left of what was not finished: no file, and no key of a vault that is not there, nor set aside. */
    void assertNothingIsLeft(Set<String> expected) throws IOException {
        if (!expected.isEmpty()) {
            startWithTheKeychain();
        }
        // What the keychain is to forget it is asked for on a thread that no opening waits for.
        await().atMost(PATIENCE).untilAsserted(() -> {
            try (Stream<Path> files = Files.list(home())) {
                assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.contains(SET_ASIDE)))
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
            assertThat(installIds()).as("the keychain has keys of these only")
                    .containsAll(new KeychainInFiles(keychain()).keys());
        });
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> !List.of(home(), keychain(), backup()).contains(file)))
                    .as("the next backup removes what is left of one that was cut off").hasSizeLessThanOrEqualTo(1);
        }
    }

    /** A key that it is to forget is only named by a start without it. */
    private void startWithTheKeychain() throws IOException {
        try (Vault vault = TestVaults.vault(home(), new KeychainInFiles(keychain()), new Database(new SecureRandom()),
                InstantSource.system())) {
            assertThat(vault.open()).isInstanceOfAny(VaultStatus.Opened.class, VaultStatus.NeedsPassphrase.class);
        }
    }

    /** Files and keys of vaults that others took the place of: nobody asks for them here. */
    void clearSetAside() throws IOException {
        Set<String> before = installIds();
        try (Stream<Path> files = Files.list(home())) {
            for (Path file : files.filter(each -> each.toString().contains(SET_ASIDE)).toList()) {
                Files.delete(file);
            }
        }
        before.removeAll(installIds());
        before.forEach(new KeychainInFiles(keychain())::remove);
    }

    private Set<String> installIds() throws IOException {
        Set<String> found = new HashSet<>();
        try (Stream<Path> files = Files.list(home())) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("vault.json")).toList()) {
                Matcher installId = INSTALL_ID.matcher(Files.readString(file));
                if (installId.find()) {
                    found.add(installId.group(1));
                }
            }
        }
        return found;
    }
}

package waybill.vault.keychain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Function;

import waybill.store.Database;
import waybill.vault.Keychain;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;

/** A process of its own that does one step after the other with the keychain of its session, and prints what came of each. */
final class KeychainProbe {
    private KeychainProbe() {}

    /** @param steps such as {@code available}, {@code read a}, {@code unlock}, {@code limited a} to read it as the vault does, {@code store a 00ff}, {@code remove a}, {@code loop}, {@code vault folder} to open the vault there or make one,
     *            {@code older folder} to open one whose older state was put back, {@code sh command} */
    public static void main(String[] steps) throws IOException, InterruptedException {
        Keychain keychain = Keychains.ofThisSystem(System.getenv(), System.getProperties());
        for (String step : steps) {
            String[] words = step.split(" ", 3);
            System.out.println(switch (words[0]) {
                case "available" -> keychain.availability().toString();
                case "read" -> read(keychain, words[1]);
                case "timed" -> timed(keychain, words[1]);
                case "unlock" -> keychain.unlock() ? "unlocked" : "still locked";
                case "limited" -> read(TestVaults.limited(keychain), words[1]);
                case "hang" -> hang(keychain, words[1]);
                case "store" -> keychain.store(words[1], HexFormat.of().parseHex(words[2])) ? "stored" : "not stored";
                case "remove" -> {
                    keychain.remove(words[1]);
                    yield "removed";
                }
                case "loop" -> loop();
                case "vault" -> vault(keychain, words[1], Vault::open);
                case "older" -> vault(keychain, words[1], vault -> {
                    vault.open();
                    return vault.openOlder();
                });
                case "sh" -> shell(step.substring("sh ".length()));
                default -> throw new IllegalArgumentException(step);
            });
        }
    }

    private static String read(Keychain keychain, String entry) {
        return switch (keychain.read(entry)) {
            case Keychain.Reading.Found(byte[] secret) -> HexFormat.of().formatHex(secret);
            case Keychain.Reading.Missing() -> "missing";
            case Keychain.Reading.Locked() -> "locked";
            case Keychain.Reading.Unavailable(String detail) -> "unavailable: " + detail;
        };
    }

    private static String timed(Keychain keychain, String entry) {
        long start = System.nanoTime();
        String what = read(keychain, entry);
        return what + " after " + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms";
    }

    /** Reads on a daemon thread, as the vault does, and does not wait for it. */
    private static String hang(Keychain keychain, String entry) throws InterruptedException {
        Thread reader = Thread.ofPlatform().daemon().start(() -> read(keychain, entry));
        return reader.join(Duration.ofSeconds(1)) ? "did not hang" : "hangs";
    }

    /** Serves GLib's main loop for a while, as JavaFX does on Linux. */
    private static String loop() {
        LibSecret lib = LibSecret.load(LibSecret.FILE).orElseThrow();
        try {
            for (int turn = 0; turn < 100; turn++) {
                lib.call("g_main_context_iteration", LibSecret.NULL, LibSecret.FALSE);
            }
        } catch (LibSecret.Fault missing) {
            throw new IllegalStateException(missing);
        }
        return "looped";
    }

    private static String vault(Keychain keychain, String folder, Function<Vault, VaultStatus> open) {
        Database database = new Database(new SecureRandom());
        try (Vault vault = TestVaults.vault(Path.of(folder), keychain, database, InstantSource.system())) {
            return switch (open.apply(vault)) {
                case VaultStatus.Opened(var by) -> "opened by " + by;
                case VaultStatus.Refused(var why, var _) -> "refused: " + why;
                case VaultStatus.NeedsNewPassphrase() -> "asks for a new passphrase";
                case VaultStatus.NeedsPassphrase _ -> "asks for its passphrase";
                case VaultStatus.Locked() -> "locked";
            };
        }
    }

    private static String shell(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return output.lines().reduce("", (all, line) -> all + " " + line).strip();
    }
}

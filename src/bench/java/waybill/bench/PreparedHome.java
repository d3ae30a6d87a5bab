package waybill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;

import waybill.destination.Destination;
import waybill.destination.Readiness;
import waybill.store.Database;
import waybill.store.SqlDestinationRepository;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;
import waybill.vault.keychain.Keychains;

/**
 * A data folder with a vault and a destination in it, as a person's is after the first day.
 *
 * @param isOpenedByKeychain else {@link #PASSPHRASE} opens it
 */
record PreparedHome(Path folder, boolean isOpenedByKeychain) {
    static final String PASSPHRASE = "four words in a row";

    static PreparedHome with(Destination destination, Path folder) {
        var random = new SecureRandom();
        var database = new Database(random);
        var keychain = Keychains.ofThisSystem(System.getenv(), System.getProperties());
        try (var vault = new Vault(folder, keychain, database, Clock.systemUTC(), random)) {
            boolean byKeychain = vault.open() instanceof VaultStatus.Opened;
            if (!byKeychain && !(vault.create(PASSPHRASE.toCharArray()) instanceof VaultStatus.Opened)) {
                throw new IllegalStateException("no vault: " + vault.status());
            }
            new SqlDestinationRepository(database, random).register(destination, Readiness.notTested());
            return new PreparedHome(folder, byKeychain);
        }
    }

    /** A fresh copy, so that one process leaves nothing behind for the next. */
    Path copyTo(Path copy) throws IOException {
        try (var files = Files.walk(folder)) {
            files.forEach(file -> copy(file, copy.resolve(folder.relativize(file))));
        }
        return copy;
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

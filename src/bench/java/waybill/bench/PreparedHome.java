package waybill.bench;

import java.nio.file.Path;
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
 * A data folder with a vault and a destination in it, as a person's is after the first day. One start after another uses it: a copy
 * put in its place would be an older state than the keychain's counter knows, which Waybill asks about.
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
}

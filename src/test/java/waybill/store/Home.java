package waybill.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

import waybill.destination.DestinationRepository;
import waybill.vault.FakeKeychain;
import waybill.vault.Keychain;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;

/** A data folder with vault and database, opened as the program opens it. */
record Home(Vault vault, Database database, DestinationRepository destinations, VaultStatus status) implements AutoCloseable {
    static Home open(Path folder) {
        return open(folder, new Database(new SecureRandom()));
    }

    static Home open(Path folder, Database database) {
        return open(folder, FakeKeychain.absent(), database);
    }

    static Home open(Path folder, Keychain keychain, Database database) {
        Vault vault = TestVaults.vault(folder, keychain, database, InstantSource.system());
        VaultStatus status = TestVaults.open(vault);
        return new Home(vault, database, new SqlDestinationRepository(database, new SecureRandom()), status);
    }

    @Override
    public void close() {
        vault.close();
    }
}

package waybill.store;

import java.nio.file.Path;
import java.security.SecureRandom;

import waybill.destination.DestinationRepository;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;

/** A data folder with vault and database, opened as the program opens it. */
record Home(Vault vault, Database database, DestinationRepository destinations, VaultStatus status) implements AutoCloseable {
    static Home open(Path folder) {
        return open(folder, new Database(new SecureRandom()));
    }

    static Home open(Path folder, Database database) {
        Vault vault = TestVaults.vault(folder, database);
        VaultStatus status = TestVaults.open(vault);
        return new Home(vault, database, new SqlDestinationRepository(database, new SecureRandom()), status);
    }

    @Override
    public void close() {
        vault.close();
    }
}

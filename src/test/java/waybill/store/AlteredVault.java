package waybill.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Statement;
import java.time.Clock;

import waybill.vault.FakeKeychain;
import waybill.vault.Vault;

/** A vault that still opens, but in which a sealed value was altered by somebody who has the file's password. */
public final class AlteredVault {
    private AlteredVault() {}

    /** Puts the sealed type where the sealed URL was. */
    public static void swapUrlAndType(Path home, String passphrase) {
        var random = new SecureRandom();
        var database = new Database(random);
        try (var vault = new Vault(home, FakeKeychain.absent(), database, Clock.systemUTC(), random)) {
            vault.open();
            vault.unlock(passphrase.toCharArray());
            database.run(session -> session.write((connection, _) -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.executeUpdate("UPDATE destination SET url = auth_type, auth_type = url");
                }
            }));
        }
    }
}

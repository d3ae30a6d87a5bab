package waybill.store;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;

import org.jasypt.exceptions.EncryptionOperationNotPossibleException;

import waybill.destination.StorageException;
import waybill.vault.DurableFiles;
import waybill.vault.FileFaults;
import waybill.vault.KeyedStore.Extent;
import waybill.vault.VaultException;
import waybill.vault.VaultKeys;
import waybill.vault.VaultStatus.Refusal;
import waybill.vault.Witness;

/** Makes a database in {@code folder} with what an open session holds, under keys of its own. */
record Copies(Session session, Path folder, String name, Migrations migrations, SecureRandom random) {
    /** @throws VaultException with its refusal */
    Witness make(VaultKeys keys, String installId) {
        Witness witness = new Witness(installId, migrations.newest(), 0);
        try (Connection from = session.another(); SecretCipher seals = new SecretCipher(keys, installId, random)) {
            Connection to = H2.make(folder, name, keys);
            try {
                migrations.run(to, 0);
                WitnessTable.insert(to, witness);
                copy(new DatabaseRows(from, session.cipher(), seals), to);
            } finally {
                H2.shutDown(to);
            }
            DurableFiles.sync(folder.resolve(name + H2.SUFFIX));
            requireReadable(keys, witness);
            return witness;
        } catch (SQLException e) {
            throw SqlFaults.whileMaking(folder, e);
        } catch (EncryptionOperationNotPossibleException | StorageException e) {
            throw new VaultException(Refusal.DATABASE_DAMAGED, "a sealed value does not open", e);
        } catch (IOException e) {
            throw new VaultException(FileFaults.refusal(folder, e), e.toString(), e);
        }
    }

    private static void copy(DatabaseRows rows, Connection to) throws SQLException, IOException {
        try (TableInserts inserts = new TableInserts(to)) {
            rows.read(Extent.EVERYTHING, inserts);
        }
    }

    /** Nothing is given up for a copy that cannot be opened. */
    private void requireReadable(VaultKeys keys, Witness witness) throws SQLException {
        DatabaseFile.requireWhole(folder.resolve(name + H2.SUFFIX), keys.filePassword());
        try (Connection connection = H2.openToRead(folder, name, keys)) {
            WitnessTable.require(WitnessTable.read(connection), witness, migrations.newest());
        }
    }
}

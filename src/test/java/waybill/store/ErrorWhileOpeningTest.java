package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.store.KeyedHome.BY_PASSPHRASE;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.vault.KeyedStore;
import waybill.vault.KeyedStore.WitnessKeeper;
import waybill.vault.TestVaults;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;
import waybill.vault.Witness;

/** An error, such as an assertion of H2, that comes when the database is open and the vault is not yet. */
class ErrorWhileOpeningTest {
    @TempDir private Path parent;
    private KeyedHome home;
    private Vault vault;
    private boolean fails;

    @BeforeEach
    void make() {
        home = new KeyedHome(parent.resolve("home"));
        vault = home.made(home.vault(store(), InstantSource.system()));
        vault.lock();
        fails = true;
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void leavesNoFileInUse() throws IOException {
        assertThat(vault.unlock(TestVaults.passphrase()))
                .isEqualTo(new VaultStatus.Refused(VaultStatus.Refusal.OTHER, "java.lang.AssertionError"));

        try (FileChannel file = FileChannel.open(home.databaseFile(), StandardOpenOption.WRITE)) {
            assertThat(file.tryLock()).isNotNull();
        }
    }

    @Test
    void opensWhenItIsOver() {
        vault.unlock(TestVaults.passphrase());
        fails = false;
        vault.open();
        assertThat(vault.unlock(TestVaults.passphrase())).isEqualTo(BY_PASSPHRASE);
        home.assertIsThere();
    }

    /** The database, whose witness is not kept but ends in an error. */
    private KeyedStore store() {
        return (KeyedStore) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{KeyedStore.class},
                (_, called, arguments) -> {
                    if (called.getName().equals("open")) {
                        arguments[3] = new Failing((WitnessKeeper) arguments[3]);
                    }
                    try {
                        return called.invoke(home.database(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private final class Failing implements WitnessKeeper {
        private final WitnessKeeper keeper;

        Failing(WitnessKeeper keeper) {
            this.keeper = keeper;
        }

        @Override
        public void permit() {
            keeper.permit();
        }

        @Override
        public void keep(Witness raised) {
            if (fails) {
                throw new AssertionError("as if");
            }
            keeper.keep(raised);
        }
    }
}

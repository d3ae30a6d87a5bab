package waybill.ui.vault;

import java.util.Optional;
import java.util.function.Supplier;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import waybill.ui.Background;
import waybill.ui.Messages;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;

/** The vault as the window sees it. Used on the window's thread; deriving keys and opening files happens elsewhere. */
public final class VaultModel {
    private final Vault vault;
    private final Background background;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<Optional<VaultStatus>> status = new ReadOnlyObjectWrapper<>(Optional.empty());
    private boolean changing;
    private Runnable beforeClosing = () -> {};

    public VaultModel(Vault vault, Background background, Messages messages) {
        this.vault = vault;
        this.background = background;
        this.messages = messages;
    }

    /** @param action run elsewhere than on the window's thread before an open vault is locked or set aside; may block */
    public void beforeClosing(Runnable action) {
        beforeClosing = action;
    }

    /** Where the vault stands; empty while it is being found out. */
    public ReadOnlyObjectProperty<Optional<VaultStatus>> statusProperty() {
        return status.getReadOnlyProperty();
    }

    public Optional<VaultStatus> status() {
        return status.get();
    }

    /** Opens what can be opened without asking. */
    public void open() {
        change(vault::open, () -> {});
    }

    /** Makes a vault that {@code passphrase} opens, which is wiped. */
    public void create(char[] passphrase, Runnable done) {
        change(() -> vault.create(passphrase), done);
    }

    /** Tries {@code passphrase}, which is wiped. */
    public void unlock(char[] passphrase, Runnable done) {
        change(() -> vault.unlock(passphrase), done);
    }

    /** Renames the vault's files and starts anew, also while the vault is open. What it held is not shown meanwhile. */
    public void setAside() {
        if (!changing) {
            // Else nobody would hear of a new vault that the keychain opens as it opened the old one.
            status.set(Optional.empty());
            change(() -> {
                beforeClosing.run();
                return vault.setAside();
            }, () -> {});
        }
    }

    /** Closes the database and wipes the keys of a vault that a passphrase opened. */
    public void lock() {
        change(() -> {
            beforeClosing.run();
            return vault.lock();
        }, () -> {});
    }

    private void change(Supplier<VaultStatus> work, Runnable done) {
        if (changing) {
            // A second press of Enter, while the first one is still at work.
            return;
        }
        changing = true;
        background.run(messages.text("job.vault"), work::get, now -> {
            changing = false;
            status.set(Optional.of(now));
            done.run();
        }, failure -> {
            changing = false;
            // Said on the page, which offers to try again, rather than waiting for ever.
            status.set(Optional.of(new VaultStatus.Refused(VaultStatus.Refusal.OTHER, failure.getClass().getName())));
            done.run();
            background.report(failure);
        });
    }
}

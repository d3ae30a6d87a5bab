package waybill.ui.vault;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

import javafx.stage.Window;

import waybill.ui.Context;
import waybill.ui.vault.PassphraseDialog.Ask;
import waybill.ui.vault.PassphraseDialog.First;
import waybill.ui.vault.PassphraseDialog.Typed;
import waybill.vault.KeyChange;
import waybill.vault.KeyOrder;
import waybill.vault.KeyWay;
import waybill.vault.RecoveryKey;

/** What a person can do about the vault's keys, each in a window that asks for what it needs. */
final class VaultActions {
    private final Context context;
    private final VaultModel vault;
    private final KeyTexts texts;

    VaultActions(Context context, VaultModel vault) {
        this.context = context;
        this.vault = vault;
        texts = new KeyTexts(context.messages());
    }

    void changePassphrase(Window owner) {
        open(owner, new Ask("changePassphrase", First.PASSPHRASE, true),
                (typed, done) -> change(new KeyOrder.ChangePassphrase(typed.next()), typed, done));
    }

    void usePassphrase(Window owner) {
        open(owner, new Ask("usePassphrase", present(), true),
                (typed, done) -> change(new KeyOrder.UsePassphrase(typed.next()), typed, done));
    }

    void useKeychain(Window owner) {
        open(owner, new Ask("useKeychain", present(), false),
                (typed, done) -> change(new KeyOrder.UseKeychain(), typed, done));
    }

    void newKeys(Window owner) {
        boolean isAsked = present() == First.PASSPHRASE;
        open(owner, new Ask("newKeys", present(), false), (typed, done) -> vault.change(new KeyOrder.NewKeys(), typed.first(),
                outcome -> done.accept(texts.ofNewKeys(outcome, isAsked))));
    }

    void newRecoveryKey(Window owner) {
        open(owner, new Ask(hasRecoveryKey() ? "recovery.again" : "recovery.make", present(), false),
                (typed, done) -> vault.change(new KeyOrder.NewRecoveryKey(), typed.first(), outcome -> {
                    // A lock that was wanted meanwhile has closed it: the key is shown to nobody then.
                    boolean isHeard = typed.window().isShowing();
                    done.accept(texts.of(outcome));
                    if (outcome instanceof KeyChange.Made(var key)) {
                        if (isHeard) {
                            show(owner, key);
                        } else {
                            key.close();
                        }
                    }
                }));
    }

    private void show(Window owner, RecoveryKey key) {
        String unkept = hasRecoveryKey() ? "recovery.unkept.again" : "recovery.unkept.first";
        VaultPopup.open(context, owner, "recovery.make.title", close -> new RecoveryKeyDialog(context,
                new RecoveryKeyDialog.Shown(key, new SecureRandom(), unkept),
                done -> vault.change(new KeyOrder.KeepRecoveryKey(key), new char[0],
                        outcome -> saying(owner, "recovery.make", done).accept(texts.of(outcome))),
                close));
    }

    private boolean hasRecoveryKey() {
        return vault.ways().contains(KeyWay.RECOVERY_KEY);
    }

    /** Opens the vault with its recovery key. */
    void recover(Window owner) {
        open(owner, new Ask("recovery.use", First.RECOVERY_KEY, true), (typed, done) -> {
            RecoveryKey.Reading reading = RecoveryKey.read(typed.first());
            Arrays.fill(typed.first(), '\0');
            if (!(reading instanceof RecoveryKey.Reading.Read)) {
                Arrays.fill(typed.next(), '\0');
            }
            switch (reading) {
                case RecoveryKey.Reading.Read(var key) ->
                    vault.recover(key, typed.next(), outcome -> done.accept(texts.of(outcome)));
                case RecoveryKey.Reading.NoKey() -> done.accept(Optional.of(context.text("recovery.noKey")));
                case RecoveryKey.Reading.Slip(int group) -> done.accept(Optional.of(context.text("recovery.slip", group)));
            }
        });
    }

    private void change(KeyOrder order, Typed typed, Consumer<Optional<String>> done) {
        vault.change(order, typed.first(), outcome -> done.accept(texts.of(outcome)));
    }

    private First present() {
        return vault.ways().contains(KeyWay.PASSPHRASE) ? First.PASSPHRASE : First.NOTHING;
    }

    private void open(Window owner, Ask ask, PassphraseDialog.Action action) {
        PassphraseDialog.open(context, owner, ask, (typed, done) -> action.run(typed, saying(owner, ask.key(), done)));
    }

    /** Where somebody wants to quit meanwhile, the window that asked is gone: what failed is said in another, and Waybill stays. */
    private Consumer<Optional<String>> saying(Window owner, String key, Consumer<Optional<String>> done) {
        return failure -> {
            done.accept(failure);
            failure.ifPresent(text -> vault.quitting()
                    .stay(() -> context.questions().tell(owner, context.text(key + ".title"), text, "")));
        };
    }
}

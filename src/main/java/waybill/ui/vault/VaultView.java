package waybill.ui.vault;

import java.util.Optional;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

import org.controlsfx.control.PopOver;

import waybill.ui.Context;
import waybill.ui.FilePicker;
import waybill.vault.KeyWay;
import waybill.vault.VaultStatus;

/** What the window shows of the vault: a form while it is not open, a line in the bar always. */
public final class VaultView {
    private final Context context;
    private final VaultModel vault;
    private final VaultActions actions;
    private final BackupActions backups;
    private final StackPane root = new StackPane();

    /**
     * @param files asks for the files of backups
     * @param reload reads the destination again after one was imported
     */
    public VaultView(Context context, VaultModel vault, FilePicker files, Runnable reload) {
        this.context = context;
        this.vault = vault;
        actions = new VaultActions(context, vault);
        backups = new BackupActions(context, vault, files, reload);
        root.setId("vaultView");
        vault.statusProperty().addListener((_, before, now) -> show(before, now));
        vault.quitting().wantedProperty().addListener(
                (_, _, isWanted) -> show(Optional.empty(), isWanted ? Optional.empty() : vault.status()));
        show(Optional.empty(), vault.status());
    }

    /** The form that opens or makes the vault, or says why it cannot be opened. */
    public Node node() {
        return root;
    }

    /** What can be done about the vault, for the page of settings. */
    public Node section() {
        return context.views().load(new VaultSection(this, vault, actions, backups));
    }

    /** The lock state in a few words. */
    public String stateText() {
        return vault.status().map(this::stateText).orElseGet(this::changingText);
    }

    /** More about the lock state. */
    public String explanationText() {
        return vault.status().map(this::explanation)
                .orElseGet(() -> changing("vault.explain.opening", lockingKey(), "vault.explain.quitting"));
    }

    /** Whether there is a recovery key, and what that means. */
    String recoveryText() {
        return context.text(vault.ways().contains(KeyWay.RECOVERY_KEY) ? "recovery.there" : "recovery.none");
    }

    /** Says more about the lock state, beside {@code button}. */
    public void explain(Node button) {
        var words = new Label(explanationText());
        words.setWrapText(true);
        words.setId("vaultExplanation");
        var box = new VBox(words);
        box.getStyleClass().add("popover-content");
        var popover = new PopOver(box);
        if (vault.status().filter(VaultStatus.Opened.class::isInstance).isPresent()) {
            box.getChildren().add(lockButton(popover));
        }
        popover.setArrowLocation(PopOver.ArrowLocation.TOP_RIGHT);
        popover.show(button);
    }

    /** Asks whether to begin with a new vault, the files of this one renamed. */
    public void askToSetAside(Window owner) {
        context.questions().ask(owner, VaultQuestions.SET_ASIDE, vault::setAside);
    }

    /**
     * Hides {@code window} as soon as nothing is at work on the vault; where a file alone is what that still waits for, a person who
     * wants it once more can have it at once.
     */
    public void quit(Window window) {
        if (vault.quitting().waitsForAFile()) {
            context.questions().ask(window, VaultQuestions.QUIT, window::hide);
        } else {
            vault.quitting().want(window::hide);
        }
    }

    /** Where it is not locked at once, it is said what that waits for. */
    private String lockingKey() {
        return vault.lockWaits() ? "vault.explain.lockWaits" : "vault.explain.locking";
    }

    private String changingText() {
        return changing("vault.state.opening", "vault.state.locking", "vault.state.quitting");
    }

    private boolean isQuitting() {
        return vault.quitting().wantedProperty().get();
    }

    /** What is going on while nothing can be said of the vault. */
    private String changing(String opening, String locking, String quitting) {
        return context.text(isQuitting() ? quitting : vault.isLocking() ? locking : opening);
    }

    private String stateText(VaultStatus status) {
        return context.text(switch (status) {
            case VaultStatus.Opened(var by) -> "vault.state." + by;
            case VaultStatus.NeedsNewPassphrase() -> "vault.state.new";
            case VaultStatus.NeedsPassphrase _,VaultStatus.Locked _ -> "vault.state.locked";
            case VaultStatus.Refused _ -> "vault.state.refused";
        });
    }

    private String explanation(VaultStatus status) {
        return context.text(switch (status) {
            case VaultStatus.Opened(var by) -> "vault.explain." + by;
            case VaultStatus.NeedsNewPassphrase() -> "vault.explain.new";
            case VaultStatus.NeedsPassphrase _ -> "vault.explain.locked";
            case VaultStatus.Locked _ -> "vault.explain.lockedByHand";
            case VaultStatus.Refused _ -> "vault.explain.refused";
        });
    }

    private void show(Optional<VaultStatus> before, Optional<VaultStatus> now) {
        boolean sameForm = before.map(Object::getClass).equals(now.map(Object::getClass));
        if (!sameForm || now.isEmpty() || now.get() instanceof VaultStatus.Refused) {
            root.getChildren().setAll(now.map(this::form).orElseGet(this::waiting));
            // A scroll pane has its content in the scene only once it has its skin; before, no field there can take the focus.
            // A window that is gone has no stylesheets any more.
            if (isInAWindow()) {
                root.applyCss();
            }
        }
    }

    private boolean isInAWindow() {
        return Optional.ofNullable(root.getScene()).map(Scene::getWindow).filter(Window::isShowing).isPresent();
    }

    private Node form(VaultStatus status) {
        return switch (status) {
            case VaultStatus.Opened _ -> waiting();
            case VaultStatus.NeedsNewPassphrase() -> context.views().load(new CreateVault(context, vault, backups));
            case VaultStatus.NeedsPassphrase _ -> context.views().load(new UnlockVault(context, vault, actions));
            case VaultStatus.Locked _ -> context.views().load(new LockedVault(context, vault));
            case VaultStatus.Refused refused -> context.views().load(new VaultRefused(context, vault, refused, actions, backups));
        };
    }

    private Button lockButton(PopOver popover) {
        var lock = new Button(context.text("vault.lock"));
        lock.setId("lockButton");
        lock.setOnAction(_ -> {
            popover.hide();
            vault.lock();
        });
        return lock;
    }

    private Label waitingText() {
        // What that waits for takes more words than the state has.
        var words = new Label(isQuitting() || vault.lockWaits() ? explanationText() : changingText());
        words.setId("vaultWaiting");
        words.setWrapText(true);
        return words;
    }

    private Node waiting() {
        var box = new VBox(new ProgressIndicator(), waitingText());
        box.getStyleClass().add("empty-page");
        return box;
    }
}

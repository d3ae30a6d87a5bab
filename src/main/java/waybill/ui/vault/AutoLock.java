package waybill.ui.vault;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import javafx.collections.ListChangeListener;
import javafx.event.EventHandler;
import javafx.scene.input.InputEvent;
import javafx.stage.Window;

import waybill.platform.Locking;
import waybill.ui.Background;

/** Locks the vault when nobody has used any window for as long as the settings say, and after the computer slept. */
public final class AutoLock {
    private final VaultModel vault;
    private final IdleClock clock;
    private final Supplier<Locking> locking;
    private final EventHandler<InputEvent> used;

    /** @param nanos as {@link System#nanoTime} */
    public AutoLock(VaultModel vault, Supplier<Locking> locking, InstantSource wall, LongSupplier nanos) {
        this.vault = vault;
        this.locking = locking;
        clock = new IdleClock(wall, nanos);
        used = _ -> clock.used();
    }

    /** Begins to watch the windows there are and those to come. */
    public void start(Background background) {
        Window.getWindows().forEach(this::watch);
        Window.getWindows().addListener((ListChangeListener<Window>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::watch);
            }
        });
        background.every(IdleClock.PERIOD, this::look);
    }

    /** Locks if it is time. */
    void look() {
        if (clock.isDue(locking.get())) {
            vault.lock();
        }
    }

    private void watch(Window window) {
        window.removeEventFilter(InputEvent.ANY, used);
        window.addEventFilter(InputEvent.ANY, used);
    }
}

package waybill.ui.vault;

import java.util.function.Function;

import javafx.scene.Scene;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.Window;

import waybill.ui.Context;
import waybill.ui.Windows;

/** Opens a view of the vault in a window of its own, modal to its owner. */
final class VaultPopup {
    private VaultPopup() {}

    /** @param controller makes the view's controller, given what closes the window */
    static void open(Context context, Window owner, String titleKey, Function<Runnable, Object> controller) {
        open(context, owner, titleKey, controller, () -> {});
    }

    /** @param closed runs when the window is closed, however that comes about */
    static void open(Context context, Window owner, String titleKey, Function<Runnable, Object> controller, Runnable closed) {
        var stage = new Stage();
        stage.setOnHidden(_ -> closed.run());
        var scene = new Scene(context.views().load(controller.apply(stage::close)));
        Windows.prepare(stage, scene);
        stage.initOwner(owner);
        stage.initModality(Modality.WINDOW_MODAL);
        stage.setTitle(context.text(titleKey));
        stage.setResizable(false);
        stage.show();
        stage.sizeToScene();
    }
}

package waybill.ui.vault;

import java.util.function.Function;

import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.Window;

import waybill.ui.Context;
import waybill.ui.Windows;

/** Opens a view of the vault in a window of its own, modal to its owner. */
final class VaultPopup {
    private VaultPopup() {}

    /** The controller of a view in such a window. */
    interface Content {
        /** What Esc and the title bar's button do. */
        void cancel();

        /** Forgets what nobody may see any more. Runs when the window is closed, however that comes about. */
        void closed();
    }

    /** @param content makes the view's controller, given what closes the window */
    static void open(Context context, Window owner, String titleKey, Function<Runnable, Content> content) {
        var stage = new Stage();
        Content controller = content.apply(stage::close);
        stage.setOnHidden(_ -> controller.closed());
        stage.setOnCloseRequest(request -> {
            request.consume();
            controller.cancel();
        });
        Parent root = context.views().load(controller);
        var scene = new Scene(root);
        Windows.prepare(stage, scene);
        stage.initOwner(owner);
        stage.initModality(Modality.WINDOW_MODAL);
        stage.setTitle(context.text(titleKey));
        stage.setResizable(false);
        stage.show();
        stage.sizeToScene();
        scene.addPostLayoutPulseListener(new Fitting(stage, root));
    }

    /** Makes the window as high as its content whenever that changes, as by an error: nothing in it scrolls. */
    private static final class Fitting implements Runnable {
        private final Stage stage;
        private final Parent root;
        private double fitted;

        Fitting(Stage stage, Parent root) {
            this.stage = stage;
            this.root = root;
            fitted = wanted();
        }

        @Override
        public void run() {
            double wanted = wanted();
            // Once for each height: a screen that is too low would have it tried for ever.
            if (wanted != fitted) {
                fitted = wanted;
                stage.sizeToScene();
            }
        }

        private double wanted() {
            return root.prefHeight(stage.getScene().getWidth());
        }
    }
}

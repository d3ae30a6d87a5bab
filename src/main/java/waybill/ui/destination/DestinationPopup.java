package waybill.ui.destination;

import java.util.Optional;
import java.util.function.Supplier;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Modality;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;

import waybill.destination.Destination;
import waybill.destination.PracticeIdentity;
import waybill.ui.Context;
import waybill.ui.Windows;

/** Opens the popup that registers and edits. */
public final class DestinationPopup {
    private static final double WIDTH = 940;
    private static final double HEIGHT = 640;
    /** Room for the frame and the panels of the desktop. */
    private static final double MARGIN = 60;

    private final Context context;
    private final DestinationModel model;
    private final Supplier<Optional<PracticeIdentity>> practice;
    private Optional<Stage> opened = Optional.empty();

    /** @param practice the practice receiver's identity while it runs */
    public DestinationPopup(Context context, DestinationModel model, Supplier<Optional<PracticeIdentity>> practice) {
        this.context = context;
        this.model = model;
        this.practice = practice;
    }

    /** Opens it empty. */
    public void register(Window owner) {
        register(owner, "");
    }

    /** Opens it with the practice receiver's URL filled in. */
    public void register(Window owner, String url) {
        open(owner, new DestinationForm(url, practice.get()), false);
    }

    /** Opens it with what is registered. */
    public void edit(Window owner, Destination registered) {
        open(owner, new DestinationForm(registered, practice.get()), true);
    }

    /** Opens it with what is registered, and another URL filled in. */
    public void edit(Window owner, Destination registered, String url) {
        var form = new DestinationForm(registered, practice.get());
        form.url().set(url);
        open(owner, form, true);
    }

    private void open(Window owner, DestinationForm form, boolean editing) {
        if (opened.filter(Stage::isShowing).isPresent()) {
            opened.get().toFront();
            return;
        }
        var stage = new Stage();
        opened = Optional.of(stage);
        stage.setOnHidden(_ -> opened = Optional.empty());
        var dialog = new DestinationDialog(context, model, form, editing, stage::close);
        Parent root = context.views().load(dialog);
        var screen = Screen.getPrimary().getVisualBounds();
        var scene = new Scene(root, Math.min(WIDTH, screen.getWidth() - MARGIN), Math.min(HEIGHT, screen.getHeight() - MARGIN));
        scene.focusOwnerProperty().addListener((_, before, _) -> leave(dialog, before));
        Windows.prepare(stage, scene);
        stage.initOwner(owner);
        stage.initModality(Modality.WINDOW_MODAL);
        stage.setTitle(context.text(editing ? "dialog.edit.title" : "dialog.register.title"));
        stage.setOnCloseRequest(request -> {
            request.consume();
            dialog.cancel();
        });
        stage.show();
    }

    private static void leave(DestinationDialog dialog, Node before) {
        if (before != null) {
            dialog.left(before);
        }
    }
}

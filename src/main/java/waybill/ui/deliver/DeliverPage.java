package waybill.ui.deliver;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;

import waybill.intake.Source;
import waybill.ui.Context;
import waybill.ui.destination.DestinationModel;
import waybill.ui.destination.StorageText;
import waybill.ui.sending.FaultBanner;
import waybill.ui.sending.HoldBanner;

/** Where messages are sent from: one that is typed or opened, or many from files and folders. */
public final class DeliverPage {
    private final Context context;
    private final DeliverServices services;
    private final DeliverLinks links;
    private final DestinationModel destination;
    private final Shown shown;
    private final PayloadEditor editor;
    private final SendPane sendPane;
    private final Batch batch;
    private final BatchPreview preview;
    private Parent editorView;
    private Parent sendView;
    private Parent previewView;
    /** Grows when what is shown is forgotten, so that a file that was given before is not taken after that. */
    private int epoch;

    @FXML private ScrollPane root;
    @FXML private VBox content;
    @FXML private MenuButton addFilesButton;
    @FXML private Button pauseButton;
    @FXML private VBox banners;
    @FXML private HBox pausedBanner;
    @FXML private HBox noDestinationBanner;
    @FXML private Label sendingError;

    /** What the page shows and is not its own. @param practiceRuns whether the practice receiver does */
    record Shown(Batch batch, BatchWords words, ObservableValue<Boolean> practiceRuns) {}

    DeliverPage(Context context, DeliverServices services, DeliverLinks links, Shown shown, DestinationModel destination) {
        this.context = context;
        this.services = services;
        this.links = links;
        this.destination = destination;
        this.shown = shown;
        batch = shown.batch();
        editor = new PayloadEditor(context);
        sendPane = new SendPane(context, services, links, editor);
        preview = new BatchPreview(context, services, batch);
    }

    @FXML
    private void initialize() {
        banners.getChildren().addAll(0, List.of(new FaultBanner(context, services.sending()),
                new HoldBanner(context, services.sending(), services.clock())));
        banners.getChildren()
                .add(context.views().load(new BatchPanel(context, services, links, shown, editor.area()::requestFocus)));
        editorView = context.views().load(editor);
        sendView = context.views().load(sendPane);
        previewView = context.views().load(preview);
        VBox.setVgrow(editorView, Priority.ALWAYS);
        VBox.setVgrow(previewView, Priority.ALWAYS);
        ((HBox) sendView.lookup("#scheduleLine")).getChildren()
                .add(new RehearseButton(context, services, destination, shown.practiceRuns(), editor));
        editor.area().onFilesPasted(this::take);
        root.setOnDragOver(this::draggedOver);
        root.setOnDragDropped(this::dropped);
        batch.stateProperty().addListener((_, _, _) -> refresh());
        services.sending().statusProperty().addListener((_, _, _) -> refresh());
        services.sending().failureProperty().addListener((_, _, _) -> refresh());
        destination.registeredProperty().addListener((_, _, _) -> refresh());
        refresh();
    }

    /**
     * Holds nothing of what was sent or is to be sent: for a vault that is no longer open. What was typed and not sent stays,
     * since it would be lost, unless {@code all} is to go because another vault takes its place.
     */
    void forget(boolean all) {
        epoch++;
        editor.forget(all);
        sendPane.forget();
    }

    private void refresh() {
        boolean paused = services.sending().isPaused();
        pauseButton.setText(context.text(paused ? "deliver.resume" : "deliver.pause"));
        appear(pausedBanner, paused);
        boolean registered = destination.registered().isPresent();
        appear(noDestinationBanner, !registered);
        sendPane.setRegistered(registered);
        addFilesButton.setDisable(!registered || !batch.isFree());
        var failure = services.sending().failureProperty().get();
        appear(sendingError, failure.isPresent());
        sendingError.setText(failure.map(new StorageText(context.messages())::of).orElse(""));
        showWork();
    }

    /** The preview of a batch wants a decision, and has the room for itself. */
    private void showWork() {
        List<Node> work = batch.state() instanceof BatchState.Ready ? List.of(previewView) : List.of(editorView, sendView);
        if (!content.getChildren().containsAll(work)) {
            content.getChildren().removeAll(editorView, sendView, previewView);
            content.getChildren().addAll(work);
            if (work.contains(editorView)) {
                editor.area().requestFocus();
            } else {
                preview.takeFocus();
            }
        }
    }

    @FXML
    private void pauseOrResume() {
        if (services.sending().isPaused()) {
            services.sending().resume();
        } else {
            services.sending().pause();
        }
    }

    @FXML
    private void goToDestination() {
        links.destination().run();
    }

    @FXML
    private void chooseFiles() {
        var chooser = new FileChooser();
        chooser.setTitle(context.text("deliver.addFiles"));
        Optional.ofNullable(chooser.showOpenMultipleDialog(root.getScene().getWindow())).filter(_ -> isShown())
                .ifPresent(files -> batch.choose(files.stream().map(File::toPath).toList()));
    }

    @FXML
    private void chooseFolder() {
        var chooser = new DirectoryChooser();
        chooser.setTitle(context.text("deliver.addFolder"));
        Optional.ofNullable(chooser.showDialog(root.getScene().getWindow())).filter(_ -> isShown())
                .ifPresent(folder -> batch.choose(List.of(folder.toPath())));
    }

    /** Not once the vault was locked, which leaves the dialogs of the operating system open. */
    private boolean isShown() {
        return root.getScene() != null;
    }

    private void draggedOver(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        take(event.getDragboard().getFiles().stream().map(File::toPath).toList());
        event.setDropCompleted(true);
        event.consume();
    }

    /** One file goes to the editor; several, a folder, or JSON Lines make a batch. */
    private void take(List<Path> paths) {
        if (paths.size() == 1) {
            int mine = epoch;
            context.background().quietly(() -> Source.of(paths.getFirst()), source -> {
                if (mine == epoch) {
                    take(paths, source);
                }
            });
        } else {
            choose(paths);
        }
    }

    private void take(List<Path> paths, Source source) {
        if (source instanceof Source.WholeFile(var file)) {
            batch.close();
            editor.open(file);
        } else {
            choose(paths);
        }
    }

    private void choose(List<Path> paths) {
        if (addFilesButton.isDisabled()) {
            String why = context.text(batch.isFree() ? "deliver.noDestination" : "deliver.notAdded.busy");
            context.questions().tell(root.getScene().getWindow(), context.text("deliver.notAdded"), why, "");
        } else {
            batch.choose(paths);
        }
    }

    private static void appear(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}

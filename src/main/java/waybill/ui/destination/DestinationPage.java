package waybill.ui.destination;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;

import waybill.ui.Views;
import waybill.ui.destination.DestinationModel.Loading;

/** The page of the one destination: empty with Register, or what is registered, or why that cannot be read. */
public final class DestinationPage {
    private final Views views;
    private final DestinationModel model;
    private final Supplier<EmptyDestination> empty;
    private final Supplier<RegisteredDestination> registered;
    private final Function<Throwable, UnreadableDestination> unreadable;
    private final StackPane root = new StackPane();
    private Optional<Parent> emptyView = Optional.empty();
    private Optional<Parent> registeredView = Optional.empty();

    /** Each part is made when it is first shown. @param unreadable makes the part that says why nothing can be read */
    public DestinationPage(Views views, DestinationModel model, Supplier<EmptyDestination> empty,
            Supplier<RegisteredDestination> registered, Function<Throwable, UnreadableDestination> unreadable) {
        this.views = views;
        this.model = model;
        this.empty = empty;
        this.registered = registered;
        this.unreadable = unreadable;
        root.setId("destinationPage");
        model.registeredProperty().addListener((_, _, _) -> refresh());
        model.loadingProperty().addListener((_, _, _) -> refresh());
        refresh();
    }

    public Parent node() {
        return root;
    }

    private void refresh() {
        Optional<Parent> view = view();
        if (!root.getChildren().equals(view.stream().toList())) {
            root.getChildren().setAll(view.stream().toList());
            // A scroll pane has its content in the scene only once it has its skin.
            root.applyCss();
            // The next key press is for the first thing to do here, which has the accent in each view.
            view.map(shown -> shown.lookup(".accent")).ifPresent(Node::requestFocus);
        }
    }

    /** Until the store was read, no view would be true. */
    private Optional<Parent> view() {
        if (model.registered().isPresent()) {
            registeredView = registeredView.or(() -> Optional.of(views.load(registered.get())));
            return registeredView;
        }
        return switch (model.loadingProperty().get()) {
            case Loading.Waiting() -> Optional.empty();
            case Loading.Loaded() -> {
                emptyView = emptyView.or(() -> Optional.of(views.load(empty.get())));
                yield emptyView;
            }
            case Loading.Failed(var why) -> Optional.of(views.load(unreadable.apply(why)));
        };
    }
}

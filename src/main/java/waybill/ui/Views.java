package waybill.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Objects;

import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/** Loads a view: the FXML file that is named as its controller, with the controller it is given. */
public final class Views {
    private final Messages messages;

    public Views(Messages messages) {
        this.messages = messages;
    }

    /**
     * The node tree of {@code fxml/<class name of the controller>.fxml}, with the controller's fields filled in.
     *
     * @throws UncheckedIOException if the file is broken, which a test rules out
     */
    public Parent load(Object controller) {
        String file = "/fxml/" + controller.getClass().getSimpleName() + ".fxml";
        URL location = Objects.requireNonNull(Views.class.getResource(file), file);
        var loader = new FXMLLoader(location, messages.bundle());
        loader.setController(controller);
        try {
            return loader.load();
        } catch (IOException broken) {
            throw new UncheckedIOException(file, broken);
        }
    }
}

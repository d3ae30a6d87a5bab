package waybill.ui;

import javafx.beans.NamedArg;
import javafx.scene.layout.Region;

/** A small drawing in the colour of the text around it; its shape stands in the stylesheet under {@code icon-<name>}. */
public final class Icon extends Region {
    public Icon(@NamedArg("name") String name) {
        getStyleClass().addAll("icon", "icon-" + name);
        setMouseTransparent(true);
    }
}

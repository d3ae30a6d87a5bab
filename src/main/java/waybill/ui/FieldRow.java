package waybill.ui;

import java.util.ArrayList;
import java.util.List;

import javafx.beans.DefaultProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** A labelled field with its error below: {@code hmacHeader} has {@code hmacHeaderError}, {@code urlField} {@code urlError}. */
@DefaultProperty("field")
public final class FieldRow extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");

    private final Label caption = new Label();
    private final Label error = new Label();
    private final Hyperlink offer = new Hyperlink();
    private final StringProperty notice = new SimpleStringProperty("");
    private List<String> said = List.of();
    private boolean onlyWarning = true;

    /** For FXML, which sets label and field. */
    public FieldRow() {
        error.getStyleClass().add("field-error");
        error.setWrapText(true);
        getStyleClass().add("field-row");
        getChildren().setAll(caption, error, offer);
        offerNothing();
        notice.addListener((_, _, _) -> refresh());
        refresh();
    }

    /**
     * @param field what takes the focus and is read with the label
     * @param shown the field with what stands beside it
     */
    public FieldRow(String label, Node field, Node shown) {
        this();
        setLabel(label);
        place(field, shown);
    }

    public String getLabel() {
        return caption.getText();
    }

    public void setLabel(String label) {
        caption.setText(label);
    }

    /** What takes the focus. */
    public Node getField() {
        return caption.getLabelFor();
    }

    public void setField(Node field) {
        place(field, field);
    }

    /** A remark of the field itself, shown after what was {@linkplain #say said}; empty for none. */
    public StringProperty noticeProperty() {
        return notice;
    }

    /** Shows {@code lines} below the field, or nothing; a screen reader reads them with the field. */
    public void say(List<String> lines, boolean warningsOnly) {
        said = lines;
        onlyWarning = warningsOnly;
        refresh();
    }

    /** Offers a way out below the error. */
    public void offer(String text, Runnable action) {
        offer.setText(text);
        offer.setOnAction(_ -> action.run());
        offer.setVisible(true);
        offer.setManaged(true);
    }

    public void offerNothing() {
        offer.setVisible(false);
        offer.setManaged(false);
    }

    /** Adds a node below the field, above its error. */
    public void addBelow(Node node) {
        getChildren().add(getChildren().indexOf(error), node);
    }

    private void place(Node field, Node shown) {
        caption.setLabelFor(field);
        field.setAccessibleText(caption.getText());
        String name = field.getId().replaceFirst("Field$", "");
        error.setId(name + "Error");
        offer.setId(name + "Offer");
        getChildren().add(1, shown);
        refresh();
    }

    private void refresh() {
        var lines = new ArrayList<>(said);
        if (!notice.get().isEmpty()) {
            lines.add(notice.get());
        }
        String text = String.join("\n", lines);
        error.setText(text);
        error.setVisible(!text.isEmpty());
        error.setManaged(!text.isEmpty());
        error.pseudoClassStateChanged(WARNING, onlyWarning);
        pseudoClassStateChanged(WRONG, !text.isEmpty() && !onlyWarning);
        if (getField() != null) {
            getField().setAccessibleHelp(text);
        }
    }
}

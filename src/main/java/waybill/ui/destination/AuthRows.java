package waybill.ui.destination;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.controlsfx.control.SegmentedButton;

import waybill.destination.AuthField;
import waybill.destination.AuthType;
import waybill.ui.Context;
import waybill.ui.FieldRow;
import waybill.ui.Names;
import waybill.ui.PasswordStrength;
import waybill.ui.SecretField;

/** Draws the rows of an auth type from its fields; names no type. */
final class AuthRows {
    private static final int GENERATED_BYTES = 32;

    private final Context context;
    private final DestinationForm form;

    AuthRows(Context context, DestinationForm form) {
        this.context = context;
        this.form = form;
    }

    /** The rows of {@code type} by field id, in their order. */
    Map<String, FieldRow> of(AuthType type) {
        var rows = new LinkedHashMap<String, FieldRow>();
        for (AuthField field : type.fields()) {
            rows.put(field.id(), row(field));
        }
        return rows;
    }

    private FieldRow row(AuthField field) {
        return switch (field.kind()) {
            case TEXT -> textRow(field);
            case SECRET -> secretRow(field);
            case CHOICE -> choiceRow(field);
            case SEGMENTS -> segmentsRow(field);
        };
    }

    private FieldRow textRow(AuthField field) {
        var input = new TextField();
        input.setId(field.id());
        input.textProperty().bindBidirectional(form.field(field.id()));
        return new FieldRow(label(field), input, input);
    }

    private FieldRow secretRow(AuthField field) {
        var input = new SecretField(context, field.id(), label(field));
        StringProperty value = form.field(field.id());
        input.textProperty().bindBidirectional(value);
        if (form.keeps(field.id())) {
            input.setPromptText(context.text("secret.unchanged"));
        }
        HBox.setHgrow(input, Priority.ALWAYS);
        var line = new HBox(input);
        line.getStyleClass().add("field-line");
        var row = new FieldRow(label(field), input.maskedField(), line);
        row.noticeProperty().bind(Bindings.when(input.droppedProperty()).then(context.text("secret.dropped")).otherwise(""));
        if (field.extras().contains(AuthField.Extra.GENERATE)) {
            line.getChildren().add(generateButton(value));
        }
        if (field.extras().contains(AuthField.Extra.STRENGTH)) {
            row.addBelow(new PasswordStrength(context, field.id() + "Strength", value));
        }
        return row;
    }

    private Button generateButton(StringProperty value) {
        var button = new Button(context.text("secret.generate"));
        button.setId("generateSecret");
        button.setOnAction(_ -> {
            byte[] random = new byte[GENERATED_BYTES];
            new SecureRandom().nextBytes(random);
            value.set(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        });
        return button;
    }

    private FieldRow choiceRow(AuthField field) {
        var choice = new ComboBox<String>();
        choice.setId(field.id());
        choice.getItems().setAll(field.options());
        choice.setConverter(new Names<>(option -> option(field, option)));
        choice.valueProperty().bindBidirectional(form.field(field.id()));
        return new FieldRow(label(field), choice, choice);
    }

    private FieldRow segmentsRow(AuthField field) {
        var group = new ToggleGroup();
        StringProperty value = form.field(field.id());
        List<ToggleButton> buttons = field.options().stream().map(option -> {
            var button = new ToggleButton(option(field, option));
            button.setId(field.id() + Character.toUpperCase(option.charAt(0)) + option.substring(1));
            button.setUserData(option);
            button.setSelected(option.equals(value.get()));
            button.setToggleGroup(group);
            return button;
        }).toList();
        group.selectedToggleProperty().addListener((_, before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            } else {
                value.set((String) now.getUserData());
            }
        });
        var segments = new SegmentedButton(buttons.toArray(ToggleButton[]::new));
        segments.setToggleGroup(group);
        var row = new FieldRow(label(field), buttons.getFirst(), new HBox(segments));
        buttons.forEach(button -> button.setAccessibleText(label(field) + ": " + button.getText()));
        return row;
    }

    private String label(AuthField field) {
        return context.text("field." + field.id());
    }

    private String option(AuthField field, String option) {
        return context.text("option." + field.id() + "." + option);
    }
}

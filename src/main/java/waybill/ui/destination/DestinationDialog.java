package waybill.ui.destination;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import waybill.destination.AuthType;
import waybill.destination.Destination;
import waybill.destination.DestinationCheck;
import waybill.destination.EndpointUrl;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.ui.Context;
import waybill.ui.FieldRow;
import waybill.ui.Keys;
import waybill.ui.Names;
import waybill.ui.Questions;

/** The popup that registers or edits the destination. One object for each time it is opened. */
final class DestinationDialog {
    /** From this width on the preview stands beside the form, in pixels. */
    private static final double WIDE = 800;

    private final Context context;
    private final DestinationModel model;
    private final DestinationForm form;
    private final boolean editing;
    private final Runnable close;
    private final Map<String, FieldRow> rows = new LinkedHashMap<>();
    private FormChecks checks;
    private DialogTest test;
    private boolean saving;

    @FXML private Parent root;
    @FXML private HBox columns;
    @FXML private ScrollPane formScroll;
    @FXML private FieldRow urlRow;
    @FXML private TextField urlField;
    @FXML private Label urlNote;
    @FXML private ComboBox<AuthType> authTypeChoice;
    @FXML private Label authHelp;
    @FXML private VBox authRows;
    @FXML private TitledPane certificateSection;
    @FXML private FieldRow certificateRow;
    @FXML private TextArea trustedCertificate;
    @FXML private VBox previewColumn;
    @FXML private VBox below;
    @FXML private VBox previewBox;
    @FXML private TextArea preview;
    @FXML private VBox resultSlot;
    @FXML private Label saveError;
    @FXML private Button dialogTestButton;
    @FXML private Button saveButton;
    @FXML private Button cancelButton;

    /** @param close closes the window */
    DestinationDialog(Context context, DestinationModel model, DestinationForm form, boolean editing, Runnable close) {
        this.context = context;
        this.model = model;
        this.form = form;
        this.editing = editing;
        this.close = close;
    }

    @FXML
    private void initialize() {
        checks = new FormChecks(context, form, rows);
        var result = new ResultView(context, "dialogTestResult", Optional.of(urlField::requestFocus));
        resultSlot.getChildren().setAll(result);
        test = new DialogTest(context, model.tests(), dialogTestButton, result, this::showResult);
        urlField.textProperty().bindBidirectional(form.url());
        trustedCertificate.textProperty().bindBidirectional(form.certificate());
        Keys.leaveWithTab(trustedCertificate);
        certificateSection.setExpanded(!form.certificate().get().isEmpty());
        authTypeChoice.getItems().setAll(AuthType.values());
        authTypeChoice.setConverter(new Names<>(type -> context.text("auth." + type)));
        authTypeChoice.valueProperty().bindBidirectional(form.type());
        form.type().addListener((_, _, _) -> showType());
        saveButton.setText(context.text(editing ? "dialog.save" : "dialog.register"));
        columns.widthProperty().addListener((_, _, width) -> placePreview(width.doubleValue() >= WIDE));
        showType();
        form.onChange(this::changed);
        changed();
    }

    /** The field that was left, by the row it stands in. */
    void left(Node node) {
        rows.forEach((id, row) -> {
            for (Node each = node; each != null; each = each.getParent()) {
                if (each == row) {
                    checks.visit(id);
                }
            }
        });
    }

    /** Closes the popup, after asking if something was typed. */
    @FXML
    void cancel() {
        if (saving) {
            return;
        }
        if (form.isChanged()) {
            context.questions().ask(root.getScene().getWindow(), DestinationQuestions.DISCARD, this::end);
        } else {
            end();
        }
    }

    private void showType() {
        authHelp.setText(context.text("auth.help." + form.type().get()));
        rows.clear();
        rows.put("url", urlRow);
        Map<String, FieldRow> drawn = new AuthRows(context, form).of(form.type().get());
        rows.putAll(drawn);
        rows.put("trustedCertificate", certificateRow);
        authRows.getChildren().setAll(drawn.values());
    }

    private void changed() {
        checks.refresh();
        test.compareWith(checks.current());
        urlNote.setText(urlNote());
        urlNote.setVisible(!urlNote.getText().isEmpty());
        urlNote.setManaged(urlNote.isVisible());
        preview.setText(switch (checks.current()) {
            case DestinationCheck.Valid(var destination, var _) ->
                new RequestText(context.messages()).of(model.tests().preview(destination));
            case DestinationCheck.Invalid _ -> context.text("dialog.previewWaits");
        });
    }

    private String urlNote() {
        if (checks.current() instanceof DestinationCheck.Valid(var destination, var _) && destination.practice().isPresent()) {
            return context.text("dialog.practice");
        }
        return form.connectsTo().map(host -> context.text("dialog.connectsTo", host)).orElse("");
    }

    private void placePreview(boolean wide) {
        VBox place = wide ? previewColumn : below;
        if (previewBox.getParent() != place) {
            previewColumn.getChildren().remove(previewBox);
            below.getChildren().remove(previewBox);
            place.getChildren().add(previewBox);
        }
        previewColumn.setVisible(wide);
        previewColumn.setManaged(wide);
    }

    @FXML
    private void chooseCertificate() {
        new CertificateFile(context).choose(root.getScene().getWindow(), form.certificate(), certificateRow.noticeProperty());
    }

    @FXML
    private void test() {
        if (test.isRunning()) {
            test.cancel();
            return;
        }
        showProblems();
        if (checks.current() instanceof DestinationCheck.Valid(var destination, var _)) {
            test.start(destination);
        }
    }

    /** The result stands last in the form: brings it into view where the window is small. */
    private void showResult() {
        context.background().show(() -> {
            formScroll.layout();
            formScroll.setVvalue(formScroll.getVmax());
        });
    }

    /** All of them, the first one in sight and with the focus. */
    private void showProblems() {
        if (checks.current().remarks().stream().anyMatch(problem -> problem.field().equals("trustedCertificate"))) {
            certificateSection.setExpanded(true);
        }
        checks.showAll();
    }

    @FXML
    private void save() {
        showProblems();
        if (checks.current() instanceof DestinationCheck.Valid(var destination, var _)) {
            test.cancel();
            showSaving(true);
            if (!editing) {
                model.register(destination, readinessOf(destination), this::end, this::failed);
            } else if (oldUrl().filter(url -> !url.sameHost(destination.url())).isPresent()) {
                model.countWaiting(count -> askAboutWaiting(destination, count), this::failed);
            } else {
                model.replace(destination, readinessOf(destination), this::end, this::failed);
            }
        }
    }

    private Optional<EndpointUrl> oldUrl() {
        return model.registered().map(known -> known.destination().url());
    }

    /** What waits was handed in for another host. */
    private void askAboutWaiting(Destination destination, long count) {
        if (!root.getScene().getWindow().isShowing()) {
            return; // The vault was locked meanwhile.
        }
        if (count == 0) {
            model.replace(destination, readinessOf(destination), this::end, this::failed);
            return;
        }
        showSaving(false);
        var question = DestinationQuestions.newHost(count, oldUrl().map(EndpointUrl::host).orElse(""),
                destination.url().host());
        context.questions().choose(root.getScene().getWindow(), question, () -> {
            showSaving(true);
            model.replace(destination, readinessOf(destination), this::end, this::failed);
        }, new Questions.Other("newHost.cancel", () -> {
            showSaving(true);
            model.replaceAndCancel(destination, readinessOf(destination), this::end, this::failed);
        }));
    }

    /** As ready as the last test in this popup said; without one, an unchanged destination stays as ready as it was. */
    private Readiness readinessOf(Destination destination) {
        return test.readinessOf(destination)
                .or(() -> model.registered().filter(known -> known.destination().equals(destination)).map(Registered::readiness))
                .orElse(Readiness.notTested());
    }

    private void failed(Throwable failure) {
        showSaving(false);
        saveError.setText(new StorageText(context.messages()).of(failure));
        saveError.setVisible(true);
        saveError.setManaged(true);
        saveButton.setAccessibleHelp(saveError.getText());
        saveButton.requestFocus();
    }

    private void showSaving(boolean nowSaving) {
        saving = nowSaving;
        formScroll.setDisable(saving);
        cancelButton.setDisable(saving);
        saveButton.setDisable(saving);
        dialogTestButton.setDisable(saving);
        String key = editing ? "dialog.save" : "dialog.register";
        saveButton.setText(context.text(saving ? key + ".busy" : key));
        saveError.setVisible(false);
        saveError.setManaged(false);
    }

    private void end() {
        test.cancel();
        close.run();
    }
}

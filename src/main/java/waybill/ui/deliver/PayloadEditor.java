package waybill.ui.deliver;

import java.nio.file.Path;
import java.util.Optional;

import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

import org.fxmisc.flowless.VirtualizedScrollPane;

import waybill.delivery.NewMessage;
import waybill.intake.JsonCheck;
import waybill.intake.JsonFault;
import waybill.intake.Source;
import waybill.ui.Context;
import waybill.ui.Questions.Question;
import waybill.ui.deliver.JsonWatch.Finding;
import waybill.ui.deliver.Payload.Shown;
import waybill.ui.sending.Quantities;

/** One message: typed, a sample, or a file, which is sent from its own bytes until it is edited. */
final class PayloadEditor {
    private static final KeyCombination FIND = KeyCombination.valueOf("Shortcut+F");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Context context;
    private final Quantities quantities;
    private final PayloadArea area = new PayloadArea();
    private final JsonWatch watch;
    private final Colouring colouring;
    private final FindBar findBar;
    private final Draft draft;
    private final Formatting formatting;
    /** Whether the text changes because another document is shown. */
    private boolean replacing;
    /** Grows when what is shown is forgotten, so that a file whose reading ends after that is not shown. */
    private int epoch;

    @FXML private VBox root;
    @FXML private Label payloadName;
    @FXML private MenuButton samplesButton;
    @FXML private Button formatButton;
    @FXML private StackPane editorSlot;
    @FXML private Label payloadCheck;
    @FXML private Label editorKeys;
    @FXML private Label payloadNote;

    PayloadEditor(Context context) {
        this.context = context;
        quantities = new Quantities(context.messages());
        watch = new JsonWatch(context.background(), JsonCheck::firstFault);
        colouring = new Colouring(area, context.background());
        findBar = new FindBar(context, area);
        draft = new Draft(context.text("deliver.typed"));
        formatting = new Formatting(context.background(), area);
    }

    @FXML
    private void initialize() {
        area.setAccessibleText(context.text("deliver.editor"));
        editorKeys.setText(context.text("deliver.keys", SendKey.text()));
        area.setAccessibleHelp(editorKeys.getText());
        editorSlot.getChildren().setAll(new VirtualizedScrollPane<>(area));
        root.getChildren().add(root.getChildren().indexOf(editorSlot), findBar);
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        for (Sample sample : Sample.values()) {
            var item = new MenuItem(context.text("sample." + sample));
            item.setId("sample" + sample.id());
            item.setOnAction(_ -> replaceBy(() -> show(Payload.of(item.getText(), sample.bytes()))));
            samplesButton.getItems().add(item);
        }
        area.plainTextChanges().subscribe(_ -> changed());
        area.onLargePasted(this::pasteLarge);
        watch.findingProperty().addListener((_, _, _) -> refresh());
        forget(true);
    }

    PayloadArea area() {
        return area;
    }

    /** What is known of what would be sent now. */
    JsonWatch watch() {
        return watch;
    }

    /** What would be sent now. */
    Source.Typed source() {
        return draft.source(area.getText());
    }

    /** What is sent of it, and whether something is lost if another document is shown. */
    Draft draft() {
        return draft;
    }

    /** Shows nothing. What was typed and not sent stays, unless {@code all} is to go. */
    void forget(boolean all) {
        epoch++;
        if (all || !draft.isUnsent()) {
            show(Payload.of(context.text("deliver.typed"), new byte[0]));
            draft.clear(context.text("deliver.typed"));
            findBar.forget();
            say("");
        }
    }

    /** Asks first where something typed would be lost. */
    void open(Path file) {
        replaceBy(() -> {
            int mine = epoch;
            context.background().run(context.text("job.readFile"), () -> PayloadFile.read(file), content -> {
                if (mine == epoch) {
                    show(content);
                }
            });
        });
    }

    private void show(PayloadFile.Content content) {
        switch (content) {
            case PayloadFile.Content.Read(var payload) -> show(payload);
            case PayloadFile.Content.TooLarge(var tooLarge, long bytes) -> say(context.text("deliver.tooLarge", tooLarge,
                    quantities.number(bytes), quantities.number(NewMessage.BODY_LIMIT)));
            case PayloadFile.Content.Unreadable(var unreadable) -> say(context.text("deliver.unreadable", unreadable));
        }
    }

    /** Takes the focus and the caret to where the text is wrong. */
    void goTo(JsonFault fault) {
        Colouring.Mark place = place(fault);
        area.moveTo(place.paragraph(), place.column());
        area.requestFollowCaret();
        area.requestFocus();
    }

    private void show(Payload payload) {
        draft.replaceBy(payload);
        replace(payload.shown().text());
        area.setEditable(payload.shown() instanceof Shown.Whole);
        watch.replaced(payload.bytes());
        say(switch (payload.shown()) {
            case Shown.Whole _ -> context.text(payload.hasMark() ? "deliver.mark" : "deliver.ownBytes");
            case Shown.Excerpt(var _, var reason) -> context.text("excerpt." + reason);
        });
        refresh();
        area.goToTop();
    }

    private void replace(String text) {
        replacing = true;
        area.show(text);
        replacing = false;
        area.getUndoManager().forgetHistory();
    }

    /** The first edit ends the sending of a file's own bytes. */
    private void changed() {
        if (replacing) {
            return;
        }
        if (draft.edit()) {
            say(context.text("deliver.edited"));
        }
        watch.textChanged(area::getText, Draft::encode);
    }

    private void pasteLarge(String text) {
        replaceBy(() -> show(Payload.of(context.text("deliver.pasted"), Draft.encode(text))));
    }

    private void replaceBy(Runnable action) {
        if (draft.isUnsent() && area.getLength() > 0) {
            context.questions().ask(root.getScene().getWindow(),
                    new Question("replace.title", "replace.text", "replace.confirm"), action);
        } else {
            action.run();
        }
    }

    @FXML
    private void chooseFile() {
        var chooser = new FileChooser();
        chooser.setTitle(context.text("deliver.open"));
        // The page is gone if the vault was locked meanwhile, which leaves the dialogs of the operating system open.
        Optional.ofNullable(chooser.showOpenDialog(root.getScene().getWindow())).filter(_ -> root.getScene() != null)
                .ifPresent(file -> open(file.toPath()));
    }

    @FXML
    private void find() {
        findBar.open();
    }

    @FXML
    private void format() {
        formatting.layOut(source().bytes(), new Formatting.Teller() {
            @Override
            public void isWrong(JsonFault fault) {
                goTo(fault);
            }

            @Override
            public void isTooMuch() {
                say(context.text("deliver.notFormatted"));
            }

            @Override
            public void isLaidOut(String text) {
                laidOut(text);
            }
        });
    }

    private void laidOut(String text) {
        if (!text.equals(area.getText())) {
            area.show(text);
            area.goToTop();
        }
    }

    private void refresh() {
        Finding finding = watch.finding();
        formatButton.setDisable(draft.excerptReason().isPresent());
        boolean isWrong = false;
        switch (finding) {
            case Finding.Checking() -> payloadCheck.setText(context.text("json.checking"));
            case Finding.Valid(int size) -> showSize(size, context.text("json.valid"));
            case Finding.Wrong(var fault, int size) -> {
                showSize(size, new FaultText(context.messages()).of(fault));
                isWrong = fault.kind() != JsonFault.Kind.EMPTY;
            }
        }
        payloadCheck.pseudoClassStateChanged(WRONG, isWrong);
        area.setAccessibleHelp(payloadCheck.getText() + " " + editorKeys.getText());
        colouring.mark(isWrong && finding instanceof Finding.Wrong(var fault, var _)
                ? Optional.of(place(fault))
                : Optional.empty());
    }

    private void showSize(int size, String check) {
        payloadName.setText(draft.name() + " · " + quantities.size(size));
        payloadCheck.setText(check);
    }

    /** In the text that is shown, or at its end where it goes on after that. */
    private Colouring.Mark place(JsonFault fault) {
        int paragraph = (int) Math.min(fault.line(), area.getParagraphs().size()) - 1;
        return new Colouring.Mark(paragraph, Math.clamp(fault.column() - 1, 0, area.getParagraphLength(paragraph)));
    }

    private void pressed(KeyEvent key) {
        if (FIND.match(key)) {
            findBar.open();
            key.consume();
        } else if (key.getCode() == KeyCode.F3 && findBar.isVisible()) {
            findBar.go(!key.isShiftDown());
            key.consume();
        }
    }

    private void say(String note) {
        payloadNote.setText(note);
        payloadNote.setVisible(!note.isEmpty());
        payloadNote.setManaged(!note.isEmpty());
    }
}

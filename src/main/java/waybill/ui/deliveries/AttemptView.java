package waybill.ui.deliveries;

import java.util.ArrayList;
import java.util.List;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

import waybill.delivery.Attempt;
import waybill.delivery.LastAnswer;
import waybill.delivery.Outcome;
import waybill.ui.Context;
import waybill.ui.Keys;
import waybill.ui.destination.OutcomeText;
import waybill.ui.destination.RequestText;

/** One attempt: a line that can be opened. What is in it is made when it is first opened. */
final class AttemptView extends TitledPane {
    private static final int MOST_ROWS = 12;

    private final Context context;
    private final MessageActions actions;
    private final Attempt attempt;
    private final int size;

    /** @param size of the message, in bytes */
    AttemptView(Context context, MessageActions actions, RowText words, Attempt attempt, int size) {
        this.context = context;
        this.actions = actions;
        this.attempt = attempt;
        this.size = size;
        setId("attempt" + attempt.number());
        setText(context.text("attempt.title", String.valueOf(attempt.number()), context.text("trigger." + attempt.trigger()),
                words.time(attempt.at()), words.answer(LastAnswer.of(attempt.outcome())),
                words.duration(attempt.outcome().timings().total())));
        setAnimated(false);
        setExpanded(false);
        expandedProperty().addListener((_, _, _) -> fill());
    }

    private void fill() {
        if (getContent() == null) {
            setContent(new VBox(content().toArray(Node[]::new)));
            getContent().getStyleClass().add("attempt");
        }
    }

    private List<Node> content() {
        var outcomes = new OutcomeText(context.messages());
        var requests = new RequestText(context.messages());
        var content = new ArrayList<Node>();
        content.add(headline(outcomes.of(attempt)));
        if (attempt.outcome() instanceof Outcome.Redirected && actions.canEdit()) {
            content.add(editUrl());
        }
        if (!attempt.sent().isNone()) {
            addText(content, "Sent", "result.sent", requests.of(attempt.sent(), size));
        }
        attempt.outcome().received().ifPresent(answer -> addText(content, "Received", "result.received", requests.of(answer)));
        outcomes.detail(attempt.outcome()).ifPresent(detail -> addText(content, "Detail", "result.detail", detail));
        return content;
    }

    private Label headline(String text) {
        var headline = new Label(text);
        headline.setId(getId() + "Outcome");
        headline.setWrapText(true);
        headline.getStyleClass().add("result");
        boolean isGood = attempt.outcome() instanceof Outcome.Delivered;
        headline.pseudoClassStateChanged(PseudoClass.getPseudoClass("good"), isGood);
        headline.pseudoClassStateChanged(PseudoClass.getPseudoClass("bad"),
                !isGood && !(attempt.outcome() instanceof Outcome.Cancelled));
        return headline;
    }

    private Hyperlink editUrl() {
        var edit = new Hyperlink(context.text("result.editUrl"));
        edit.setId(getId() + "EditUrl");
        edit.setOnAction(_ -> actions.edit());
        return edit;
    }

    private void addText(List<Node> content, String name, String key, String text) {
        var area = new TextArea(text);
        area.setId(getId() + name);
        area.setEditable(false);
        area.getStyleClass().add("wire-text");
        area.setPrefRowCount((int) Math.min(MOST_ROWS, text.lines().count() + 1));
        var caption = new Label(context.text(key));
        caption.setLabelFor(area);
        area.setAccessibleText(caption.getText());
        Keys.leaveWithTab(area);
        content.add(caption);
        content.add(area);
    }
}

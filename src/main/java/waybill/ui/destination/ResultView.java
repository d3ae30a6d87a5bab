package waybill.ui.destination;

import java.util.Locale;
import java.util.Optional;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

import waybill.delivery.EndpointTest;
import waybill.delivery.Outcome;
import waybill.delivery.Redactor;
import waybill.destination.Auth;
import waybill.ui.Context;

/** The result of a test: what the endpoint did, and on request what was sent and what came back. */
public final class ResultView extends VBox {
    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final Context context;
    private final Label headline = new Label();
    private final Label outdated;
    private final Optional<Runnable> editUrl;

    /**
     * @param id the node id of the words
     * @param editUrl what a redirected person is offered, where the URL can be edited from here
     */
    public ResultView(Context context, String id, Optional<Runnable> editUrl) {
        this.context = context;
        this.editUrl = editUrl;
        headline.setId(id);
        headline.setWrapText(true);
        headline.setFocusTraversable(true);
        headline.getStyleClass().add("result");
        outdated = new Label(context.text("result.outdated"));
        outdated.setId(id + "Outdated");
        outdated.setWrapText(true);
        outdated.getStyleClass().add("note");
        getStyleClass().add("result-view");
        clear();
    }

    /** Shows nothing. */
    public void clear() {
        getChildren().clear();
        headline.setText("");
        setVisible(false);
        setManaged(false);
    }

    /** Shows what is waited for. */
    public void showStage(String words) {
        present(words, false, false);
    }

    /**
     * Shows what happened.
     *
     * @param auth what was tested with: an endpoint may echo its secrets, which are masked
     */
    public void show(EndpointTest.Result result, Auth auth) {
        var redactor = Redactor.of(auth);
        var words = new OutcomeText(context.messages(), redactor::redact);
        var texts = new RequestText(context.messages());
        Outcome outcome = result.outcome();
        present(words.of(result), outcome instanceof Outcome.Delivered,
                !(outcome instanceof Outcome.Delivered || outcome instanceof Outcome.Cancelled));
        if (outcome instanceof Outcome.Redirected) {
            editUrl.ifPresent(action -> {
                var edit = new Hyperlink(context.text("result.editUrl"));
                edit.setOnAction(_ -> action.run());
                getChildren().add(edit);
            });
        }
        getChildren().add(section("result.sent", texts.of(result.sent())));
        outcome.received().ifPresent(answer -> getChildren().add(section("result.received", redactor.redact(texts.of(answer)))));
        words.detail(outcome).ifPresent(detail -> getChildren().add(section("result.detail", redactor.redact(detail))));
    }

    /** Says above the result that it is of something else than what is there now. */
    void setOutdated(boolean isOutdated) {
        getChildren().remove(outdated);
        if (isOutdated) {
            getChildren().addFirst(outdated);
        }
    }

    private void present(String text, boolean good, boolean bad) {
        headline.setText(text);
        headline.pseudoClassStateChanged(GOOD, good);
        headline.pseudoClassStateChanged(BAD, bad);
        getChildren().setAll(headline);
        setVisible(true);
        setManaged(true);
    }

    private Node section(String key, String text) {
        var area = new TextArea(text);
        area.setEditable(false);
        area.getStyleClass().add("wire-text");
        area.setPrefRowCount((int) Math.min(16, text.lines().count() + 1));
        area.setAccessibleText(context.text(key));
        var section = new TitledPane(context.text(key), area);
        section.setExpanded(false);
        section.setAnimated(false);
        String name = key.substring("result.".length());
        section.setId(headline.getId() + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        return section;
    }
}

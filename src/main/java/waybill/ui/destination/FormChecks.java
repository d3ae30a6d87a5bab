package waybill.ui.destination;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javafx.scene.Node;

import waybill.destination.DestinationCheck;
import waybill.destination.Problem;
import waybill.ui.Context;
import waybill.ui.FieldRow;

/**
 * Shows beside the fields what the check says: of a field once it was left, of all once a button was pressed, and from then
 * on after every key press, so that an error goes as soon as it is mended.
 */
final class FormChecks {
    private final Context context;
    private final DestinationForm form;
    private final Map<String, FieldRow> rows;
    private final Set<String> visited = new HashSet<>();
    private DestinationCheck current;

    /** @param rows by field id, in the order on screen; may change while the popup is open */
    FormChecks(Context context, DestinationForm form, Map<String, FieldRow> rows) {
        this.context = context;
        this.form = form;
        this.rows = rows;
        current = form.draft().check();
    }

    DestinationCheck current() {
        return current;
    }

    /** Notes that the field was left. */
    void visit(String id) {
        if (visited.add(id)) {
            show();
        }
    }

    /** Shows everything there is to say, and moves the focus to the first error. */
    void showAll() {
        visited.addAll(rows.keySet());
        refresh();
        current.remarks().stream().filter(problem -> !problem.isWarning()).findFirst()
                .ifPresent(problem -> focus(problem.field()));
    }

    /** Checks again. */
    void refresh() {
        current = form.draft().check();
        show();
    }

    private void show() {
        var words = new ProblemText(context.messages());
        rows.forEach((id, row) -> {
            List<Problem> problems = visited.contains(id) ? problemsOf(id) : List.of();
            row.say(words.of(problems), problems.stream().allMatch(Problem::isWarning));
            row.offerNothing();
            problems.forEach(problem -> problem.correction().ifPresent(better -> row
                    .offer(context.text("offer." + problem.reason()), () -> form.property(id).set(better.reveal()))));
        });
    }

    /** A secret that is revealed is in another field than the masked one. */
    private void focus(String id) {
        FieldRow row = rows.get(id);
        Node field = row.getField();
        (field.isVisible() ? field : row.lookup("#" + id + "Shown")).requestFocus();
    }

    private List<Problem> problemsOf(String id) {
        return current.remarks().stream().filter(problem -> problem.field().equals(id)).toList();
    }
}

package waybill.ui.destination;

import java.util.List;

import waybill.destination.Problem;
import waybill.ui.Messages;

/** Problems of fields in words that say what to do. */
final class ProblemText {
    private final Messages messages;

    ProblemText(Messages messages) {
        this.messages = messages;
    }

    String of(Problem problem) {
        return messages.text("problem." + problem.reason(), problem.arguments().toArray());
    }

    List<String> of(List<Problem> problems) {
        return problems.stream().map(this::of).toList();
    }
}

package waybill.ui.destination;

import waybill.ui.Questions.Question;

/** What is asked before something is lost. */
final class DestinationQuestions {
    static final Question DISCARD = new Question("discard.title", "discard.text", "discard.confirm");

    private DestinationQuestions() {}

    static Question delete(String url) {
        return new Question("delete.title", "delete.text", "delete.confirm", url);
    }
}

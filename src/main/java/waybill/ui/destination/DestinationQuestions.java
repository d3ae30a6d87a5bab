package waybill.ui.destination;

import waybill.ui.Questions.Question;

/** What is asked before something is lost. */
final class DestinationQuestions {
    static final Question DISCARD = new Question("discard.title", "discard.text", "discard.confirm");

    private DestinationQuestions() {}

    /** @param waiting how many messages wait to be sent */
    static Question delete(String url, long waiting) {
        return new Question("delete.title", "delete.text", "delete.confirm", url, waiting);
    }

    /** Whether what waits goes to the new host, or nowhere. */
    static Question newHost(long waiting, String oldHost, String newHost) {
        return new Question("newHost.title", "newHost.text", "newHost.send", waiting, oldHost, newHost);
    }
}

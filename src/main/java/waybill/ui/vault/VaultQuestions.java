package waybill.ui.vault;

import waybill.ui.Questions.Question;

/** What is asked about the vault. */
final class VaultQuestions {
    static final Question SET_ASIDE = new Question("setAside.title", "setAside.text", "setAside.confirm");

    static final Question QUIT = new Question("quitWithout.title", "quitWithout.text", "quitWithout.confirm");

    private VaultQuestions() {}
}

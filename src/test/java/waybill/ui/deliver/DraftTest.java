package waybill.ui.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class DraftTest {
    private final Draft draft = new Draft("typed");

    @Test
    void sendsTheBytesOfADocumentUntilItIsEdited() {
        byte[] bytes = "{}\r\n".getBytes(StandardCharsets.UTF_8);
        draft.replaceBy(Payload.of("a.json", bytes));

        assertThat(draft.source("{}\n").bytes()).isEqualTo(bytes);
        assertThat(draft.edit()).isTrue();
        assertThat(draft.edit()).isFalse();
        assertThat(draft.source("{ }\n").bytes()).isEqualTo("{ }\n".getBytes(StandardCharsets.UTF_8));
        assertThat(draft.name()).isEqualTo("a.json");
    }

    @Test
    void knowsThatWhatWasTypedWhileItWasSentIsNotSent() {
        draft.edit();
        long version = draft.version();
        draft.edit();

        draft.sent(version);
        assertThat(draft.isUnsent()).isTrue();
        draft.sent(draft.version());
        assertThat(draft.isUnsent()).isFalse();
    }

    @Test
    void losesNothingWhereAnotherDocumentIsShown() {
        draft.edit();

        draft.replaceBy(Payload.of("a.json", new byte[0]));

        assertThat(draft.isUnsent()).isFalse();
    }
}

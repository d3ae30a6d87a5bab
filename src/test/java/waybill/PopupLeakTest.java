package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

import javafx.scene.control.Button;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

import waybill.destination.AuthType;

/** A popup that was closed is gone from memory, and with it what was typed. Its controller would hold its root. */
@ExtendWith(WithWaybill.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PopupLeakTest {
    private static final int TIMES = 20;

    private final Person person;

    PopupLeakTest(Person person) {
        this.person = person;
    }

    @Test
    @Order(1)
    void nothingHoldsARegisterPopupThatWasClosed() {
        var roots = new ArrayList<WeakReference<Object>>();
        for (int i = 0; i < TIMES; i++) {
            presses("practiceButton").awaits("saveButton").selects("authTypeChoice", AuthType.values()[i % 5]);
            roots.add(frontRoot());
            if (i % 10 == 2) {
                person.fills("basicPassword", "typed").awaitsText("basicPasswordStrength", "Weak");
            }
            presses("cancelButton").awaits("an answer", () -> person.sees("confirmButton") || !person.sees("saveButton"));
            if (person.sees("confirmButton")) {
                presses("confirmButton").awaitsNo("saveButton");
            }
        }

        assertCollected(roots);
    }

    @Test
    @Order(2)
    void nothingHoldsAnEditPopupThatTested() {
        presses("practiceButton").awaits("saveButton");
        presses("saveButton").awaits("editButton");
        var roots = new ArrayList<WeakReference<Object>>();
        for (int i = 0; i < TIMES; i++) {
            presses("editButton").awaits("saveButton");
            roots.add(frontRoot());
            if (i % 10 == 0) {
                presses("dialogTestButton").awaitsText("dialogTestResult", "Ready: the endpoint accepted");
            }
            presses(i % 2 == 0 ? "cancelButton" : "saveButton").awaitsNo("saveButton");
        }

        assertCollected(roots);
    }

    private void assertCollected(List<WeakReference<Object>> roots) {
        assertThat(roots).hasSize(TIMES);
        person.awaits("all popups to be collected", () -> {
            System.gc();
            return roots.stream().allMatch(root -> root.refersTo(null));
        });
    }

    private static WeakReference<Object> frontRoot() {
        return WindowThread.call(() -> new WeakReference<>(Screen.frontStage().getScene().getRoot()));
    }

    /** Without the mouse, which remembers what it was over last. */
    private Person presses(String id) {
        person.awaits(id);
        WindowThread.run(() -> ((Button) Screen.find(id).orElseThrow()).fire());
        return person;
    }
}

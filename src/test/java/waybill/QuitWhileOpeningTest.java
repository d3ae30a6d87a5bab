package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** What ends once the window is gone finds no stylesheets there any more. */
class QuitWhileOpeningTest {
    /** The toolkit's; held, since a logger that nobody holds loses its handlers. */
    private static final Logger STYLES = Logger.getLogger("javafx.css");

    @TempDir private Path home;

    @Test
    void stylesNothingInAWindowThatIsGone() {
        var complaints = new Complaints();
        STYLES.addHandler(complaints);
        try {
            new Person(home).opensWaybill().awaits("createVaultButton").setsThePassphrase().quits();
            WaitForAsyncUtils.waitForFxEvents();
        } finally {
            STYLES.removeHandler(complaints);
        }

        assertThat(complaints.heard).isEmpty();
    }

    private static final class Complaints extends Handler {
        private final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            heard.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}

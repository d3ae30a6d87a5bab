package waybill.ui.deliveries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;

import javafx.scene.control.TextField;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import waybill.SettableClock;
import waybill.ui.BackgroundRun;

/** When what is typed is searched for. */
class SearchBarTest {
    private final BackgroundRun window = new BackgroundRun();
    private final AtomicInteger searches = new AtomicInteger();
    private SearchBar search;

    @BeforeEach
    void open() {
        window.run(() -> {
            var clock = new SettableClock();
            var words = new RowText(window.context().messages(), clock);
            search = new SearchBar(window.context(), clock, words, searches::incrementAndGet);
            window.context().views().load(search);
        });
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void searchesForTheTextBeforeWhileSomebodyTypes() {
        assertThat(window.<String>call(() -> {
            types("home");
            return search.query().text();
        })).isEmpty();

        await().until(() -> searches.get() == 1);
        assertThat(window.<String>call(() -> search.query().text())).isEqualTo("home");
    }

    @Test
    void forgetsWhatIsBeingTyped() {
        window.run(() -> {
            types("home");
            search.forget();
        });

        assertThat(window.<String>call(() -> search.query().text())).isEmpty();
    }

    private void types(String text) {
        ((TextField) search.field()).setText(text);
    }
}

package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import javafx.event.Event;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.vault.FakeKeychain;

/** What a person sees who quits while something is being done to the vault that must come to its end. */
class QuittingTest {
    private static final String URL = "https://api.example.com/hooks";

    @TempDir private Path parent;
    private final FakeKeychain keychain = FakeKeychain.ready();
    private Person person;
    private Stage window;

    @BeforeEach
    void register() {
        person = new Person(parent.resolve("home"), keychain);
        person.opensWaybill().awaits("registerButton");
        window = WindowThread.call(Screen::frontStage);
        person.clicks("registerButton").fills("urlField", URL).clicks("saveButton").awaitsText("destinationUrl", URL);
    }

    @AfterEach
    void quit() {
        keychain.thaw();
        person.quits();
    }

    @Test
    void isToldWhatTheWindowWaitsForAndNewKeysComeToTheirEnd() {
        person.clicks("showSettings");
        String before = onlyKey();
        keychain.freeze();
        person.clicks("newKeysButton").clicks("confirmButton");

        asksToQuit();

        person.awaitsText("vaultWaiting", "quits as soon as the work on the vault").photographs("quitting");
        assertThat(person.reads("vaultState")).isEqualTo("Quitting…");
        assertThat(person.sees("confirmButton")).as("the window that asked").isFalse();
        assertThat(isShowing()).isTrue();
        asksToQuit();
        keychain.thaw();

        person.awaits("the window to go", () -> !isShowing()).quits();
        assertThat(onlyKey()).as("the new one").isNotEqualTo(before);
        person.opensWaybill().awaitsText("destinationUrl", URL);
    }

    @Test
    void isToldItWhileTheVaultIsStillBeingOpened() {
        person.quits();
        keychain.freeze();
        person.opensWaybill().awaitsText("vaultWaiting", "Opening the vault");
        window = WindowThread.call(Screen::frontStage);

        asksToQuit();

        assertThat(person.reads("vaultWaiting")).contains("quits as soon as");
        keychain.thaw();
        person.awaits("the window to go", () -> !isShowing());
    }

    @Test
    void isNotKeptWhereNothingIsAtWork() {
        asksToQuit();
        assertThat(isShowing()).isFalse();
    }

    private void asksToQuit() {
        WindowThread.run(() -> Event.fireEvent(window, new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST)));
    }

    private boolean isShowing() {
        return WindowThread.call(window::isShowing);
    }

    private String onlyKey() {
        assertThat(keychain.entries()).hasSize(1);
        return keychain.entries().keySet().iterator().next();
    }
}

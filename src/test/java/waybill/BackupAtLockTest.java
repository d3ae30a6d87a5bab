package waybill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is at work, or asked about, when the vault is locked; each test goes on where the one before ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupAtLockTest {
    private static final String URL = "https://api.example.com/hooks";
    private static final String OTHER_URL = "https://other.example.com/hooks";
    private static final String OF_FILE = "the passphrase of a file";

    @TempDir private static Path parent;
    private final List<Window> shownSince = new CopyOnWriteArrayList<>();
    private final ListChangeListener<Window> shown = change -> {
        while (change.next()) {
            shownSince.addAll(change.getAddedSubList());
        }
    };
    private Path home;
    private Path backup;
    private Path exported;
    private Person person;

    @BeforeAll
    void writeTheFiles() {
        home = parent.resolve("home");
        backup = parent.resolve("backup.waybill");
        exported = parent.resolve("destination.waybill");
        person = new Person(home);
        person.opensANewWaybill().clicks("registerButton").fills("urlField", URL).clicks("saveButton");
        WindowThread.run(() -> Window.getWindows().addListener(shown));
        person.awaitsText("destinationUrl", URL).clicks("showSettings").awaits("backUpButton");
        writes(backup, "backUpButton").clicks("confirmButton").awaitsText("alertText", "holds this");
        person.clicks("confirmButton").awaitsNo("alertText");
        writes(exported, "exportButton").clicks("confirmButton").awaitsText("alertText", "holds this");
        person.clicks("confirmButton").awaitsNo("alertText");
    }

    @AfterAll
    void quit() {
        person.quits();
        WindowThread.run(() -> Window.getWindows().removeListener(shown));
    }

    @Test
    @Order(1)
    void isNotAskedAboutOverALockedVaultWhenALookEndsLate() {
        looksInto(backup, "restoreButton");
        confirmsAndLocks();
        assertLockedAndSilent();

        unlocks();
        looksInto(exported, "importButton");
        confirmsAndLocks();
        assertLockedAndSilent();
    }

    @Test
    @Order(2)
    void isNotToldOfWhenItIsWrittenLate() {
        unlocks();
        Path late = parent.resolve("late.waybill");
        writes(late, "backUpButton");
        confirmsAndLocks(() -> await().until(() -> Files.exists(late)));
        assertLockedAndSilent();
    }

    @Test
    @Order(3)
    void isNotAskedAboutAnyMoreOnceTheVaultIsLocked() {
        unlocks();
        looksInto(backup, "restoreButton").clicks("confirmButton").awaitsFocus("newPassphrase");
        locks();
        assertLockedAndSilent();

        unlocks();
        looksInto(exported, "importButton").clicks("confirmButton").awaitsText("alertText", "It counts as not tested");
        locks();
        assertLockedAndSilent();
    }

    @Test
    @Order(4)
    void isNotAskedAboutAnyMoreWhereMessagesWaitForAnotherHost() {
        unlocks();
        person.clicks("showDestination").clicks("editButton").fills("urlField", OTHER_URL).clicks("saveButton");
        person.awaitsText("destinationUrl", OTHER_URL).clicks("showDeliver").clicks("pauseButton").awaits("pausedBanner");
        person.fills("payloadEditor", "{}").awaitsText("payloadCheck", "Valid").clicks("sendButton").awaits("sendResult");
        person.clicks("showSettings");
        looksInto(exported, "importButton").clicks("confirmButton").awaitsText("alertText", "It counts as not tested");
        confirmsAndLocks();
        assertLockedAndSilent();

        unlocks();
        looksInto(exported, "importButton").clicks("confirmButton").awaitsText("alertText", "It counts as not tested");
        person.clicks("confirmButton").awaits("otherButton");
        locks();
        assertLockedAndSilent();
    }

    @Test
    @Order(5)
    void isPutInPlaceBehindAWindowThatIsLockedAtOnce() {
        unlocks();
        looksInto(backup, "restoreButton").clicks("confirmButton").awaitsFocus("newPassphrase");
        person.fills("newPassphrase", OF_FILE).fills("newPassphraseConfirm", OF_FILE);
        confirmsAndLocks();
        assertThat(person.sees("settingsPage")).isFalse();
        assertThat(person.reads("vaultState")).doesNotContain("open ·");
        assertLockedAndSilent();

        person.fills("passphraseField", OF_FILE).clicks("unlockButton").awaits("settingsPage");
        person.clicks("showDestination").awaitsText("destinationUrl", URL);
    }

    @Test
    @Order(6)
    void isNotAskedAboutWhereTheFileIsChosenAfterTheLock() {
        person.clicks("showSettings").awaits("lockNowButton").willChoose(backup).ponders();
        for (String button : new String[]{"restoreButton", "backUpButton", "exportButton"}) {
            person.clicks(button);
            locks();
            person.awaits("unlockButton").hasChosen();
            assertLockedAndSilent();
            person.fills("passphraseField", OF_FILE).clicks("unlockButton").awaits("settingsPage");
        }
    }

    private Person writes(Path file, String button) {
        person.willChoose(file).clicks(button).awaitsFocus("newPassphrase");
        return person.fills("newPassphrase", OF_FILE).fills("newPassphraseConfirm", OF_FILE);
    }

    private Person looksInto(Path file, String button) {
        return person.willChoose(file).clicks(button).fills("presentPassphrase", OF_FILE);
    }

    private void confirmsAndLocks() {
        confirmsAndLocks(() -> {});
    }

    /** In one go, so that the window has heard of nothing that ended before the lock. */
    private void confirmsAndLocks(Runnable between) {
        WindowThread.run(() -> {
            ((Button) Screen.find("confirmButton").orElseThrow()).fire();
            between.run();
            pressLock();
        });
    }

    private void locks() {
        WindowThread.run(this::pressLock);
    }

    /** As time or sleep would, with another window before it. */
    private void pressLock() {
        Screen.nodes().filter(node -> "lockNowButton".equals(node.getId())).map(Button.class::cast).findFirst().orElseThrow()
                .fire();
        shownSince.clear();
    }

    /** Also for no moment: the end of the lock closes what was opened since its beginning. */
    private void assertLockedAndSilent() {
        person.awaits("unlockButton").awaits("all work to end", () -> !person.isBusy());
        assertThat(shownSince).as("windows since the lock").isEmpty();
        assertThat(person.sees("alertText")).as("a window over the locked page").isFalse();
        assertThat(WindowThread.call(() -> Screen.windows().size())).as("windows").isEqualTo(1);
        person.awaits("the files of the look to go", () -> !isLookedInto());
    }

    private boolean isLookedInto() {
        try (Stream<Path> files = Files.list(home)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(".backup-"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void unlocks() {
        person.fills("passphraseField", Person.PASSPHRASE).clicks("unlockButton").awaits("settingsPage");
    }
}

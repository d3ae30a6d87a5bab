package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.platform.Settings.Theme;
import waybill.store.SmallDisk;

/** What the window says while the disk is full. */
class DiskWindowTest {
    private static final String FULL = "The disk is full, so nothing was saved. Free some space, then try again.";

    @TempDir private Path parent;
    private SmallDisk disk;
    private Person person;

    @BeforeEach
    void registerThePracticeReceiver() throws IOException, InterruptedException {
        disk = SmallDisk.mount(parent.resolve("disk"));
        person = new Person(disk.folder().resolve("home"));
        person.opensANewWaybill().clicks("practiceButton").clicks("saveButton").awaits("sendTestButton");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        disk.makeRoom();
        person.quits();
        disk.unmount();
    }

    @Test
    void saysWhatCouldNotBeKeptAndKeepsItOnceThereIsRoom() throws IOException {
        disk.fill();

        // The file has some room of its own, which is used up first.
        for (int i = 0; i < 100 && !person.sees("pageNote"); i++) {
            person.clicks("sendTestButton").awaitsText("testResult", "Ready: the endpoint accepted");
            person.awaits("the result to be written", () -> !person.isBusy());
        }
        person.awaitsText("pageNote", "The result of this test is shown, but not kept. " + FULL);
        person.photographs("full-disk");
        person.clicks("editButton").fills("urlField", "https://api.example.com/").clicks("saveButton");
        person.awaitsText("saveError", FULL).leavesThePopup();
        person.clicks("showSettings").selects("themeChoice", Theme.DARK);
        person.awaitsText("settingsError", "This holds until Waybill is closed, but could not be written");
        assertThat(person.reads("settingsError")).endsWith(FULL);
        person.photographs("full-disk-settings");

        disk.makeRoom();
        person.selects("themeChoice", Theme.LIGHT).awaitsNo("settingsError");
        person.clicks("showDestination").clicks("sendTestButton").awaitsText("testResult", "Ready: the endpoint accepted");
        person.restarts().awaitsText("destinationStatus", "Ready");
        disk.fill();
    }
}

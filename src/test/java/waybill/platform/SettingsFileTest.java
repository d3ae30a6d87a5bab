package waybill.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import waybill.platform.Settings.Theme;

class SettingsFileTest {
    private static final Settings CHOSEN = Settings.DEFAULTS.withTheme(Theme.DARK)
            .withTestDeadlineSeconds(12).withWindow(new WindowPlace(-1200.5, 40, 1000, 700, true))
            .withLocking(new Locking(15, true));

    @TempDir Path folder;
    private AppPaths paths;
    private SettingsFile file;

    @BeforeEach
    void open() {
        paths = new AppPaths(folder);
        file = new SettingsFile(paths);
    }

    @Test
    void withoutAFileTheDefaultsHold() {
        assertThat(file.read()).isEqualTo(Settings.DEFAULTS);
        assertThat(Settings.DEFAULTS.testDeadlineSeconds()).isEqualTo(30);
        assertThat(Settings.DEFAULTS.theme()).isEqualTo(Theme.SYSTEM);
    }

    @Test
    void readsWhatWasWritten() throws IOException {
        file.write(Settings.DEFAULTS);
        file.write(CHOSEN);
        assertThat(new SettingsFile(paths).read()).isEqualTo(CHOSEN);
    }

    @Test
    void theFileIsForItsOwnerOnlyAndNothingIsLeftBesideIt() throws IOException {
        file.write(CHOSEN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(paths.settings()))).isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(paths.settings());
        }
    }

    @Test
    void aBadValueGivesWayToItsDefaultAndTheOthersStay() throws IOException {
        Files.writeString(paths.settings(), "theme=DARK\ntest.deadline.seconds=61\nsomething.newer=1\n");
        assertThat(file.read()).isEqualTo(Settings.DEFAULTS.withTheme(Theme.DARK));
        Files.writeString(paths.settings(), "theme=purple\ntest.deadline.seconds= 60 \n");
        assertThat(file.read()).isEqualTo(Settings.DEFAULTS.withTestDeadlineSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "1e300", "-1", "0", "wide", ""})
    void aWindowOfImpossibleWidthIsForgotten(String width) throws IOException {
        Files.writeString(paths.settings(), "window.x=0\nwindow.y=0\nwindow.height=700\nwindow.width=" + width);
        assertThat(file.read().window()).isEmpty();
    }

    @Test
    void halfAWindowIsNone() throws IOException {
        Files.writeString(paths.settings(), "window.x=0\nwindow.width=1000\nwindow.height=700\n");
        assertThat(file.read().window()).isEmpty();
    }

    @Test
    void rubbishIsReadAsDefaults() throws IOException {
        for (byte[] rubbish : List.of(new byte[0], new byte[]{0, -1, -2, '=', 7}, "theme=\\u12".getBytes(),
                "=".repeat(1_000_000).getBytes())) {
            Files.write(paths.settings(), rubbish);
            assertThat(file.read()).isEqualTo(Settings.DEFAULTS);
        }
    }

    @Test
    void aFolderInThePlaceOfTheFileIsReadAsDefaultsAndFailsToBeWritten() throws IOException {
        Files.createDirectories(paths.settings().resolve("full"));
        assertThat(file.read()).isEqualTo(Settings.DEFAULTS);
        assertThatThrownBy(() -> file.write(CHOSEN)).isInstanceOf(IOException.class);
        assertThat(folder.resolve("settings.properties.new")).doesNotExist();
    }

    @Test
    void aFailedWriteLeavesTheEarlierSettings() throws IOException {
        file.write(CHOSEN);
        Files.createDirectories(folder.resolve("settings.properties.new").resolve("in the way"));
        assertThatThrownBy(() -> file.write(Settings.DEFAULTS)).isInstanceOf(IOException.class);
        assertThat(file.read()).isEqualTo(CHOSEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 61, -5})
    void refusesADeadlineOutOfRange(int seconds) {
        assertThatThrownBy(() -> Settings.DEFAULTS.withTestDeadlineSeconds(seconds))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package waybill.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppPathsTest {
    @TempDir Path folder;

    @Test
    void thePropertyIsStrongerThanTheVariableAndThePlatform() {
        Properties properties = system("Linux");
        properties.setProperty("waybill.home", "/one");
        assertThat(AppPaths.of(Map.of("WAYBILL_HOME", "/two", "XDG_DATA_HOME", "/three"), properties).home())
                .isEqualTo(Path.of("/one"));
    }

    @Test
    void theVariableIsStrongerThanThePlatform() {
        assertThat(home("Linux", Map.of("WAYBILL_HOME", "/two", "XDG_DATA_HOME", "/three"))).isEqualTo(Path.of("/two"));
    }

    @Test
    void aBlankChoiceIsNone() {
        assertThat(home("Linux", Map.of("WAYBILL_HOME", " "))).isEqualTo(Path.of("/home/ada/.local/share/waybill"));
    }

    @Test
    void aRelativeChoiceIsTakenFromTheWorkingFolder() {
        assertThat(home("Linux", Map.of("WAYBILL_HOME", "a/../b"))).isEqualTo(Path.of("b").toAbsolutePath());
    }

    @Test
    void linuxKeepsDataWhereTheXdgSpecificationSays() {
        assertThat(home("Linux", Map.of("XDG_DATA_HOME", "/data"))).isEqualTo(Path.of("/data/waybill"));
        assertThat(home("Linux", Map.of())).isEqualTo(Path.of("/home/ada/.local/share/waybill"));
    }

    @Test
    void aRelativeXdgFolderIsIgnored() {
        assertThat(home("Linux", Map.of("XDG_DATA_HOME", "data"))).isEqualTo(Path.of("/home/ada/.local/share/waybill"));
    }

    @Test
    void macOsKeepsDataInApplicationSupport() {
        assertThat(home("Mac OS X", Map.of())).isEqualTo(Path.of("/home/ada/Library/Application Support/Waybill"));
    }

    @Test
    void windowsKeepsDataInTheLocalNotTheRoamingProfile() {
        assertThat(home("Windows 11", Map.of("APPDATA", "/roaming", "LOCALAPPDATA", "/local")))
                .isEqualTo(Path.of("/local/Waybill"));
        assertThat(home("Windows 11", Map.of())).isEqualTo(Path.of("/home/ada/AppData/Local/Waybill"));
    }

    @Test
    void theFolderAndThoseAboveItAreForTheirOwnerOnly() throws IOException {
        AppPaths paths = new AppPaths(folder.resolve("new").resolve("waybill"));
        paths.create();
        assertThat(permissions(paths.home())).isEqualTo("rwx------");
        assertThat(permissions(paths.home().getParent())).isEqualTo("rwx------");
    }

    @Test
    void aFolderWithFilesOfOthersKeepsItsPermissions() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(folder.resolve("vault.json"));
        Files.createFile(folder.resolve("letter.txt"));
        new AppPaths(folder).create();
        assertThat(permissions(folder)).isEqualTo("rwxr-xr-x");
    }

    @ParameterizedTest
    @CsvSource({"rwx------, false", "rwxr-xr-x, false", "rwxrwxr-x, true", "rwxr-xrwx, true"})
    void aFolderThatOthersCanWriteToIsToldFromOneThatTheyCanRead(String rights, boolean isWritable) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
        Files.createFile(folder.resolve("letter.txt"));
        AppPaths paths = new AppPaths(folder);
        paths.create();
        assertThat(paths.isWritableByOthers()).isEqualTo(isWritable);
        assertThat(new AppPaths(folder.resolve("none")).isWritableByOthers()).isFalse();
    }

    @Test
    void aFolderWithNoFilesOfOthersLosesTheRightsOfOthers() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        new AppPaths(folder).create();
        assertThat(permissions(folder)).isEqualTo("rwx------");
        for (String name : List.of("vault.json", "waybill.mv.db", "waybill.log.1", "settings.properties", "waybill.lock",
                "vault.json.set-aside-20260301T100000Z", ".new-00112233445566778899aabbccddeeff")) {
            Files.createFile(folder.resolve(name));
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        new AppPaths(folder).create();
        assertThat(permissions(folder)).as("none is added").isEqualTo("r-x------");
    }

    @Test
    void aFileInThePlaceOfTheFolderIsAnError() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> new AppPaths(file.resolve("waybill")).create()).isInstanceOf(IOException.class);
    }

    private static Path home(String system, Map<String, String> environment) {
        return AppPaths.of(environment, system(system)).home();
    }

    private static Properties system(String name) {
        Properties properties = new Properties();
        properties.setProperty("os.name", name);
        properties.setProperty("user.home", "/home/ada");
        return properties;
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

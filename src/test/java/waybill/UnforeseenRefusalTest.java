package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.platform.AppPaths;

/** The ways out of a vault that cannot be opened for a reason that nobody foresaw. */
class UnforeseenRefusalTest {
    @TempDir private Path parent;

    @Test
    void areOfferedAsForADamagedOne() throws IOException {
        Path home = Files.createDirectory(parent.resolve("home"));
        Files.createFile(home.resolve("waybill.mv.db"));
        // A folder is no file that can be read, and no fault that is foreseen.
        Files.createDirectory(home.resolve("vault.json"));
        var person = new Person(home);
        person.opensWaybill().awaits("restoreButton").awaitsText("alertText", "Try again first");
        person.photographs("vault-refused-other").clicks("setAsideButton").clicks("confirmButton").awaits("createVaultButton");
        Files.delete(new AppPaths(home).log());
        person.quits();
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.map(Path::toString)).filteredOn(name -> name.contains("set-aside")).hasSize(2);
        }
    }
}

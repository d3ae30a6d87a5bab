package waybill.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessAgeTest {
    private static final String FIELDS = " S 1 1 1 0 -1 4194560 100 0 0 0 5 2 0 0 20 0 1 0 12345 1000 200";

    @TempDir private Path proc;

    @BeforeEach
    void makeProc() throws IOException {
        Files.createDirectory(proc.resolve("self"));
    }

    @Test
    void isWhatTheMachineHasBeenUpSinceTheStart() throws IOException {
        write("42 (java)" + FIELDS, "125.07 250.00\n");
        assertThat(ProcessAge.onLinux(proc)).hasValue(Duration.ofMillis(1620));
    }

    @Test
    void isNotMisledByTheNameOfTheProgram() throws IOException {
        write("42 (a) S 1 (b c)" + FIELDS, "125.07 250.00\n");
        assertThat(ProcessAge.onLinux(proc)).hasValue(Duration.ofMillis(1620));
    }

    @Test
    void isUnknownWhereTheStartIsNotTold() throws IOException {
        write("42 (java) S 1", "125.07 250.00\n");
        assertThat(ProcessAge.onLinux(proc)).isEmpty();
    }

    @Test
    void isUnknownWhereTheUptimeIsNoNumber() throws IOException {
        write("42 (java)" + FIELDS, "soon");
        assertThat(ProcessAge.onLinux(proc)).isEmpty();
    }

    @Test
    void isUnknownWithoutThoseFiles() {
        assertThat(ProcessAge.onLinux(proc.resolve("absent"))).isEmpty();
    }

    @Test
    void growsNoFasterThanTime() {
        long before = System.nanoTime();
        Duration first = ProcessAge.now();
        Duration second = ProcessAge.now();
        assertThat(first).isPositive();
        // Two hundredths of a second are what the two clocks may disagree by.
        assertThat(second.minus(first)).isBetween(Duration.ofMillis(-20),
                Duration.ofNanos(System.nanoTime() - before).plusMillis(20));
    }

    private void write(String stat, String uptime) throws IOException {
        Files.writeString(proc.resolve("self").resolve("stat"), stat);
        Files.writeString(proc.resolve("uptime"), uptime);
    }
}

package waybill;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Assumptions;

/**
 * Programs beside the JDK that a test runs for real. Where one is missing the test is skipped and says what to install; with
 * {@code CI} in the environment it fails, so that nothing goes untested there.
 */
public final class Tools {
    private Tools() {}

    /** @param packages what to install for {@code programs} on Debian */
    public static void demand(String packages, List<String> programs) {
        List<String> missing = programs.stream().filter(program -> !isInstalled(program)).toList();
        if (!missing.isEmpty()) {
            String what = "This test runs " + missing + ": apt-get install " + packages;
            if (System.getenv("CI") != null) {
                fail(what);
            }
            Assumptions.abort(what);
        }
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }
}

package waybill.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells JSON Lines by what is in a file, whatever its name. */
final class JsonLines {
    /** How much of a file is looked at, in bytes. */
    private static final int SAMPLE = 1024 * 1024;
    private static final int ENOUGH = 2;

    private JsonLines() {}

    /**
     * Whether the first two lines that are not blank are each a whole JSON text: one that takes several lines never is like that.
     * False, too, if it cannot be read, or if they are not within the first MiB.
     */
    static boolean areIn(Path file) {
        if (!Files.isRegularFile(file)) {
            // A pipe would wait for whoever writes to it.
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return areIn(new LineReader(new ByteArrayInputStream(in.readNBytes(SAMPLE)), SAMPLE));
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean areIn(LineReader lines) throws IOException {
        int found = 0;
        while (found < ENOUGH && lines.next()) {
            byte[] line = lines.bytes();
            if (!LineReader.isBlank(line)) {
                if (JsonCheck.firstFault(line).isPresent()) {
                    return false;
                }
                found++;
            }
        }
        return found == ENOUGH;
    }
}

package waybill.intake;

import java.nio.file.Path;
import java.util.Locale;

/** What the name of a file says about what is in it. */
final class SourceNames {
    private SourceNames() {}

    static boolean isLines(Path file) {
        String name = lowerCase(file);
        return name.endsWith(".jsonl") || name.endsWith(".ndjson");
    }

    static boolean isWhole(Path file) {
        return lowerCase(file).endsWith(".json");
    }

    static boolean isHidden(Path file) {
        return lowerCase(file).startsWith(".");
    }

    private static String lowerCase(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }
}

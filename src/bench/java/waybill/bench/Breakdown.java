package waybill.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Where the time of a start goes: from each stage that Waybill reports to the next one. */
final class Breakdown {
    private static final Map<String, String> STAGES = stages();

    private final Map<String, Samples> reached = new LinkedHashMap<>();
    private final Map<String, Samples> took = new LinkedHashMap<>();

    private final String start;

    /** @param start which start it is, in words */
    Breakdown(String start) {
        this.start = start;
        STAGES.keySet().forEach(stage -> {
            reached.put(stage, new Samples());
            took.put(stage, new Samples());
        });
    }

    /** Adds what a process reported, which has shown the destination. */
    void add(Subject subject) throws IOException, InterruptedException {
        double before = 0;
        for (String stage : STAGES.keySet()) {
            double now = subject.await(stage);
            reached.get(stage).add(now);
            took.get(stage).add(now - before);
            before = now;
        }
    }

    /** Milliseconds from the process's start to the stage. */
    Samples samples(String stage) {
        return reached.get(stage);
    }

    @Override
    public String toString() {
        var text = new StringBuilder("where the " + start + " goes, in ms (each stage, then the sum):\n");
        STAGES.forEach((stage, words) -> text.append(String.format(Locale.ROOT, "  %-52s %7.0f %7.0f%n", words,
                took.get(stage).median(), reached.get(stage).median())));
        return text.toString();
    }

    private static Map<String, String> stages() {
        var stages = new LinkedHashMap<String, String>();
        stages.put("main", "JVM, to the first line of Main");
        stages.put("toolkit", "data folder's lock, JavaFX toolkit");
        stages.put("objects", "preferences, theme, objects");
        stages.put("fxml", "FXML of the window and the vault page");
        stages.put("css", "CSS");
        stages.put("shown", "layout, native window");
        stages.put("window", "first frame");
        stages.put("keychain", "vault: keychain");
        stages.put("vault", "vault: keys, database");
        stages.put("destination", "destination read, its page's FXML and CSS");
        return stages;
    }
}

package waybill.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import waybill.bench.Figure.Target;

/** Takes the figures. Waybill and its yardstick take turns, so that whatever else the machine does hits both alike. */
final class Figures {
    private static final String BARE_WINDOW = "bare JavaFX window";
    private static final String TUNED = "bare window, our -X flags";
    private static final String HTTP_CLIENT = "HttpClient alone";
    private static final double NANOS = 1e6;

    private final Commands commands;
    private final PreparedHome home;
    private final Path folder;
    private int processes;

    /** @param folder for what the processes write */
    Figures(Commands commands, PreparedHome home, Path folder) {
        this.commands = commands;
        this.home = home;
        this.folder = folder;
    }

    /** Process start to the first frame, and on to the destination where nobody has to type a passphrase. */
    List<Figure> start(int runs) throws IOException, InterruptedException {
        // Not counted: it reads the files into the system's memory.
        startInTurn(Starts.none());
        var starts = Starts.none();
        for (int i = 0; i < runs; i++) {
            startInTurn(starts);
        }
        var figures = new ArrayList<>(List.of(
                new Figure("start to window", "ms", starts.window, starts.bare, BARE_WINDOW, new Target.Times(1.6)),
                new Figure("  the same, equal JVM flags", "ms", starts.window, starts.tuned, TUNED, new Target.None())));
        if (home.isOpenedByKeychain()) {
            figures.add(new Figure("start to destination shown", "ms", starts.destination, starts.bare, BARE_WINDOW,
                    new Target.None()));
        }
        return figures;
    }

    private void startInTurn(Starts starts) throws IOException, InterruptedException {
        try (var subject = bareWindow()) {
            starts.bare.add(subject.await("window"));
        }
        try (var subject = tunedBareWindow()) {
            starts.tuned.add(subject.await("window"));
        }
        try (var subject = waybill()) {
            starts.window.add(subject.await("window"));
            if (home.isOpenedByKeychain()) {
                starts.destination.add(subject.await("destination"));
            }
        }
    }

    /** From the click on Send test to its result. */
    List<Figure> click(String url, Path certificate, int clicks) throws IOException, InterruptedException {
        Path report = nextReport();
        var command = commands.clickedWaybill(home.folder(), report);
        command.addAll(1, List.of("-D" + ClickedWaybill.URL_PROPERTY + "=" + url,
                "-D" + ClickedWaybill.CERTIFICATE_PROPERTY + "=" + certificate,
                "-D" + ClickedWaybill.CLICKS_PROPERTY + "=" + clicks));
        try (var subject = Subject.start(command, report)) {
            subject.await("done");
            var exchange = milliseconds(subject, "exchange");
            return List.of(
                    new Figure("Send test, click to result", "ms", milliseconds(subject, "answered"), exchange, HTTP_CLIENT,
                            new Target.More(15)),
                    new Figure("  the same, to its frame", "ms", milliseconds(subject, "shown"), exchange, HTTP_CLIENT,
                            new Target.None()),
                    new Figure("  the first one after the start", "ms", milliseconds(subject, "first"), exchange, HTTP_CLIENT,
                            new Target.None()));
        }
    }

    /** The resident set when all is shown and nothing happens. */
    List<Figure> memory(int runs) throws IOException, InterruptedException {
        var bare = new Samples();
        var tuned = new Samples();
        var waybill = new Samples();
        for (int i = 0; i < runs; i++) {
            try (var subject = bareWindow()) {
                subject.await("window");
                bare.add(subject.settledMemory());
            }
            try (var subject = tunedBareWindow()) {
                subject.await("window");
                tuned.add(subject.settledMemory());
            }
            try (var subject = waybill()) {
                subject.await(home.isOpenedByKeychain() ? "destination" : "vault");
                waybill.add(subject.settledMemory());
            }
        }
        return List.of(new Figure("idle memory", "MiB", waybill, bare, BARE_WINDOW, new Target.Times(1.8)),
                new Figure("  the same, equal JVM flags", "MiB", waybill, tuned, TUNED, new Target.None()));
    }

    private Subject bareWindow() throws IOException {
        Path report = nextReport();
        return Subject.start(commands.bareWindow(report), report);
    }

    private Subject tunedBareWindow() throws IOException {
        Path report = nextReport();
        return Subject.start(commands.tunedBareWindow(report), report);
    }

    private Subject waybill() throws IOException {
        Path report = nextReport();
        return Subject.start(commands.waybill(home.folder(), report), report);
    }

    private Path nextReport() {
        processes++;
        return folder.resolve("report" + processes);
    }

    private static Samples milliseconds(Subject subject, String name) throws IOException {
        var samples = new Samples();
        subject.numbers(name).forEach(nanos -> samples.add(nanos / NANOS));
        return samples;
    }

    private record Starts(Samples bare, Samples tuned, Samples window, Samples destination) {
        static Starts none() {
            return new Starts(new Samples(), new Samples(), new Samples(), new Samples());
        }
    }
}

package waybill.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command lines of what is measured. All of them use the Java that runs this.
 *
 * @param target Maven's build folder, with the classes and the libraries
 * @param flags what the README's first command gives the JVM
 * @param display what both windows are told of the display
 */
record Commands(Path target, List<String> flags, List<String> display) {
    static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final List<String> NO_DISPLAY = List.of("-Dglass.platform=Headless", "-Dprism.order=sw");

    /** On the display there is, if there is one. */
    static Commands of(Path target, List<String> flags) {
        boolean isLinux = System.getProperty("os.name").startsWith("Linux");
        boolean hasDisplay = System.getenv().containsKey("DISPLAY");
        return new Commands(target, flags, isLinux && !hasDisplay ? NO_DISPLAY : List.of());
    }

    /** Waybill as the README starts it. */
    List<String> waybill(Path home, Path report) {
        return start(home, report, classes(), "waybill.Main");
    }

    /** The same in a process that also clicks. */
    List<String> clickedWaybill(Path home, Path report) {
        return start(home, report, classes() + File.pathSeparator + target.resolve("test-classes"),
                ClickedWaybill.class.getName());
    }

    /** Plain java, everything on the class path. */
    List<String> bareWindow(Path report) {
        return bareWindow(report, List.of());
    }

    /** The same with those of Waybill's flags that tune the JVM. */
    List<String> tunedBareWindow(Path report) {
        return bareWindow(report, flags.stream().filter(flag -> flag.startsWith("-X")).toList());
    }

    private List<String> bareWindow(Path report, List<String> tuning) {
        var command = begin(report);
        command.addAll(tuning);
        String path = String.join(File.pathSeparator, target.resolve("test-classes").toString(),
                target.resolve("classes").toString(), target.resolve("javafx") + File.separator + "*");
        command.addAll(List.of("-classpath", path, BareWindow.Start.class.getName()));
        return command;
    }

    private List<String> start(Path home, Path report, String classPath, String main) {
        var command = begin(report);
        command.addAll(flags);
        command.addAll(List.of("--module-path", target.resolve("javafx").toString(), "-Dwaybill.home=" + home, "-classpath",
                classPath, main));
        return command;
    }

    private List<String> begin(Path report) {
        var command = new ArrayList<String>();
        command.add(JAVA);
        command.addAll(display);
        command.add("-Dwaybill.startup=" + report);
        return command;
    }

    private String classes() {
        return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*";
    }
}

package waybill.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The command lines of the installed Waybill and of its yardsticks.
 *
 * @param program what is started as Waybill
 * @param classPath of the bare window: jars only, as an AOT cache wants them
 * @param cache the AOT cache of the bare window
 */
record InstalledCommands(Path program, String classPath, Path cache) {
    private static final String STARTUP = "-Dwaybill.startup=";

    /** Makes the bare window's jar and its AOT cache in {@code folder}. */
    static InstalledCommands prepare(Path program, Path target, Path folder) throws IOException, InterruptedException {
        Path jar = folder.resolve("bare.jar");
        try (var out = Files.newOutputStream(jar)) {
            pack(List.of(target.resolve("test-classes"), target.resolve("classes")), out);
        }
        try (var javafx = Files.list(target.resolve("javafx"))) {
            String path = Stream.concat(Stream.of(jar), javafx.sorted()).map(Path::toString).collect(Collectors.joining(":"));
            var commands = new InstalledCommands(program, path, folder.resolve("bare.aot"));
            commands.makeCache(folder);
            return commands;
        }
    }

    /** {@code env} becomes the program, so that the process is the same. */
    List<String> waybill(Path home, Path report) {
        return List.of("env", "WAYBILL_HOME=" + home, "WAYBILL_JAVA_OPTIONS=" + STARTUP + report, program.toString());
    }

    List<String> bareWindow(Path report) {
        return bare(List.of(STARTUP + report));
    }

    List<String> cachedBareWindow(Path report) {
        return bare(List.of("-XX:AOTCache=" + cache, STARTUP + report));
    }

    private void makeCache(Path folder) throws IOException, InterruptedException {
        var command = bare(List.of("-XX:AOTCacheOutput=" + cache, "-D" + BareWindow.ENDS_PROPERTY + "=true",
                STARTUP + folder.resolve("report")));
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile())
                .start();
        if (process.waitFor() != 0 || !Files.exists(cache)) {
            throw new IOException(Files.readString(folder.resolve("output")));
        }
    }

    private List<String> bare(List<String> options) {
        var command = new ArrayList<String>();
        command.add(Commands.JAVA);
        command.addAll(options);
        command.addAll(List.of("-classpath", classPath, BareWindow.Start.class.getName()));
        return command;
    }

    /** Only the bare window, and the clock that it shares with Waybill. */
    private static void pack(List<Path> folders, OutputStream out) throws IOException {
        try (var zip = new ZipOutputStream(out)) {
            for (Path folder : folders) {
                try (var files = Files.walk(folder)) {
                    for (Path file : files.filter(each -> each.toString().matches(".*/(BareWindow|ProcessAge)[^/]*\\.class"))
                            .toList()) {
                        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                        Files.copy(file, zip);
                    }
                }
            }
        }
    }
}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/** Links a runtime of those modules that Waybill needs, JavaFX among them. */
final class RuntimeImage {
    private static final List<String> NATIVE = List.of(".so", ".dll", ".dylib");

    private final Path javafx;
    private final Path work;

    /** @param javafx Maven's modular jars of this system */
    RuntimeImage(Path javafx, Path work) {
        this.javafx = javafx;
        this.work = work;
    }

    Path link(String modules) throws IOException {
        Path jmods = Files.createDirectories(work.resolve("jmods"));
        try (var jars = Files.list(javafx)) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                convert(jar, jmods);
            }
        }
        Path runtime = work.resolve("runtime");
        var arguments = new ArrayList<>(List.of("--module-path", jmods.toString(), "--add-modules", modules,
                "--strip-java-debug-attributes", "--no-header-files", "--no-man-pages", "--generate-cds-archive",
                "--output", runtime.toString()));
        if (Application.isLinux()) {
            arguments.add("--strip-native-debug-symbols=exclude-debuginfo-files");
        }
        Image.tool("jlink", arguments);
        // The archive for heaps of more than 32 GB, which the launcher's options rule out.
        for (String folder : List.of("lib/server", "bin/server")) {
            Files.deleteIfExists(runtime.resolve(folder).resolve("classes_nocoops.jsa"));
        }
        return runtime;
    }

    /**
     * A jar's libraries are unpacked into the person's home at the first start; those of a module in this form are in the
     * runtime's own folder from the beginning.
     */
    private void convert(Path jar, Path jmods) throws IOException {
        String module = "javafx." + jar.getFileName().toString().split("-")[1];
        Path classes = work.resolve("unpacked").resolve(module).resolve("classes");
        Path libraries = Files.createDirectories(classes.resolveSibling("lib"));
        unpack(jar, classes, libraries);
        Path legal = Path.of(System.getProperty("java.home"), "legal", "java.base");
        Image.tool("jmod", List.of("create", "--class-path", classes.toString(), "--libs", libraries.toString(),
                "--legal-notices", legal.toString(), jmods.resolve(module + ".jmod").toString()));
    }

    private static void unpack(Path jar, Path classes, Path libraries) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream().filter(each -> !each.isDirectory() && !each.getName().startsWith("META-INF/"))
                    .toList()) {
                boolean isLibrary = NATIVE.stream().anyMatch(entry.getName()::endsWith);
                Path file = (isLibrary ? libraries : classes).resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (var in = zip.getInputStream(entry)) {
                    Files.copy(in, file);
                }
            }
        }
    }
}

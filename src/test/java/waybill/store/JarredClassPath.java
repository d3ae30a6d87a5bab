package waybill.store;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The class path of this process with its folders as jars, since the JVM keeps nothing that comes from a folder. Made once a
 * process, and deleted at its end.
 *
 * @param folder for what else belongs to those jars
 * @param text as an option of the JVM
 */
record JarredClassPath(Path folder, String text) {
    private static final int QUICKLY = 1;
    private static JarredClassPath made;

    static synchronized JarredClassPath ofThisProcess() throws IOException {
        if (made == null) {
            made = make();
        }
        return made;
    }

    private static JarredClassPath make() throws IOException {
        Path folder = Files.createTempDirectory("waybill-children");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        var parts = new ArrayList<String>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(part);
            if (Files.isDirectory(path)) {
                parts.add(jar(path, folder.resolve(parts.size() + ".jar")).toString());
            } else if (Files.exists(path)) {
                parts.add(part);
            }
        }
        return new JarredClassPath(folder, String.join(File.pathSeparator, parts));
    }

    private static Path jar(Path classes, Path jar) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(classes)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(QUICKLY);
            for (Path file : files) {
                out.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path each, IOException failure) throws IOException {
                    Files.delete(each);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException _) {
            // The operating system clears its folder of temporary files.
        }
    }
}

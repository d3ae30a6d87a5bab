import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The licence of each library: as its jar has it, else as it is kept in the project for those whose jar has none. */
final class Licences {
    private static final List<String> NAMES = List.of("license", "licence", "notice", "copying");

    private Licences() {}

    static void collect(Path jars, Path kept, Path to) throws IOException {
        try (var files = Files.list(jars)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                String library = jar.getFileName().toString().replaceFirst("(-[0-9].*)?\\.jar$", "");
                if (!library.equals("waybill") && !unpack(jar, to.resolve(library))) {
                    copy(kept.resolve(library + ".txt"), to.resolve(library));
                }
            }
        }
    }

    private static void copy(Path licence, Path folder) throws IOException {
        if (!Files.exists(licence)) {
            throw new IOException("the library's jar has no licence: write it to " + licence);
        }
        Files.createDirectories(folder);
        Files.copy(licence, folder.resolve("LICENSE"));
    }

    private static boolean unpack(Path jar, Path folder) throws IOException {
        boolean found = false;
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream().filter(Licences::isLicence).toList()) {
                Files.createDirectories(folder);
                try (var in = zip.getInputStream(entry)) {
                    Files.copy(in, folder.resolve(Path.of(entry.getName()).getFileName().toString()));
                }
                found = true;
            }
        }
        return found;
    }

    private static boolean isLicence(ZipEntry entry) {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return !name.endsWith(".class") && NAMES.stream().anyMatch(name::startsWith);
    }
}

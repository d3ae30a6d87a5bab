import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The jars of the class path, written anew so that they load fast and make a small package. */
final class Jars {
    /**
     * Without signatures: classes of signed jars are checked one by one when loaded, and an AOT cache does not take them. The
     * package is what is signed.
     */
    private static final List<String> SIGNATURES = List.of(".SF", ".RSA", ".DSA", ".EC");
    /** On Linux libsecret is called directly; these are for the other systems' keychains. */
    private static final List<String> NOT_ON_LINUX = List.of("java-keyring-", "jna-");
    /** Host names need ICU's code and its properties of characters, and none of what it knows of languages. */
    private static final String LANGUAGES = "com/ibm/icu/impl/data/icudata/"
            + "(brkitr|coll|curr|lang|rbnf|region|translit|unit|zone)/.*";

    private final LocalDateTime time;

    /** @param time what the entries bear */
    Jars(Instant time) {
        this.time = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    /** Copies our jar and the libraries to where {@code main} is. */
    void collect(Path target, Path ours, Path main) throws IOException {
        Files.createDirectories(main.getParent());
        copy(ours, main);
        try (var libraries = Files.list(target.resolve("lib"))) {
            for (Path jar : libraries.filter(file -> isNeeded(file.getFileName().toString())).toList()) {
                copy(jar, main.resolveSibling(jar.getFileName()));
            }
        }
    }

    private static boolean isNeeded(String name) {
        return name.endsWith(".jar") && !(Application.isLinux() && NOT_ON_LINUX.stream().anyMatch(name::startsWith));
    }

    /** Not compressed: nothing is inflated at the start, and the package's compression does better over all of it. */
    private void copy(Path jar, Path to) throws IOException {
        try (var zip = new ZipFile(jar.toFile()); var out = new ZipOutputStream(Files.newOutputStream(to))) {
            out.setMethod(ZipOutputStream.STORED);
            for (var entry : zip.stream().filter(Jars::isKept).toList()) {
                try (var in = zip.getInputStream(entry)) {
                    put(entry.getName(), in.readAllBytes(), out);
                }
            }
        }
    }

    private void put(String name, byte[] content, ZipOutputStream out) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(name);
        entry.setTimeLocal(time);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(content);
    }

    private static boolean isKept(ZipEntry entry) {
        String name = entry.getName().toUpperCase(Locale.ROOT);
        boolean isSignature = name.startsWith("META-INF/") && SIGNATURES.stream().anyMatch(name::endsWith);
        return !entry.isDirectory() && !isSignature && !entry.getName().matches(LANGUAGES);
    }
}

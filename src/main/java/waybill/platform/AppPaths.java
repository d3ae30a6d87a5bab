package waybill.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where Waybill keeps its files.
 *
 * @param home the data folder, absolute; it need not exist yet
 */
public record AppPaths(Path home) {
    /** The system property that moves the data folder; stronger than {@link #HOME_VARIABLE}. */
    public static final String HOME_PROPERTY = "waybill.home";
    /** The environment variable that moves the data folder. */
    public static final String HOME_VARIABLE = "WAYBILL_HOME";

    /** The names of what Waybill itself makes in the data folder, unfinished and set aside, too. */
    private static final Pattern OWN = Pattern
            .compile("waybill[.-].*|vault\\.json.*|settings\\.properties.*|\\.?(new|next|replacing|backup)-[0-9a-f]{32}.*");

    public AppPaths {
        home = home.toAbsolutePath().normalize();
    }

    /** The paths of this process, from its own environment and system properties. */
    public static AppPaths ofThisProcess() {
        return of(System.getenv(), System.getProperties());
    }

    /**
     * The data folder is taken from {@link #HOME_PROPERTY}, else {@link #HOME_VARIABLE}, else it is where the platform
     * keeps what belongs to one person on one machine. Blank values count as not set.
     *
     * @throws InvalidPathException if the chosen text cannot be a path here
     */
    public static AppPaths of(Map<String, String> environment, Properties properties) {
        Optional<String> chosen = set(properties.getProperty(HOME_PROPERTY)).or(() -> set(environment.get(HOME_VARIABLE)));
        return new AppPaths(chosen.map(Path::of).orElseGet(() -> usualPlace(environment, properties)));
    }

    /**
     * Makes the data folder, 0700 where the file system knows permissions. One that exists loses the rights of others, too, if
     * nothing but Waybill's own files is in it; else it is left as it is, for others may have to reach theirs.
     */
    public void create() throws IOException {
        PrivateFiles.createFolder(home);
        if (isForWaybillAlone()) {
            PrivateFiles.restrictFolderIfPossible(home);
        }
    }

    /**
     * Whether other people can write to the data folder, although {@link #create} takes that right away where it can and may.
     * They could delete the vault's files, or put older ones in their place.
     */
    public boolean isWritableByOthers() {
        return PrivateFiles.isWritableByOthers(home);
    }

    /** Preferences that are needed before the vault is open: see {@link Settings}. */
    public Path settings() {
        return home.resolve("settings.properties");
    }

    /** The log of unexpected errors: see {@link AppLog}. */
    public Path log() {
        return home.resolve("waybill.log");
    }

    /** The file that the running instance holds locked: see {@link InstanceLock}. */
    public Path lock() {
        return home.resolve("waybill.lock");
    }

    /** The Unix-domain socket at which the running instance is asked to show itself. */
    public Path socket() {
        return home.resolve("waybill.sock");
    }

    private boolean isForWaybillAlone() {
        try (Stream<Path> files = Files.list(home)) {
            return files.allMatch(file -> OWN.matcher(file.getFileName().toString()).matches());
        } catch (IOException | UncheckedIOException _) {
            return false;
        }
    }

    private static Path usualPlace(Map<String, String> environment, Properties properties) {
        String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path person = Path.of(properties.getProperty("user.home", "."));
        if (system.startsWith("windows")) {
            // Local, not roaming: a roaming profile is copied at sign-off, perhaps from under an open database, and would
            // bring files to machines whose keychain does not have the key.
            return set(environment.get("LOCALAPPDATA")).map(Path::of).orElse(person.resolve("AppData").resolve("Local"))
                    .resolve("Waybill");
        }
        if (system.startsWith("mac")) {
            return person.resolve("Library").resolve("Application Support").resolve("Waybill");
        }
        // The XDG Base Directory Specification has relative paths ignored.
        return set(environment.get("XDG_DATA_HOME")).map(Path::of).filter(Path::isAbsolute)
                .orElse(person.resolve(".local").resolve("share")).resolve("waybill");
    }

    private static Optional<String> set(String value) {
        return Optional.ofNullable(value).filter(Predicate.not(String::isBlank));
    }
}

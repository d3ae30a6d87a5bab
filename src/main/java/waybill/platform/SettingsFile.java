package waybill.platform;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

import waybill.platform.Settings.Theme;

/**
 * Keeps {@link Settings} as {@code settings.properties} in the data folder, 0600. Thread-safe; both methods block on the
 * disk, so {@link #write} does not belong on the toolkit's thread.
 */
public final class SettingsFile {
    private static final String THEME = "theme";
    private static final String DEADLINE = "test.deadline.seconds";
    private static final String LOCK_MINUTES = "lock.after.minutes";
    private static final String LOCK_SLEEP = "lock.after.sleep";
    private static final String X = "window.x";
    private static final String Y = "window.y";
    private static final String WIDTH = "window.width";
    private static final String HEIGHT = "window.height";
    private static final String MAXIMISED = "window.maximised";
    private static final int LARGEST = 64 * 1024;

    private final Path file;

    public SettingsFile(AppPaths paths) {
        this.file = paths.settings();
    }

    /** What was written last. Whatever is missing, unknown or bad gives way to its default; nothing is thrown. */
    public synchronized Settings read() {
        Properties stored = load();
        Theme theme = value(stored, THEME, Theme::valueOf).orElse(Settings.DEFAULTS.theme());
        Settings settings = Settings.DEFAULTS.withTheme(theme);
        settings = value(stored, DEADLINE, Integer::valueOf).flatMap(attempt(settings::withTestDeadlineSeconds)).orElse(settings);
        settings = settings.withLocking(locking(stored));
        return window(stored).map(settings::withWindow).orElse(settings);
    }

    /** @throws IOException if they cannot be written (full disk, read-only folder); the earlier ones are still there */
    public synchronized void write(Settings settings) throws IOException {
        Properties stored = new Properties();
        stored.setProperty(THEME, settings.theme().name());
        stored.setProperty(DEADLINE, Integer.toString(settings.testDeadlineSeconds()));
        stored.setProperty(LOCK_MINUTES, Integer.toString(settings.locking().afterMinutes()));
        stored.setProperty(LOCK_SLEEP, Boolean.toString(settings.locking().afterSleep()));
        settings.window().ifPresent(place -> {
            stored.setProperty(X, Double.toString(place.x()));
            stored.setProperty(Y, Double.toString(place.y()));
            stored.setProperty(WIDTH, Double.toString(place.width()));
            stored.setProperty(HEIGHT, Double.toString(place.height()));
            stored.setProperty(MAXIMISED, Boolean.toString(place.maximised()));
        });
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        stored.store(content, "Waybill");
        PrivateFiles.replace(file, content.toByteArray());
    }

    private Properties load() {
        Properties stored = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            stored.load(new ByteArrayInputStream(in.readNBytes(LARGEST)));
        } catch (IOException | IllegalArgumentException _) {
            // Unreadable, or no properties file at all: what was read until there is checked value by value.
        }
        return stored;
    }

    private static Locking locking(Properties stored) {
        Locking slept = Locking.NEVER.withAfterSleep(value(stored, LOCK_SLEEP, Boolean::valueOf).orElse(false));
        return value(stored, LOCK_MINUTES, Integer::valueOf).flatMap(attempt(slept::withAfterMinutes)).orElse(slept);
    }

    private static Optional<WindowPlace> window(Properties stored) {
        Optional<Double> x = value(stored, X, Double::valueOf);
        Optional<Double> y = value(stored, Y, Double::valueOf);
        Optional<Double> width = value(stored, WIDTH, Double::valueOf);
        Optional<Double> height = value(stored, HEIGHT, Double::valueOf);
        if (x.isEmpty() || y.isEmpty() || width.isEmpty() || height.isEmpty()) {
            return Optional.empty();
        }
        boolean maximised = value(stored, MAXIMISED, Boolean::valueOf).orElse(false);
        return Optional.of(maximised)
                .flatMap(attempt(full -> new WindowPlace(x.get(), y.get(), width.get(), height.get(), full)));
    }

    private static <T> Optional<T> value(Properties stored, String key, Function<String, T> parse) {
        return Optional.ofNullable(stored.getProperty(key)).map(String::strip).flatMap(attempt(parse));
    }

    private static <A, B> Function<A, Optional<B>> attempt(Function<A, B> conversion) {
        return value -> {
            try {
                return Optional.of(conversion.apply(value));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        };
    }
}

package waybill.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Starts a test class in a process of its own. Most of the life of one that is soon killed goes into loading classes: once one
 * of the same class was {@linkplain #rehearse rehearsed}, they come from an AOT cache.
 */
final class ChildJvm {
    private static final Map<Path, Boolean> SOUND = new ConcurrentHashMap<>();

    private ChildJvm() {}

    static Process start(Class<?> main, String... arguments) throws IOException {
        Path cache = cache(main);
        List<String> options = Files.exists(cache) && SOUND.computeIfAbsent(cache, ChildJvm::isSound)
                ? List.of("-XX:AOTCache=" + cache)
                : List.of();
        return new ProcessBuilder(command(main, options, arguments)).redirectError(Redirect.INHERIT).start();
    }

    /** Starts one that makes the cache for those after it when it ends by itself or on SIGTERM; that takes it some seconds. */
    static Process rehearse(Class<?> main, String... arguments) throws IOException {
        List<String> options = List.of("-XX:AOTCacheOutput=" + cache(main), "-Xlog:disable");
        // There the JVM that makes the cache says at length how it was started.
        return new ProcessBuilder(command(main, options, arguments)).redirectError(Redirect.DISCARD).start();
    }

    /** A JVM has been seen to crash with a cache that was just made. Without one the processes only start more slowly. */
    private static boolean isSound(Path cache) {
        try {
            List<String> command = new ArrayList<>(jvm());
            command.addAll(List.of("-XX:AOTCache=" + cache, "-cp", JarredClassPath.ofThisProcess().text(), "-version"));
            return new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start()
                    .waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Path cache(Class<?> main) throws IOException {
        return JarredClassPath.ofThisProcess().folder().resolve(main.getSimpleName() + ".aot");
    }

    private static List<String> jvm() {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-Xms32m", "-Xmx256m", "-XX:CompressedClassSpaceSize=64m");
    }

    private static List<String> command(Class<?> main, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(jvm());
        command.addAll(options);
        command.addAll(List.of("-cp", JarredClassPath.ofThisProcess().text(), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}

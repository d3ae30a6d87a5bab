package waybill.platform;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A log of unexpected errors: one file, 0600, and the one before it. Everything passes through a redactor first. The file
 * is touched at the first record only, so a start without errors costs nothing. Thread-safe; never throws.
 */
public final class AppLog implements UncaughtExceptionHandler {
    /** Bytes that the file may have; with the one before it, twice that is on disk. */
    public static final int LIMIT = 512 * 1024;
    private static final int LONGEST_RECORD = 32 * 1024;
    private static final Pattern DISTURBING = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}&&[^\r\n\t]]");

    private final Path file;
    private final Clock clock;
    private final int limit;
    private volatile UnaryOperator<String> redactor;

    /** @param redactor takes secrets out of a text; may be replaced by {@link #redactWith} once there are secrets */
    public AppLog(AppPaths paths, Clock clock, UnaryOperator<String> redactor) {
        this(paths, clock, redactor, LIMIT);
    }

    AppLog(AppPaths paths, Clock clock, UnaryOperator<String> redactor, int limit) {
        this.file = paths.log();
        this.clock = clock;
        this.redactor = redactor;
        this.limit = limit;
    }

    /** From now on secrets are taken out by {@code better}. */
    public void redactWith(UnaryOperator<String> better) {
        this.redactor = better;
    }

    /** Makes this log the place of every exception that no thread caught. */
    public void install() {
        Thread.setDefaultUncaughtExceptionHandler(this);
    }

    /** Writes what went wrong, and during what, with causes and stack frames. If the disk refuses, the record is lost. */
    public void record(String during, Throwable error) {
        append(clock.instant() + " " + harmless(redacted(during, error)).indent(4).stripLeading());
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        record("uncaught in " + thread.getName(), error);
        // The type only: standard error may be kept by the desktop's own log, where no redactor stands before it.
        System.err.println("Waybill: unexpected " + error.getClass().getName() + ", see " + file);
    }

    /** Redacts before it cuts, so that no half of a secret is left over unrecognised. */
    private String redacted(String during, Throwable error) {
        String text;
        try {
            StringWriter trace = new StringWriter();
            LoggedError.of(error).printStackTrace(new PrintWriter(trace));
            text = redactor.apply(during + ": " + trace);
        } catch (RuntimeException | StackOverflowError failure) {
            text = error.getClass().getName() + ", not written out because of " + failure.getClass().getName();
        }
        return text.length() <= LONGEST_RECORD ? text : text.substring(0, LONGEST_RECORD) + "…";
    }

    /** What would move a terminal's cursor, or begin a line without looking like it, is seen instead. */
    private static String harmless(String text) {
        return DISTURBING.matcher(text).replaceAll("\uFFFD");
    }

    private synchronized void append(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            PrivateFiles.createFolder(file.getParent());
            if (Files.exists(file) && Files.size(file) + bytes.length > limit) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            try (FileChannel out = PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                out.write(ByteBuffer.wrap(bytes));
            }
        } catch (IOException | SecurityException _) {
            // There is no better place to report that the log cannot be written.
        }
    }
}

package waybill.platform;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error as it is written to the log: types, messages and frames, but no message of the database, which quotes statements and
 * the values in them.
 */
final class LoggedError extends Throwable {
    private static final long serialVersionUID = 1L;
    private static final List<String> DATABASE = List.of("org.h2.", "java.sql.");
    /** What H2's messages end with: its code and its version. */
    private static final Pattern CODE = Pattern.compile("\\[[0-9./-]+]$");

    private final String text;

    private LoggedError(String text, StackTraceElement[] frames) {
        // Without a cause, not with none: it is set later.
        super(text);
        this.text = text;
        setStackTrace(frames);
    }

    static LoggedError of(Throwable error) {
        return of(error, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    @Override
    public String toString() {
        return text;
    }

    private static LoggedError of(Throwable error, Set<Throwable> seen) {
        seen.add(error);
        LoggedError logged = new LoggedError(text(error), error.getStackTrace());
        cause(error).filter(seen::add).ifPresent(cause -> logged.initCause(of(cause, seen)));
        for (Throwable suppressed : error.getSuppressed()) {
            if (seen.add(suppressed)) {
                logged.addSuppressed(of(suppressed, seen));
            }
        }
        return logged;
    }

    private static String text(Throwable error) {
        String type = error.getClass().getName();
        String message = String.valueOf(error.getMessage());
        if (DATABASE.stream().anyMatch(type::startsWith)) {
            Matcher code = CODE.matcher(message);
            return code.find() ? type + " " + code.group() : type;
        }
        // An error without a message of its own has the text of its cause.
        boolean isOfCause = cause(error).map(Throwable::toString).filter(message::equals).isPresent();
        return isOfCause ? type : error.toString();
    }

    private static Optional<Throwable> cause(Throwable error) {
        return Optional.ofNullable(error.getCause());
    }
}

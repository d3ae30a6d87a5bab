package waybill;

import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;

/** What the command line asks for. It is answered without the toolkit and without the data folder. */
final class CommandLine {
    private static final int OK = 0;
    private static final int NO_WINDOW = 1;
    private static final int WRONG_USAGE = 2;
    /** What the toolkit says on Linux without one. */
    private static final String NO_DISPLAY = "Unable to open DISPLAY";
    private static final String USAGE = """
            Usage: waybill [--help | --version]

            Opens Waybill's window, or brings the one that is open to the front.

              --help     prints this
              --version  prints the version

            Environment:
              WAYBILL_HOME          the data folder, instead of the usual one
              WAYBILL_KEYCHAIN=off  a new vault gets a passphrase, even where there is a keychain
            """;

    private CommandLine() {}

    static OptionalInt answer(List<String> arguments) {
        return answer(arguments, System.out, System.err);
    }

    /** Prints what was asked for; the process's exit status, or nothing when the window is to open. */
    static OptionalInt answer(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(switch (arguments.getFirst()) {
            case "--version" -> print(out, "Waybill " + Version.text() + "\n", OK);
            case "--help", "-h" -> print(out, USAGE, OK);
            default -> print(err, USAGE, WRONG_USAGE);
        });
    }

    static int noWindow(UnsupportedOperationException why) {
        return noWindow(why, System.err);
    }

    /** Says why there is no window, where the toolkit threw {@code why}; the process's exit status. */
    static int noWindow(UnsupportedOperationException why, PrintStream err) {
        if (NO_DISPLAY.equals(why.getMessage())) {
            return print(err, "Waybill needs a display: " + NO_DISPLAY + "\n", NO_WINDOW);
        }
        // As of a GTK that is not there or not the right one. There may be no log yet, so all that is known is said here.
        print(err, "Waybill could not open a window, since the window toolkit did not start.\n", NO_WINDOW);
        why.printStackTrace(err);
        return NO_WINDOW;
    }

    private static int print(PrintStream stream, String text, int status) {
        stream.print(text);
        stream.flush();
        return status;
    }
}

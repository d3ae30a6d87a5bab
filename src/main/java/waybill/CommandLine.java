package waybill;

import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;

/** What the command line asks for. It is answered without the toolkit and without the data folder. */
final class CommandLine {
    private static final int OK = 0;
    private static final int NO_DISPLAY = 1;
    private static final int WRONG_USAGE = 2;
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

    /** Says why there is no window; the process's exit status. */
    static int noDisplay(String why) {
        return print(System.err, "Waybill needs a display: " + why + "\n", NO_DISPLAY);
    }

    private static int print(PrintStream stream, String text, int status) {
        stream.print(text);
        stream.flush();
        return status;
    }
}

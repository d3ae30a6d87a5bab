package waybill;

import java.util.List;
import java.util.OptionalInt;

import javafx.application.Application;

import waybill.platform.AppPaths;
import waybill.platform.InstanceLock;

/** Where the process starts. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        StartupReport.ofThisProcess().note("main");
        OptionalInt answered = CommandLine.answer(List.of(args));
        if (answered.isPresent()) {
            System.exit(answered.getAsInt());
        }
        var paths = AppPaths.ofThisProcess();
        // Before the toolkit, so that a second start is over in a moment.
        InstanceLock.Claim claim = InstanceLock.claim(paths);
        if (!(claim instanceof InstanceLock.Claim.ShownElsewhere)) {
            WaybillApp.prepare(paths, claim);
            launch(args);
        }
    }

    private static void launch(String[] args) {
        try {
            Application.launch(WaybillApp.class, args);
        } catch (UnsupportedOperationException ofToolkit) {
            // What the application throws is wrapped.
            System.exit(CommandLine.noWindow(ofToolkit));
        }
    }
}

package waybill.store;

import java.io.IOException;
import java.nio.file.Path;

/** Opens the vault in the folder that it is given, says so, and holds it until it is killed. */
final class HoldingProcess {
    private HoldingProcess() {}

    public static void main(String[] arguments) throws IOException {
        try (Home home = Home.open(Path.of(arguments[0]))) {
            System.out.println(home.status() instanceof waybill.vault.VaultStatus.Opened ? "open" : home.status());
            while (System.in.read() >= 0) {
                // until the other end is closed
            }
        }
    }
}

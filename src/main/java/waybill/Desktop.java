package waybill;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import waybill.ui.FilePicker;
import waybill.vault.Keychain;
import waybill.vault.keychain.Keychains;

/**
 * What the person's desktop offers.
 *
 * @param keychain finds the keychain; asked once, on a thread that may wait
 * @param wall the clock on the wall, which goes on while the computer sleeps
 * @param nanos a clock that only goes forward
 */
record Desktop(FilePicker files, Supplier<Keychain> keychain, InstantSource wall, LongSupplier nanos) {
    static Desktop ofThisSystem() {
        return new Desktop(FilePicker.ofSystem(), () -> Keychains.ofThisSystem(System.getenv(), System.getProperties()),
                InstantSource.system(), System::nanoTime);
    }
}

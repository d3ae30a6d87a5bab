package waybill.vault.keychain;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import waybill.vault.Keychain;
import waybill.vault.keychain.LibSecret.Fault;

/**
 * The Secret Service of Linux desktops: GNOME's keyring, KDE's wallet, KeePassXC. A secret is kept as base64 text, which
 * the service's own windows can show, in the default collection, with the attributes {@code service=waybill} and
 * {@code entry=…}.
 * <p>
 * While the collection is locked, libsecret says of every entry that it is not there. So {@link #read} looks at the lock
 * first, and again before it believes that an entry is missing. Only {@link #unlock} has the person asked.
 */
final class SecretServiceKeychain implements Keychain {
    private final LibSecret lib;

    SecretServiceKeychain(LibSecret lib) {
        this.lib = lib;
    }

    @Override
    public Availability availability() {
        try (SecretService service = SecretService.open(lib)) {
            return service.collection();
        } catch (Fault _) {
            return Availability.ABSENT;
        }
    }

    @Override
    public Reading read(String entry) {
        try (SecretService service = SecretService.open(lib)) {
            if (isLocked(service)) {
                return new Reading.Locked();
            }
            Optional<byte[]> text = service.lookup(attributes(entry));
            if (text.isPresent()) {
                return StoredText.read(text.get());
            }
            return isLocked(service) ? new Reading.Locked() : new Reading.Missing();
        } catch (Fault fault) {
            return new Reading.Unavailable(fault.getMessage());
        }
    }

    @Override
    public boolean unlock() {
        try (SecretService service = SecretService.open(lib)) {
            service.unlock();
            return !isLocked(service);
        } catch (Fault _) {
            return false;
        }
    }

    /** Does not make a default collection where there is none: the service would ask the person for a new password. */
    @Override
    public boolean store(String entry, byte[] secret) {
        byte[] text = StoredText.of(secret);
        try (SecretService service = SecretService.open(lib)) {
            if (service.collection() != Availability.READY) {
                return false;
            }
            service.store(attributes(entry), "Waybill " + entry, text);
            return true;
        } catch (Fault _) {
            return false;
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    @Override
    public void remove(String entry) {
        try (SecretService service = SecretService.open(lib)) {
            if (!isLocked(service)) {
                service.clear(attributes(entry));
            }
        } catch (Fault _) {
            // Out of reach: whoever opens the keychain later may remove it by hand.
        }
    }

    private static boolean isLocked(SecretService service) throws Fault {
        return service.collection() == Availability.LOCKED;
    }

    private static Map<String, String> attributes(String entry) {
        return Map.of("service", "waybill", "entry", entry);
    }
}

package waybill;

import java.util.function.Supplier;

import waybill.vault.Keychain;

/** Finds this system's keychain when it is first asked, on that thread: loading the system's library would delay the window. */
final class LazyKeychain implements Keychain {
    private final Supplier<Keychain> find;
    private final StartupReport report;
    private Keychain found;

    LazyKeychain(Supplier<Keychain> find, StartupReport report) {
        this.find = find;
        this.report = report;
    }

    @Override
    public Availability availability() {
        return keychain().availability();
    }

    @Override
    public Reading read(String entry) {
        Reading reading = keychain().read(entry);
        report.note("keychain");
        return reading;
    }

    @Override
    public boolean unlock() {
        return keychain().unlock();
    }

    @Override
    public boolean store(String entry, byte[] secret) {
        return keychain().store(entry, secret);
    }

    @Override
    public void remove(String entry) {
        keychain().remove(entry);
    }

    private synchronized Keychain keychain() {
        if (found == null) {
            found = find.get();
        }
        return found;
    }
}

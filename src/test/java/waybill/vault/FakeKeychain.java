package waybill.vault;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A keychain in memory, whose state a test sets. */
public final class FakeKeychain implements Keychain {
    private final Map<String, byte[]> entries = new ConcurrentHashMap<>();
    private volatile Availability availability;
    private volatile boolean isForgetful;

    private FakeKeychain(Availability availability) {
        this.availability = availability;
    }

    public static FakeKeychain ready() {
        return new FakeKeychain(Availability.READY);
    }

    public static FakeKeychain absent() {
        return new FakeKeychain(Availability.ABSENT);
    }

    public void become(Availability next) {
        availability = next;
    }

    /** From now on it says that it stored something, and did not. */
    public void forget() {
        isForgetful = true;
        entries.clear();
    }

    public Map<String, byte[]> entries() {
        return entries;
    }

    @Override
    public Availability availability() {
        return availability;
    }

    @Override
    public Reading read(String entry) {
        return switch (availability) {
            case LOCKED -> new Reading.Locked();
            case ABSENT -> new Reading.Unavailable("there is none");
            case READY -> Optional.ofNullable(entries.get(entry)).<Reading>map(secret -> new Reading.Found(secret.clone()))
                    .orElseGet(Reading.Missing::new);
        };
    }

    /** There is nobody to ask. */
    @Override
    public boolean unlock() {
        return false;
    }

    @Override
    public boolean store(String entry, byte[] secret) {
        if (availability == Availability.READY && !isForgetful) {
            entries.put(entry, secret.clone());
        }
        return availability == Availability.READY;
    }

    @Override
    public void remove(String entry) {
        entries.remove(entry);
    }
}

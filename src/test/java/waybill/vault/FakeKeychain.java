package waybill.vault;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A keychain in memory, whose state a test sets. */
public final class FakeKeychain implements Keychain {
    private static final String COUNTER = ".opened";

    private final Map<String, byte[]> entries = new ConcurrentHashMap<>();
    private final Map<String, byte[]> counters = new ConcurrentHashMap<>();
    private volatile Availability availability;
    private volatile boolean isForgetful;
    private volatile boolean isKeeping;
    private volatile CompletableFuture<Boolean> person = CompletableFuture.completedFuture(false);
    private volatile CompletableFuture<Boolean> working = CompletableFuture.completedFuture(true);
    private final AtomicInteger prompts = new AtomicInteger();

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

    /** Whether from now on it removes nothing, and does not say so, as one of macOS that is locked. */
    public void keepAll(boolean keeps) {
        isKeeping = keeps;
    }

    /** As if the vault had never been opened by it: for files that a test puts back as they were. */
    public void forgetCounters() {
        counters.clear();
    }

    /** From now on it is locked and asks a person, who takes their time. */
    public void lockAndAsk() {
        become(Availability.LOCKED);
        person = new CompletableFuture<>();
    }

    /** The person has answered. */
    public void answer(boolean unlocks) {
        become(unlocks ? Availability.READY : Availability.LOCKED);
        person.complete(unlocks);
    }

    /** How often a person was asked. */
    public int prompts() {
        return prompts.get();
    }

    /** From now on nothing it is asked is answered, until {@link #thaw}. */
    public void freeze() {
        working = new CompletableFuture<>();
    }

    public void thaw() {
        working.complete(true);
    }

    /** The keys, by install id. */
    public Map<String, byte[]> entries() {
        return entries;
    }

    /** The counters, by entry. */
    public Map<String, byte[]> counters() {
        return counters;
    }

    private Map<String, byte[]> of(String entry) {
        return entry.endsWith(COUNTER) ? counters : entries;
    }

    @Override
    public Availability availability() {
        working.join();
        return availability;
    }

    @Override
    public Reading read(String entry) {
        working.join();
        return switch (availability) {
            case LOCKED -> new Reading.Locked();
            case ABSENT -> new Reading.Unavailable("there is none");
            case READY -> Optional.ofNullable(of(entry).get(entry)).<Reading>map(secret -> new Reading.Found(secret.clone()))
                    .orElseGet(Reading.Missing::new);
        };
    }

    /** Without {@link #lockAndAsk} there is nobody to ask. */
    @Override
    public boolean unlock() {
        prompts.incrementAndGet();
        return person.join();
    }

    @Override
    public boolean store(String entry, byte[] secret) {
        working.join();
        if (availability == Availability.READY && !isForgetful) {
            of(entry).put(entry, secret.clone());
        }
        return availability == Availability.READY;
    }

    @Override
    public void remove(String entry) {
        working.join();
        if (availability == Availability.READY && !isKeeping) {
            of(entry).remove(entry);
        }
    }
}

package waybill.vault;

/** Passes every question on to another keychain. A test sees it before, and can hold it up or fail; then it sees the answer. */
public final class WatchedKeychain implements Keychain {
    private final Keychain kept;
    private final Watcher watcher;

    public WatchedKeychain(Keychain kept, Watcher watcher) {
        this.kept = kept;
        this.watcher = watcher;
    }

    /** What a keychain can be asked. */
    public enum Question {
        AVAILABILITY, READ, UNLOCK, STORE, REMOVE;

        /** Whether it changes an entry. */
        public boolean isChange() {
            return this == STORE || this == REMOVE;
        }
    }

    /** Called on the thread that asks. */
    @FunctionalInterface
    public interface Watcher {
        /** @param entry empty where the question is about none */
        void asked(Question question, String entry);

        /** @param answer for a removal: true */
        default void answered(Question question, Object answer) {}
    }

    @Override
    public Availability availability() {
        watcher.asked(Question.AVAILABILITY, "");
        return answered(Question.AVAILABILITY, kept.availability());
    }

    @Override
    public Reading read(String entry) {
        watcher.asked(Question.READ, entry);
        return answered(Question.READ, kept.read(entry));
    }

    @Override
    public boolean unlock() {
        watcher.asked(Question.UNLOCK, "");
        return answered(Question.UNLOCK, kept.unlock());
    }

    @Override
    public boolean store(String entry, byte[] secret) {
        watcher.asked(Question.STORE, entry);
        return answered(Question.STORE, kept.store(entry, secret));
    }

    @Override
    public void remove(String entry) {
        watcher.asked(Question.REMOVE, entry);
        kept.remove(entry);
        watcher.answered(Question.REMOVE, true);
    }

    private <T> T answered(Question question, T answer) {
        watcher.answered(question, answer);
        return answer;
    }
}

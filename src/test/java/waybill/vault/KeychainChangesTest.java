package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import waybill.vault.WatchedKeychain.Question;

/** What changes an entry of the keychain and comes late, when the entry has been changed again. */
class KeychainChangesTest {
    private static final byte[] FIRST = {1};
    private static final byte[] SECOND = {2};

    private final FakeKeychain kept = FakeKeychain.ready();
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger over = new AtomicInteger();
    private final TimedKeychain timed = new TimedKeychain(new WatchedKeychain(kept, new HangsOnce()), Duration.ofMillis(300));

    @Test
    void aSecretThatIsStoredLateIsUndoneBeforeTheNextIsStored() {
        assertThat(timed.store("id", FIRST)).isFalse();
        assertThat(timed.store("id", SECOND)).as("the first may still come").isFalse();
        assertThat(timed.store("other", SECOND)).isTrue();
        goesOn.countDown();
        await().untilAsserted(() -> assertThat(timed.store("id", SECOND)).isTrue());
        assertThat(kept.entries().get("id")).isEqualTo(SECOND);
    }

    @Test
    void anEntryThatIsRemovedLateIsNotTheOneThatWasStoredSince() {
        timed.remove("id");
        assertThat(timed.store("id", SECOND)).isFalse();
        goesOn.countDown();
        await().untilAsserted(() -> assertThat(timed.store("id", SECOND)).isTrue());
        assertThat(kept.entries().get("id")).isEqualTo(SECOND);
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsNotEvenStored() {
        timed.remove("id");
        timed.store("id", SECOND);
        timed.remove("id");
        goesOn.countDown();
        await().untilAsserted(() -> assertThat(over).hasValue(2));
        assertThat(changes).as("both removals").hasValue(2);
        assertThat(kept.entries()).isEmpty();
    }

    /** The first change waits until the test lets it go on. */
    private final class HangsOnce implements WatchedKeychain.Watcher {
        @Override
        public void asked(Question question, String entry) {
            if (question.isChange() && changes.getAndIncrement() == 0) {
                try {
                    goesOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public void answered(Question question, Object answer) {
            if (question.isChange()) {
                over.incrementAndGet();
            }
        }
    }
}

package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import waybill.vault.Keychain.Availability;
import waybill.vault.WatchedKeychain.Question;

class TimedKeychainTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final FakeKeychain keychain = FakeKeychain.ready();
    private final CountDownLatch answers = new CountDownLatch(1);

    @Test
    void passesAnswersOn() {
        TimedKeychain timed = new TimedKeychain(keychain, TimedKeychain.LIMIT);
        assertThat(timed.availability()).isEqualTo(Keychain.Availability.READY);
        assertThat(timed.store("id", new byte[]{1})).isTrue();
        assertThat(timed.read("id")).isInstanceOf(Keychain.Reading.Found.class);
        timed.remove("id");
        assertThat(timed.read("id")).isEqualTo(new Keychain.Reading.Missing());
    }

    @Test
    void takesAKeychainThatHangsForOneThatIsNotThere() {
        TimedKeychain timed = new TimedKeychain(slow(), SHORT);
        assertThat(timed.availability()).isEqualTo(Keychain.Availability.ABSENT);
        assertThat(timed.read("id")).isInstanceOf(Keychain.Reading.Unavailable.class);
        timed.remove("id");
        answers.countDown();
    }

    @Test
    void removesWhatWasStoredTooLate() {
        TimedKeychain timed = new TimedKeychain(slow(), SHORT);
        assertThat(timed.store("id", new byte[]{1})).isFalse();
        keychain.entries().put("id", new byte[]{2});
        answers.countDown();
        await().untilAsserted(() -> assertThat(keychain.entries()).isEmpty());
    }

    @Test
    void takesAKeychainThatThrowsForOneThatIsNotThere() {
        TimedKeychain timed = new TimedKeychain(broken(), TimedKeychain.LIMIT);
        assertThat(timed.availability()).isEqualTo(Keychain.Availability.ABSENT);
        assertThat(timed.read("id")).isInstanceOf(Keychain.Reading.Unavailable.class);
        assertThat(timed.store("id", new byte[1])).isFalse();
        timed.remove("id");
    }

    @Test
    void aChangeForWhichThereIsNoThreadHoldsUpNoOther() {
        AtomicInteger threads = new AtomicInteger();
        TimedKeychain timed = new TimedKeychain(keychain, TimedKeychain.LIMIT, work -> {
            if (threads.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return new Thread(work);
        });
        long begun = System.nanoTime();
        assertThat(timed.store("id", new byte[]{1})).isFalse();
        assertThat(timed.store("id", new byte[]{2})).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TimedKeychain.LIMIT);
    }

    @Test
    void isLockedWhileThePersonIsStillBeingAsked() {
        keychain.entries().put("id", new byte[]{7});
        keychain.lockAndAsk();
        TimedKeychain timed = new TimedKeychain(keychain, SHORT);
        assertThat(timed.read("id")).isEqualTo(new Keychain.Reading.Locked());
        assertThat(timed.read("id")).isEqualTo(new Keychain.Reading.Locked());
        assertThat(keychain.prompts()).as("the first prompt is still out").isOne();
        keychain.answer(true);
        await().untilAsserted(() -> assertThat(timed.read("id")).isInstanceOf(Keychain.Reading.Found.class));
        assertThat(keychain.prompts()).isOne();
    }

    @Test
    void readsAgainWhenThePersonHasUnlockedIt() {
        keychain.entries().put("id", new byte[]{7});
        assertThat(new TimedKeychain(prompting(true), TimedKeychain.LIMIT).read("id"))
                .isInstanceOfSatisfying(Keychain.Reading.Found.class, found -> assertThat(found.secret()).containsExactly(7));
    }

    @Test
    void asksAgainOnlyWhoeverTriesAgainAfterDeclining() {
        TimedKeychain timed = new TimedKeychain(prompting(false), TimedKeychain.LIMIT);
        assertThat(timed.read("id")).isEqualTo(new Keychain.Reading.Locked());
        assertThat(keychain.prompts()).isOne();
        timed.read("id");
        assertThat(keychain.prompts()).isEqualTo(2);
    }

    @Test
    void aTaskOfManyQuestionsWaitsNoLongerThanForOne() {
        Duration limit = Duration.ofMillis(400);
        TimedKeychain timed = new TimedKeychain(slow(), limit);
        long begun = System.nanoTime();
        timed.begin();
        timed.availability();
        timed.store("id", new byte[1]);
        timed.read("id");
        timed.remove("id");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(limit, limit.multipliedBy(2));
        answers.countDown();
    }

    @Test
    void tellsOfASecretThatCameLateAndHasItForTheNextQuestion() {
        keychain.entries().put("id", new byte[]{7});
        Reads reads = new Reads();
        AtomicInteger told = new AtomicInteger();
        TimedKeychain timed = reads.timed();
        timed.onLateAnswer(told::incrementAndGet);
        assertThat(timed.read("id")).isInstanceOf(Keychain.Reading.Unavailable.class);
        answers.countDown();
        await().untilAsserted(() -> assertThat(told).hasValue(1));
        assertThat(timed.read("id")).isInstanceOfSatisfying(Keychain.Reading.Found.class,
                found -> assertThat(found.secret()).containsExactly(7));
        assertThat(reads.asked).as("nobody was asked twice").hasValue(1);
        timed.read("id");
        assertThat(reads.asked).hasValue(2);
    }

    @Test
    void wipesASecretThatCameLateAndThatNobodyWants() {
        keychain.entries().put("id", new byte[]{7});
        Reads reads = new Reads();
        TimedKeychain timed = reads.timed();
        timed.read("id");
        timed.dropLate();
        answers.countDown();
        await().untilAsserted(() -> assertThat(reads.answers).singleElement().isInstanceOfSatisfying(Keychain.Reading.Found.class,
                found -> assertThat(found.secret()).containsExactly(0)));
    }

    @Test
    void asksAnewWhereTheLateAnswerWasNone() {
        keychain.become(Availability.ABSENT);
        Reads reads = new Reads();
        TimedKeychain timed = reads.timed();
        timed.read("id");
        answers.countDown();
        await().until(() -> reads.answers.size() == 1);
        await().untilAsserted(() -> {
            timed.read("id");
            assertThat(reads.asked.get()).isGreaterThan(1);
        });
    }

    /** Answers when the test lets it. */
    private Keychain slow() {
        return new WatchedKeychain(keychain, (_, _) -> hang());
    }

    /** As java-keyring where there is no default collection. */
    private Keychain broken() {
        return new WatchedKeychain(keychain, (question, _) -> {
            if (question == Question.STORE) {
                throw new UnsatisfiedLinkError();
            }
            throw new NullPointerException();
        });
    }

    /** Locked, and the person gives that answer as soon as they are asked. */
    private Keychain prompting(boolean unlocks) {
        keychain.lockAndAsk();
        return new WatchedKeychain(keychain, (question, _) -> {
            if (question == Question.UNLOCK) {
                keychain.answer(unlocks);
            }
        });
    }

    /** Reads when the test lets it. */
    private final class Reads implements WatchedKeychain.Watcher {
        private final AtomicInteger asked = new AtomicInteger();
        private final List<Object> answers = new CopyOnWriteArrayList<>();

        private TimedKeychain timed() {
            return new TimedKeychain(new WatchedKeychain(keychain, this), SHORT);
        }

        @Override
        public void asked(Question question, String entry) {
            asked.incrementAndGet();
            hang();
        }

        @Override
        public void answered(Question question, Object answer) {
            answers.add(answer);
        }
    }

    private void hang() {
        try {
            answers.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

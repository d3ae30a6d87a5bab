package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import waybill.vault.Keychain.Availability;

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
        TimedKeychain timed = new TimedKeychain(new Slow(), SHORT);
        assertThat(timed.availability()).isEqualTo(Keychain.Availability.ABSENT);
        assertThat(timed.read("id")).isInstanceOf(Keychain.Reading.Unavailable.class);
        timed.remove("id");
        answers.countDown();
    }

    @Test
    void removesWhatWasStoredTooLate() {
        TimedKeychain timed = new TimedKeychain(new Slow(), SHORT);
        assertThat(timed.store("id", new byte[]{1})).isFalse();
        keychain.entries().put("id", new byte[]{2});
        answers.countDown();
        await().untilAsserted(() -> assertThat(keychain.entries()).isEmpty());
    }

    @Test
    void takesAKeychainThatThrowsForOneThatIsNotThere() {
        TimedKeychain timed = new TimedKeychain(new Broken(), TimedKeychain.LIMIT);
        assertThat(timed.availability()).isEqualTo(Keychain.Availability.ABSENT);
        assertThat(timed.read("id")).isInstanceOf(Keychain.Reading.Unavailable.class);
        assertThat(timed.store("id", new byte[1])).isFalse();
        timed.remove("id");
    }

    @Test
    void isLockedWhileThePersonIsStillBeingAsked() {
        keychain.entries().put("id", new byte[]{7});
        Prompting prompting = new Prompting();
        TimedKeychain timed = new TimedKeychain(prompting, SHORT);
        assertThat(timed.read("id")).isEqualTo(new Keychain.Reading.Locked());
        assertThat(timed.read("id")).isEqualTo(new Keychain.Reading.Locked());
        assertThat(prompting.prompts).as("the first prompt is still out").hasValue(1);
        answers.countDown();
        await().untilAsserted(() -> assertThat(timed.read("id")).isInstanceOf(Keychain.Reading.Found.class));
        assertThat(prompting.prompts).hasValue(1);
    }

    @Test
    void readsAgainWhenThePersonHasUnlockedIt() {
        keychain.entries().put("id", new byte[]{7});
        answers.countDown();
        assertThat(new TimedKeychain(new Prompting(), TimedKeychain.LIMIT).read("id"))
                .isInstanceOfSatisfying(Keychain.Reading.Found.class, found -> assertThat(found.secret()).containsExactly(7));
    }

    @Test
    void asksAgainOnlyWhoeverTriesAgainAfterDeclining() {
        Prompting prompting = new Prompting();
        prompting.answer = Availability.LOCKED;
        answers.countDown();
        TimedKeychain timed = new TimedKeychain(prompting, TimedKeychain.LIMIT);
        assertThat(timed.read("id")).isEqualTo(new Keychain.Reading.Locked());
        assertThat(prompting.prompts).hasValue(1);
        timed.read("id");
        assertThat(prompting.prompts).hasValue(2);
    }

    @Test
    void aTaskOfManyQuestionsWaitsNoLongerThanForOne() {
        Duration limit = Duration.ofMillis(400);
        TimedKeychain timed = new TimedKeychain(new Slow(), limit);
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
        byte[] secret = {7};
        Reads reads = new Reads(() -> new Keychain.Reading.Found(secret));
        AtomicInteger told = new AtomicInteger();
        TimedKeychain timed = new TimedKeychain(reads, SHORT);
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
        byte[] secret = {7};
        TimedKeychain timed = new TimedKeychain(new Reads(() -> new Keychain.Reading.Found(secret)), SHORT);
        timed.read("id");
        timed.dropLate();
        answers.countDown();
        await().untilAsserted(() -> assertThat(secret).containsExactly(0));
    }

    @Test
    void asksAnewWhereTheLateAnswerWasNone() {
        Reads reads = new Reads(() -> new Keychain.Reading.Unavailable("it went away"));
        TimedKeychain timed = new TimedKeychain(reads, SHORT);
        timed.read("id");
        answers.countDown();
        await().until(() -> reads.answered.get() == 1);
        await().untilAsserted(() -> {
            timed.read("id");
            assertThat(reads.asked.get()).isGreaterThan(1);
        });
    }

    /** Reads as it is told, when the test lets it. */
    private final class Reads extends Broken {
        private final Supplier<Reading> answer;
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();

        Reads(Supplier<Reading> answer) {
            this.answer = answer;
        }

        @Override
        public Reading read(String entry) {
            asked.incrementAndGet();
            hang();
            answered.incrementAndGet();
            return answer.get();
        }
    }

    /** Locked, until the person answers when the test lets them. */
    private final class Prompting implements Keychain {
        private final AtomicInteger prompts = new AtomicInteger();
        private volatile Availability answer = Availability.READY;

        Prompting() {
            keychain.become(Availability.LOCKED);
        }

        @Override
        public Availability availability() {
            return keychain.availability();
        }

        @Override
        public Reading read(String entry) {
            return keychain.read(entry);
        }

        @Override
        public boolean unlock() {
            prompts.incrementAndGet();
            hang();
            keychain.become(answer);
            return answer == Availability.READY;
        }

        @Override
        public boolean store(String entry, byte[] secret) {
            return keychain.store(entry, secret);
        }

        @Override
        public void remove(String entry) {
            keychain.remove(entry);
        }
    }

    private void hang() {
        try {
            answers.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers when the test lets it. */
    private final class Slow implements Keychain {
        @Override
        public Availability availability() {
            hang();
            return keychain.availability();
        }

        @Override
        public Reading read(String entry) {
            hang();
            return keychain.read(entry);
        }

        @Override
        public boolean unlock() {
            hang();
            return keychain.unlock();
        }

        @Override
        public boolean store(String entry, byte[] secret) {
            hang();
            return keychain.store(entry, secret);
        }

        @Override
        public void remove(String entry) {
            hang();
            keychain.remove(entry);
        }
    }

    /** As java-keyring where there is no default collection. */
    private static class Broken implements Keychain {
        @Override
        public Availability availability() {
            throw new NullPointerException();
        }

        @Override
        public Reading read(String entry) {
            throw new NullPointerException();
        }

        @Override
        public boolean unlock() {
            throw new NullPointerException();
        }

        @Override
        public boolean store(String entry, byte[] secret) {
            throw new UnsatisfiedLinkError();
        }

        @Override
        public void remove(String entry) {
            throw new NullPointerException();
        }
    }
}

package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import waybill.vault.Keychain.Availability;

class TimedKeychainTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    /** Long enough for everything but a prompt that nobody answers. */
    private static final Duration AMPLE = Duration.ofSeconds(1);

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
        TimedKeychain timed = new TimedKeychain(prompting, AMPLE);
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
    private static final class Broken implements Keychain {
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

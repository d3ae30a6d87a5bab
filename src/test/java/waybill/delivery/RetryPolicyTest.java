package waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import waybill.destination.Readiness;

class RetryPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Outcome SERVER_ERROR = status(500);

    @Test
    void waitsFiveSecondsThirtySecondsThreeMinutesByDefault() {
        assertThat(RetryPolicy.DEFAULT.schedule()).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(30),
                Duration.ofMinutes(3));
        assertThat(IntStream.rangeClosed(1, 5).mapToObj(attempts -> delay(RetryPolicy.DEFAULT, attempts, SERVER_ERROR, middle())))
                .containsExactly(Optional.of(Duration.ofSeconds(5)), Optional.of(Duration.ofSeconds(30)),
                        Optional.of(Duration.ofMinutes(3)), Optional.empty(), Optional.empty());
    }

    @Test
    void spreadsEachDelayByAFifth() {
        var random = new Random(1);
        var delays = Stream.generate(() -> delay(RetryPolicy.DEFAULT, 2, SERVER_ERROR, random).orElseThrow()).limit(1000)
                .toList();

        assertThat(delays).allMatch(delay -> delay.toMillis() >= 24_000 && delay.toMillis() <= 36_000)
                .anyMatch(delay -> delay.toMillis() < 25_000).anyMatch(delay -> delay.toMillis() > 35_000);
    }

    @Test
    void neverWaitsLongerThanADay() {
        var steep = new RetryPolicy(20, Duration.ofHours(1), 100);

        assertThat(steep.schedule()).hasSize(20).first().isEqualTo(Duration.ofHours(1));
        assertThat(steep.schedule().subList(1, 20)).containsOnly(Duration.ofHours(24));
        assertThat(delay(steep, 20, SERVER_ERROR, middle())).hasValue(Duration.ofHours(24));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
    void retriesWhatMayPass(int status) {
        assertThat(delay(RetryPolicy.DEFAULT, 1, status(status), middle())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 400, 401, 403, 404, 407, 409, 410, 422, 424, 426, 428, 430, 451, 499, 600, 999})
    void doesNotRetryWhatNeedsAPerson(int status) {
        assertThat(delay(RetryPolicy.DEFAULT, 1, status(status), middle())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void retriesWhatHadNoAnswerButNotWhatNeedsAPerson(Fault fault) {
        var outcome = new Outcome.Unreachable(fault, Optional.empty(), "", Timings.none());

        assertThat(delay(RetryPolicy.DEFAULT, 1, outcome, middle()).isPresent())
                .isEqualTo(!fault.name().startsWith("CERTIFICATE") && fault != Fault.CONTENT_CANNOT_BE_READ);
    }

    @Test
    void doesNotRetryWhatIsDeliveredRedirectedOrCancelled() {
        assertThat(delay(RetryPolicy.DEFAULT, 1, new Outcome.Delivered(answer(200), Timings.none()), middle())).isEmpty();
        assertThat(delay(RetryPolicy.DEFAULT, 1, new Outcome.Redirected(answer(307), Optional.empty(), Timings.none()), middle()))
                .isEmpty();
        assertThat(delay(RetryPolicy.DEFAULT, 1, new Outcome.Cancelled(Timings.none()), middle())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"429 | 60 | 60", "503 | 60 | 60", "503 | 4 | 5", "429 | 0 | 5", "503 | 3600 | 3600",
            "503 | 3601 | 3600", "429 | 99999999999999999999999999 | 3600", "500 | 60 | 5", "408 | 60 | 5", "429 | -60 | 5",
            "429 | 60.5 | 5", "429 | soon | 5", "429 | '' | 5", "429 | ' 60 ' | 60", "429 | Tue, 24 Nov 2026 10:10:00 GMT | 600",
            "429 | Tuesday, 24-Nov-26 10:10:00 GMT | 600", "429 | Tue Nov 24 10:10:00 2026 | 600",
            "429 | Tue Nov 24 12:10:00 2026 | 3600", "503 | Tue, 24 Nov 2026 09:00:00 GMT | 5",
            "503 | Sunday, 06-Nov-94 08:49:37 GMT | 5", "503 | Sun Nov  6 08:49:37 1994 | 5",
            "503 | Fri, 31 Dec 9999 23:59:59 GMT | 3600",
            "429 | Tue, 24 Nov 2026 10:10:00 CET | 5", "429 | Mon, 24 Nov 2026 10:10:00 GMT | 5"})
    void retryAfterLengthensAndNeverShortens(int status, String value, int seconds) {
        var outcome = status(status, new HeaderField("retry-after", value));

        assertThat(delay(RetryPolicy.DEFAULT, 1, outcome, middle())).hasValue(Duration.ofSeconds(seconds));
    }

    @Test
    void noRetriesMeansNone() {
        var once = new RetryPolicy(0, Duration.ofSeconds(1), 1);

        assertThat(once.schedule()).isEmpty();
        assertThat(delay(once, 1, SERVER_ERROR, middle())).isEmpty();
    }

    @Test
    void refusesWhatIsOutOfRange() {
        List<Runnable> wrong = List.of(() -> policy(-1, 5000, 6), () -> policy(21, 5000, 6), () -> policy(3, 999, 6),
                () -> policy(3, 3_600_001, 6), () -> policy(3, 5000, 0.99), () -> policy(3, 5000, 100.1),
                () -> policy(3, 5000, Double.NaN), () -> delay(RetryPolicy.DEFAULT, 0, SERVER_ERROR, middle()));

        assertThat(wrong).allSatisfy(attempt -> assertThatIllegalArgumentException().isThrownBy(attempt::run));
    }

    @Test
    void onlyGoneHoldsTheDestination() {
        assertThat(status(410).holdsDestination()).isTrue();
        assertThat(status(404).holdsDestination()).isFalse();
        assertThat(new Outcome.Delivered(answer(200), Timings.none()).holdsDestination()).isFalse();
    }

    @Test
    void onlyADeliveryMakesADestinationReady() {
        assertThat(new Outcome.Delivered(answer(204), Timings.none()).readiness()).hasValue(Readiness.State.READY);
        assertThat(SERVER_ERROR.readiness()).hasValue(Readiness.State.FAILING);
        assertThat(new Outcome.Cancelled(Timings.none()).readiness()).isEmpty();
    }

    private static RetryPolicy policy(int retries, int firstMillis, double factor) {
        return new RetryPolicy(retries, Duration.ofMillis(firstMillis), factor);
    }

    private static Optional<Duration> delay(RetryPolicy policy, int attempts, Outcome outcome, RandomGenerator random) {
        return policy.next(attempts, outcome, NOW, random).map(next -> Duration.between(NOW, next));
    }

    /** Draws the middle of every range: no spread. */
    private static RandomGenerator middle() {
        return () -> 1L << 63;
    }

    private static Outcome status(int status, HeaderField... headers) {
        return new Outcome.Rejected(answer(status, headers), Timings.none());
    }

    private static Answer answer(int status, HeaderField... headers) {
        return new Answer(status, "", List.of(headers), new byte[0], Answer.BodyEnd.COMPLETE);
    }
}

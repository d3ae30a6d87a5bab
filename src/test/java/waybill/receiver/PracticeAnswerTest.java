package waybill.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import waybill.receiver.PracticeAnswer.Kind;

class PracticeAnswerTest {
    @Test
    void waitsFromZeroToOneHundredAndTwentySeconds() {
        var answer = PracticeAnswer.of(Kind.OK_200);

        assertThat(answer.delay()).isZero();
        assertThat(answer.after(Duration.ofSeconds(120)).delay()).isEqualTo(Duration.ofSeconds(120));
        assertThatIllegalArgumentException().isThrownBy(() -> answer.after(Duration.ofSeconds(121)));
        assertThatIllegalArgumentException().isThrownBy(() -> answer.after(Duration.ofSeconds(-1)));
    }

    @Test
    void asksToTryAgainWithinADay() {
        assertThat(tryAgainAfter(Duration.ofDays(1)).retryAfter()).isEqualTo(Duration.ofDays(1));
        assertThatIllegalArgumentException().isThrownBy(() -> tryAgainAfter(Duration.ofDays(1).plusSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> tryAgainAfter(Duration.ofSeconds(-1)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DROP")
    void hasTheStatusThatItsNameEndsWith(Kind kind) {
        assertThat(kind.status()).hasValue(Integer.parseInt(kind.name().substring(kind.name().length() - 3)));
    }

    @Test
    void hasNoStatusForADroppedConnection() {
        assertThat(Kind.DROP.status()).isEmpty();
    }

    private static PracticeAnswer tryAgainAfter(Duration retryAfter) {
        return new PracticeAnswer(Kind.TOO_MANY_429, Duration.ZERO, retryAfter);
    }
}

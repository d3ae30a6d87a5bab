package waybill.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderNameTest {
    @Test
    void isWrittenAsTyped() {
        assertThat(new HeaderName("X-sigNature")).hasToString("X-sigNature");
    }

    @Test
    void isTheSameWhateverItsCase() {
        assertThat(new HeaderName("X-Signature")).isEqualTo(new HeaderName("x-SIGNATURE"))
                .hasSameHashCodeAs(new HeaderName("x-signature")).isNotEqualTo(new HeaderName("X-Signature2"));
    }

    @Test
    void isATokenOfRfc9110() {
        for (int c = 0; c < 256; c++) {
            boolean tchar = c < 128 && (Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
            assertThat(HeaderName.isToken(Character.toString(c))).as("U+%04X", c).isEqualTo(tchar);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "X S", "X:", "X\r\n"})
    void refusesWhatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new HeaderName(text));
    }
}

package waybill.ui.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import waybill.ui.deliver.JsonTokens.Kind;

class JsonTokensTest {
    @Test
    void tellsNamesFromStrings() {
        assertThat(kinds("{ \"name\" : \"Zoë: \\\"O’Neill\\\"\", \"b\":1 }"))
                .isEqualTo("PUNCTUATION NAME PUNCTUATION STRING PUNCTUATION NAME PUNCTUATION NUMBER PUNCTUATION");
    }

    @Test
    void knowsNumbersAndLiterals() {
        assertThat(kinds("[-1.5e+10, true, false, null]"))
                .isEqualTo("PUNCTUATION NUMBER PUNCTUATION LITERAL PUNCTUATION LITERAL PUNCTUATION LITERAL PUNCTUATION");
    }

    @Test
    void marksWhatIsNoJson() {
        assertThat(kinds("yes, \"never ends \\")).isEqualTo("STRAY PUNCTUATION STRAY");
    }

    @Test
    void takesAnyLineAndLosesNoPlace() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String line = random.ints(random.nextInt(12), 0, 16).mapToObj(at -> String.valueOf("{}[]\":, \\-1etrün".charAt(at)))
                    .collect(Collectors.joining());
            int at = 0;
            for (var token : JsonTokens.of(line)) {
                assertThat(token.from()).as(line).isGreaterThanOrEqualTo(at);
                assertThat(token.to()).as(line).isGreaterThan(token.from()).isLessThanOrEqualTo(line.length());
                at = token.to();
            }
        }
    }

    private static String kinds(String line) {
        return JsonTokens.of(line).stream().map(JsonTokens.Token::kind).map(Kind::name).collect(Collectors.joining(" "));
    }
}

package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class SearchTextTest {
    @Test
    void putsNumbersInNamesInTheOrderOfTheirValues() {
        var sorted = List.of("", "2", "10", "a", "a:1", "a:2", "a:10", "a:010b", "a:10c", "aa", "é");
        Comparator<String> order = (one, other) -> SearchText.compare(bytes(one), bytes(other));

        assertThat(Stream.of("a:10c", "10", "é", "a:2", "aa", "a", "a:010b", "2", "", "a:10", "a:1").sorted(order))
                .containsExactlyElementsOf(sorted);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

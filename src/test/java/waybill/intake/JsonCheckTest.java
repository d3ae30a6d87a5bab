package waybill.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import waybill.intake.JsonFault.Kind;

class JsonCheckTest {
    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "0", "\"\"", " \t\r\n{\"a\":[1,-2.5e+3,true,\"\\u00e9\\n\"]}\n", "\"Ärger 😀\"",
            "{\"a\":1,\"a\":2}"})
    void acceptsWhatIsJson(String text) {
        assertThat(JsonCheck.firstFault(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            ``                 | EMPTY      | 1 | 1
            `  `               | EMPTY      | 1 | 3
            `{"a":x}`          | UNEXPECTED | 1 | 6
            `{"a":1,}`         | UNEXPECTED | 1 | 8
            `[1,2`             | ENDS_EARLY | 1 | 5
            `{"a":"b`          | ENDS_EARLY | 1 | 8
            `{} {}`            | TRAILING   | 1 | 4
            `{}}`              | TRAILING   | 1 | 3
            `{'a':1}`          | UNEXPECTED | 1 | 2
            `[01]`             | UNEXPECTED | 1 | 3
            `[NaN]`            | UNEXPECTED | 1 | 5
            `[1.]`             | UNEXPECTED | 1 | 3
            `[tru]`            | UNEXPECTED | 1 | 2
            `/* */ 1`          | UNEXPECTED | 1 | 1
            """)
    void saysWhereItStopsBeingJson(String text, Kind kind, long line, long column) {
        var fault = JsonCheck.firstFault(text).orElseThrow();
        assertThat(fault.kind()).as("%s", fault).isEqualTo(kind);
        assertThat(fault.line()).as("%s", fault).isEqualTo(line);
        assertThat(fault.column()).as("%s", fault).isEqualTo(column);
    }

    @Test
    void agreesWithTheTestSuiteOfParsers() throws IOException {
        var judged = new TreeMap<String, Boolean>();
        try (var in = getClass().getResourceAsStream("/data/jsontestsuite.json");
                var parser = new JsonFactory().createParser(in)) {
            while (!"files".equals(parser.nextFieldName())) {
                // until the files begin
            }
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                judged.put(name, JsonCheck.firstFault(Base64.getDecoder().decode(parser.nextTextValue())).isEmpty());
            }
        }
        assertThat(judged).hasSize(316);
        assertThat(judged.entrySet()).allSatisfy(entry -> {
            if (!entry.getKey().startsWith("i_")) {
                assertThat(entry.getValue()).as(entry.getKey()).isEqualTo(entry.getKey().startsWith("y_"));
            }
        });
    }

    @Test
    void countsLinesAndColumnsAsEditorsDo() {
        var fault = JsonCheck.firstFault("{\n  \"ä😀\": 1,\r\n  \"b\" 2\n}").orElseThrow();
        assertThat(fault.line()).isEqualTo(3);
        assertThat(fault.column()).isEqualTo(7);
    }

    @Test
    void refusesAByteOrderMarkAndUtf16() {
        assertThat(JsonCheck.firstFault("\uFEFF{}").orElseThrow().kind()).isEqualTo(Kind.UNEXPECTED);
        assertThat(JsonCheck.firstFault("{}".getBytes(StandardCharsets.UTF_16LE))).isPresent();
    }

    @Test
    void saysWhichByteIsNotUtf8() {
        var fault = JsonCheck.firstFault("{\n \"é\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)).orElseThrow();
        assertThat(fault.kind()).isEqualTo(Kind.NOT_UTF8);
        assertThat(fault.line()).isEqualTo(2);
        assertThat(fault.column()).isEqualTo(3);
        assertThat(JsonCheck.firstFault("[x, \"\u00e9\"]".getBytes(StandardCharsets.ISO_8859_1)).orElseThrow().kind())
                .isEqualTo(Kind.UNEXPECTED);
    }

    @Test
    void boundsTheDepthAndNothingElse() {
        assertThat(JsonCheck.firstFault("[".repeat(1_001) + "]".repeat(1_001)).orElseThrow().kind())
                .isEqualTo(Kind.BEYOND_LIMITS);
        byte[] large = new byte[20 * 1024 * 1024];
        Arrays.fill(large, (byte) '7');
        assertThat(JsonCheck.firstFault(large)).isEmpty();
        large[0] = '"';
        large[large.length - 1] = '"';
        assertThat(JsonCheck.firstFault(large)).isEmpty();
    }

    @Test
    void quotesNothingOfTheText() {
        assertThat(JsonCheck.firstFault("{\"a\": secret}").orElseThrow().detail()).doesNotContain("secret");
        assertThat(JsonCheck.firstFault("{\"a\": tsecret}").orElseThrow().detail()).doesNotContain("secret");
    }
}

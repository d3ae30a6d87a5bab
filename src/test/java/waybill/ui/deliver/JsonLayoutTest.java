package waybill.ui.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import waybill.intake.JsonCheck;

class JsonLayoutTest {
    @Test
    void putsEachMemberOnALineOfItsOwn() {
        assertThat(JsonLayout.of("{\"a\":[1,{\"b\":null}],\"c\":{},\"d\":[ ]}")).isEqualTo("""
                {
                  "a": [
                    1,
                    {
                      "b": null
                    }
                  ],
                  "c": {},
                  "d": []
                }
                """);
    }

    @Test
    void leavesNumbersAndStringsCharacterForCharacter() {
        String values = "[1.50,1E400,-0,12345678901234567890123,\"\\u00e9 \\/ , : { } [ ] \\\" é\"]";

        assertThat(withoutBlanks(JsonLayout.of(values))).isEqualTo(withoutBlanks(values));
    }

    @Test
    void laysOutTheSameOnceMore() {
        String once = JsonLayout.of(new String(Sample.AUTO.bytes(), java.nio.charset.StandardCharsets.UTF_8));

        assertThat(JsonLayout.of(once)).isEqualTo(once);
        assertThat(JsonCheck.firstFault(once.getBytes(java.nio.charset.StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void endsWithAnyText() {
        for (String text : new String[]{"", "\"", "\"\\", "}}}", "[[[", "{,:", "\\"}) {
            assertThat(JsonLayout.of(text)).endsWith("\n");
        }
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("[ \\n]", "");
    }
}

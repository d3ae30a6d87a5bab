package waybill.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One way in which texts write a secret. Searched by hand: a regular expression of a long secret overflows the stack. */
sealed interface SecretForm {
    /** Where the writing may end that begins at {@code start} of {@code text}; nothing if none begins there. */
    IntStream ends(String text, int start);

    /** How many characters a text of this form has at least. */
    int length();

    /** The characters that it may begin with. */
    IntStream firsts();

    /** Nothing but {@code written}. */
    record Exact(String written) implements SecretForm {
        @Override
        public IntStream ends(String text, int start) {
            return text.startsWith(written, start) ? IntStream.of(start + written.length()) : IntStream.empty();
        }

        @Override
        public int length() {
            return written.length();
        }

        @Override
        public IntStream firsts() {
            return written.chars().limit(1);
        }
    }

    /** Character by character, since encoders differ in what they encode: each as one of its spellings. */
    record Spelled(List<Spellings> characters, int length) implements SecretForm {
        static Spelled of(String secret) {
            return new Spelled(secret.codePoints().mapToObj(Spellings::of).toList(), secret.length());
        }

        @Override
        public IntStream ends(String text, int start) {
            int[] ends = {start};
            for (int i = 0; i < characters.size() && ends.length > 0; i++) {
                ends = characters.get(i).ends(text, ends);
            }
            return Arrays.stream(ends);
        }

        @Override
        public IntStream firsts() {
            return characters.getFirst().firsts();
        }
    }

    /**
     * A character as it is, percent-encoded, or escaped for JSON (RFC 8259 §7).
     *
     * @param exact spellings whose case counts
     * @param numbered those in hexadecimal digits, whose case does not
     */
    record Spellings(List<String> exact, List<String> numbered) {
        private static final String JSON_ESCAPED = "\"\\/\b\f\n\r\t";
        private static final String JSON_ESCAPES = "\"\\/bfnrt";

        static Spellings of(int codePoint) {
            String plain = Character.toString(codePoint);
            String percent = HexFormat.of().withPrefix("%").formatHex(plain.getBytes(StandardCharsets.UTF_8));
            String unicode = plain.chars().mapToObj(unit -> "\\u" + HexFormat.of().toHexDigits((char) unit))
                    .collect(Collectors.joining());
            int json = JSON_ESCAPED.indexOf(codePoint);
            String other = codePoint == ' ' ? "+" : json < 0 ? plain : "\\" + JSON_ESCAPES.charAt(json);
            return new Spellings(other.equals(plain) ? List.of(plain) : List.of(plain, other), List.of(percent, unicode));
        }

        /** Whatever case a numbered spelling is in, it begins with no letter. */
        IntStream firsts() {
            return Stream.concat(exact.stream(), numbered.stream()).mapToInt(spelling -> spelling.charAt(0));
        }

        /** Where this character may end if the one before it ended at one of {@code starts}. */
        int[] ends(String text, int[] starts) {
            int[] ends = new int[starts.length * (exact.size() + numbered.size())];
            int count = 0;
            for (int start : starts) {
                for (String form : exact) {
                    if (text.startsWith(form, start)) {
                        ends[count++] = start + form.length();
                    }
                }
                for (String form : numbered) {
                    if (text.regionMatches(true, start, form, 0, form.length())) {
                        ends[count++] = start + form.length();
                    }
                }
            }
            return count > 1 ? Arrays.stream(ends, 0, count).distinct().toArray() : Arrays.copyOf(ends, count);
        }
    }
}

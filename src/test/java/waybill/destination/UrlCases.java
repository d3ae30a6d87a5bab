package waybill.destination;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** The cases of web-platform-tests for URLs and host names. */
final class UrlCases {
    private static final JsonFactory JSON = new JsonFactory();

    /** What {@code input} is to the URL Standard: nothing if it must fail. */
    record UrlCase(String input, Optional<Result> result) {
        /** How a report names it: some inputs have controls and halves of characters. */
        @Override
        public String toString() {
            return escaped(input);
        }
    }

    /** The standard's result, of which these parts are looked at. */
    record Result(String protocol, String hostname, String port, String href) {}

    /** What {@code input} becomes as a host: nothing if it must fail. */
    record HostCase(String input, Optional<String> output) {
        @Override
        public String toString() {
            return escaped(input);
        }
    }

    private UrlCases() {}

    /** The cases that need no base URL. */
    static Stream<UrlCase> urls() {
        return objects("urltestdata.json").stream().filter(fields -> !fields.containsKey("base"))
                .map(fields -> new UrlCase(fields.get("input"), fields.containsKey("failure")
                        ? Optional.empty()
                        : Optional.of(new Result(fields.get("protocol"), fields.get("hostname"), fields.get("port"),
                                fields.get("href")))));
    }

    static Stream<HostCase> hosts() {
        return objects("toascii.json").stream()
                .map(fields -> new HostCase(fields.get("input"), Optional.ofNullable(fields.get("output"))));
    }

    /** Of each object in the file's array the fields, those that are null left out. */
    private static List<Map<String, String>> objects(String file) {
        try (var parser = JSON.createParser(UrlCases.class.getResourceAsStream("/data/" + file))) {
            var objects = Stream.<Map<String, String>>builder();
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    objects.add(fields(parser));
                }
            }
            return objects.build().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> fields(JsonParser parser) throws IOException {
        var fields = new HashMap<String, String>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value.isStructStart()) {
                parser.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                fields.put(name, parser.getText());
            }
        }
        return fields;
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(c > ' ' && c < 127 ? Character.toString(c) : "\\u%04x".formatted(c)));
        return escaped.toString();
    }
}

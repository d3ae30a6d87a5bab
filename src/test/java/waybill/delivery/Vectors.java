package waybill.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** A file of test vectors, JSON, as maps, lists and text; numbers and truth values are text too. */
final class Vectors {
    private final Map<?, ?> object;

    private Vectors(Map<?, ?> object) {
        this.object = object;
    }

    static Vectors read(String file) throws IOException {
        try (InputStream in = Vectors.class.getResourceAsStream("/data/" + file);
                JsonParser parser = new JsonFactory().createParser(in)) {
            parser.nextToken();
            return new Vectors((Map<?, ?>) value(parser));
        }
    }

    String text(String name) {
        return (String) object.get(name);
    }

    List<Vectors> list(String name) {
        return ((List<?>) object.get(name)).stream().map(item -> new Vectors((Map<?, ?>) item)).toList();
    }

    List<String> texts(String name) {
        return ((List<?>) object.get(name)).stream().map(String.class::cast).toList();
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, value(parser));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            default -> parser.getText();
        };
    }
}

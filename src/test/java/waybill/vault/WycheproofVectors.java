package waybill.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** The test cases of a Wycheproof file, each as its plain members. */
public final class WycheproofVectors {
    private WycheproofVectors() {}

    /** One case. */
    public record Vector(Map<String, String> members) {
        public String text(String name) {
            return members.get(name);
        }

        public byte[] bytes(String name) {
            return HexFormat.of().parseHex(members.get(name));
        }

        public boolean isValid() {
            return members.get("result").equals("valid");
        }
    }

    public static List<Vector> read(String file) {
        try (InputStream in = WycheproofVectors.class.getResourceAsStream("/data/" + file);
                JsonParser json = new JsonFactory().createParser(in)) {
            List<Vector> vectors = new ArrayList<>();
            Map<String, String> members = new HashMap<>();
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    members = new HashMap<>();
                } else if (token.isScalarValue() && json.currentName() != null) {
                    members.put(json.currentName(), json.getText());
                } else if (token == JsonToken.END_OBJECT && members.containsKey("tcId")) {
                    vectors.add(new Vector(members));
                    members = new HashMap<>();
                }
            }
            return vectors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

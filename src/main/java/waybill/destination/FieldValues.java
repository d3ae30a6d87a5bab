package waybill.destination;

import java.util.Map;

/**
 * The values of an auth type's fields by field id: visible ones as text, secret ones as {@link Secret}. An absent field
 * reads as empty.
 */
public record FieldValues(Map<String, String> texts, Map<String, Secret> secrets) {
    private static final Secret EMPTY = Secret.of("");

    public FieldValues {
        texts = Map.copyOf(texts);
        secrets = Map.copyOf(secrets);
    }

    public static FieldValues none() {
        return new FieldValues(Map.of(), Map.of());
    }

    public String text(String id) {
        return texts.getOrDefault(id, "");
    }

    public Secret secret(String id) {
        return secrets.getOrDefault(id, EMPTY);
    }
}

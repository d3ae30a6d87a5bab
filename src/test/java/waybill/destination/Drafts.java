package waybill.destination;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Drafts as a person would leave them, good but for what a test is about. */
final class Drafts {
    static final String URL = "https://api.example.com/hooks";

    private Drafts() {}

    static DestinationDraft of(String url) {
        return new DestinationDraft(url, AuthType.DEFAULT, Map.of(), "", Map.of(), List.of());
    }

    static DestinationDraft of(AuthType type, Map<String, String> fields) {
        return of(URL, type, fields);
    }

    static DestinationDraft of(String url, AuthType type, Map<String, String> fields) {
        return new DestinationDraft(url, type, fields, "", Map.of(), List.of());
    }

    static DestinationDraft hmac(String header, String secret, String prefix) {
        return of(AuthType.HMAC_SHA256, Map.of("hmacHeader", header, "hmacSecret", secret, "hmacPrefix", prefix));
    }

    static DestinationDraft basic(String username, String password) {
        return of(AuthType.BASIC, Map.of("basicUsername", username, "basicPassword", password));
    }

    static DestinationDraft bearer(String token) {
        return of(AuthType.BEARER, Map.of("bearerToken", token));
    }

    static DestinationDraft apiKey(String placement, String name, String value) {
        return of(AuthType.API_KEY, Map.of("apiKeyPlacement", placement, "apiKeyName", name, "apiKeyValue", value));
    }

    /** What is said of one field, in brief: {@code REASON}, with {@code → correction} where one is offered. */
    static List<String> remarks(DestinationDraft draft, String field) {
        return draft.check().remarks().stream().filter(about(field)).map(Drafts::brief).toList();
    }

    static Destination destination(DestinationDraft draft) {
        return switch (draft.check()) {
            case DestinationCheck.Valid(var destination, var _) -> destination;
            case DestinationCheck.Invalid(var problems) -> throw new AssertionError("refused: " + problems);
        };
    }

    private static Predicate<Problem> about(String field) {
        return problem -> problem.field().equals(field);
    }

    private static String brief(Problem problem) {
        return problem.reason() + problem.correction().map(better -> " → " + better.reveal()).orElse("");
    }
}

package waybill.delivery;

import java.util.Locale;

/** What the latest attempt of a message brought, short. */
public sealed interface LastAnswer {
    /** @param reason the words of the status line; may be empty */
    record Status(int status, String reason) implements LastAnswer {}

    record NoAnswer(Fault fault) implements LastAnswer {}

    /** It was cancelled while it was under way. */
    record Stopped() implements LastAnswer {}

    static LastAnswer of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered(var answer, var _) -> new Status(answer.status(), answer.reason());
            case Outcome.Redirected(var answer, var _, var _) -> new Status(answer.status(), answer.reason());
            case Outcome.Rejected(var answer, var _) -> new Status(answer.status(), answer.reason());
            case Outcome.Unreachable unreachable -> new NoAnswer(unreachable.fault());
            case Outcome.Cancelled _ -> new Stopped();
        };
    }

    /** What a search for an answer's text looks at, such as {@code 503 Service Unavailable} or {@code connection refused}. */
    default String searchText() {
        return switch (this) {
            case Status(int status, String reason) -> status + " " + reason;
            case NoAnswer(var fault) -> fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case Stopped() -> "cancelled";
        };
    }
}

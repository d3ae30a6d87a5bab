package waybill.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Takes a destination's secrets out of what its endpoint answered, which may echo them. */
final class MaskedOutcome {
    private MaskedOutcome() {}

    static Outcome of(Outcome outcome, Redactor redactor) {
        return switch (outcome) {
            case Outcome.Delivered(var answer, var timings) -> new Outcome.Delivered(masked(answer, redactor), timings);
            case Outcome.Redirected(var answer, var location, var timings) ->
                new Outcome.Redirected(masked(answer, redactor), location.map(redactor::redact), timings);
            case Outcome.Rejected(var answer, var timings) -> new Outcome.Rejected(masked(answer, redactor), timings);
            case Outcome.Unreachable(var fault, var certificate, var detail, var timings) ->
                new Outcome.Unreachable(fault, certificate, redactor.redact(detail), timings);
            case Outcome.Cancelled _ -> outcome;
        };
    }

    private static Answer masked(Answer answer, Redactor redactor) {
        List<HeaderField> headers = answer.headers().stream()
                .map(field -> new HeaderField(redactor.redact(field.name()), redactor.redact(field.value()))).toList();
        return new Answer(answer.status(), redactor.redact(answer.reason()), headers, masked(answer.body(), redactor),
                answer.end());
    }

    /** The same array where there was nothing to mask, so that what is no text stays as it is. */
    private static byte[] masked(byte[] body, Redactor redactor) {
        String text = text(body);
        String masked = redactor.redact(text);
        return masked.equals(text) ? body : masked.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException _) {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
    }
}

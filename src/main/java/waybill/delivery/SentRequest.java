package waybill.delivery;

import java.util.List;
import java.util.Optional;

/**
 * What the log keeps of a request: nothing secret, and not the body, which the message has.
 *
 * @param url the whole URL, an API key in it masked; empty where no request was made
 * @param headers as sent, their secrets masked
 */
public record SentRequest(String url, List<HeaderField> headers, Optional<Signature> signature) {
    /** @param header that carries the signature over the body; @param value of it, prefix included; not a secret */
    public record Signature(String header, String value) {}

    public SentRequest {
        headers = List.copyOf(headers);
    }

    /** Where no request was made. */
    public static SentRequest none() {
        return new SentRequest("", List.of(), Optional.empty());
    }

    public boolean isNone() {
        return url.isEmpty();
    }

    /** Of {@code request}, with what it shows and nothing of what it hides. */
    public static SentRequest of(OutgoingRequest request) {
        return new SentRequest("https://" + request.url().authority() + request.target().shown(),
                request.headers().stream().map(field -> new HeaderField(field.name(), field.shown())).toList(),
                request.signed().map(signed -> new Signature(signed.header(), signed.signature())));
    }
}

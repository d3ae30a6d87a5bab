package waybill.ui.destination;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import waybill.delivery.Answer;
import waybill.delivery.HeaderField;
import waybill.delivery.OutgoingRequest;
import waybill.delivery.SentRequest;
import waybill.receiver.ReceivedRequest;
import waybill.ui.Messages;

/** Requests and answers as text to read, secrets masked. */
public final class RequestText {
    private final Messages messages;

    public RequestText(Messages messages) {
        this.messages = messages;
    }

    /** The request as it goes over the wire, then what was signed, where it is signed. */
    public String of(OutgoingRequest request) {
        String wire = "POST " + request.target().shown() + " HTTP/1.1\n" + "Host: " + request.url().authority() + "\n"
                + lines(request.headers()) + "Content-Length: " + request.body().length + "\n\n" + text(request.body());
        return wire + request.signed().map(this::signature).orElse("");
    }

    /** What the log keeps of a request. @param size of the body, in bytes */
    public String of(SentRequest sent, int size) {
        String signed = sent.signature().map(signature -> "\n" + messages.text("request.signedBody", String.valueOf(size)) + "\n"
                + signature.header() + ": " + signature.value()).orElse("");
        return "POST " + sent.url() + "\n" + lines(sent.headers()) + "Content-Length: " + size + "\n" + signed;
    }

    /** A message's body, its first 64 KiB. */
    public String ofBody(byte[] body) {
        return body.length <= Answer.BODY_LIMIT
                ? text(body)
                : text(Arrays.copyOf(body, Answer.BODY_LIMIT)) + "\n\n"
                        + messages.text("request.more", String.valueOf(body.length));
    }

    /** A request as the practice receiver got it. */
    public String of(ReceivedRequest request) {
        var body = request.body();
        String more = body.isCut()
                ? "\n\n" + messages.text("request.more", String.valueOf(body.size()))
                : "";
        return request.head().method() + " " + request.head().shownTarget() + "\n" + lines(request.head().headers()) + "\n"
                + visible(body.shown()) + more;
    }

    /** The answer: status line, headers, and as much of the body as was kept. */
    public String of(Answer answer) {
        String end = switch (answer.end()) {
            case COMPLETE -> "";
            case CUT_AT_LIMIT -> "\n\n" + messages.text("answer.cutAtLimit");
            case CUT_AT_DEADLINE -> "\n\n" + messages.text("answer.cutAtDeadline");
            case CUT_BY_CLOSE -> "\n\n" + messages.text("answer.cutByClose");
        };
        return (answer.status() + " " + answer.reason()).strip() + "\n" + lines(answer.headers()) + "\n" + text(answer.body())
                + end;
    }

    private String signature(OutgoingRequest.Signed signed) {
        return "\n\n" + messages.text("request.signed", String.valueOf(signed.text().length)) + "\n" + text(signed.text())
                + "\n\n"
                + messages.text("request.signature") + "\n" + signed.header() + ": " + signed.signature();
    }

    private static String lines(List<HeaderField> headers) {
        return headers.stream().map(header -> header + "\n").collect(Collectors.joining());
    }

    /** Bytes as text: what is no UTF-8 shows as the replacement character, control characters as pictures of them. */
    private static String text(byte[] bytes) {
        return visible(new String(bytes, StandardCharsets.UTF_8));
    }

    private static String visible(String text) {
        return text.codePoints().map(RequestText::visible)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static int visible(int c) {
        boolean layout = c == '\n' || c == '\r' || c == '\t';
        if (c < ' ' && !layout) {
            return 0x2400 + c;
        }
        // Text direction marks could make an answer read as something else.
        boolean direction = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
        return direction || c >= 0x7F && c <= 0x9F ? 0xFFFD : c;
    }
}

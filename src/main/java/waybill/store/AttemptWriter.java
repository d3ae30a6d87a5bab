package waybill.store;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import waybill.delivery.Answer;
import waybill.delivery.Attempt;
import waybill.delivery.HeaderField;
import waybill.delivery.Outcome;
import waybill.delivery.SentRequest;
import waybill.delivery.ServerCertificate;
import waybill.delivery.Timings;

/** Writes an attempt as bytes; {@link AttemptReader} has the other half. */
final class AttemptWriter {
    static final int FORMAT = 1;
    static final int DELIVERED = 0;
    static final int REDIRECTED = 1;
    static final int REJECTED = 2;
    static final int UNREACHABLE = 3;
    static final int STOPPED = 4;

    private static final int USUAL_BYTES = 1024;

    private final DataOutputStream out;

    private AttemptWriter(DataOutputStream out) {
        this.out = out;
    }

    static byte[] write(Attempt attempt) {
        var bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (var out = new DataOutputStream(bytes)) {
            new AttemptWriter(out).attempt(attempt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void attempt(Attempt attempt) throws IOException {
        out.writeByte(FORMAT);
        out.writeInt(attempt.number());
        out.writeByte(attempt.trigger().ordinal());
        out.writeLong(Micros.of(attempt.at()));
        sent(attempt.sent());
        outcome(attempt.outcome());
    }

    private void sent(SentRequest sent) throws IOException {
        text(sent.url());
        headers(sent.headers());
        out.writeBoolean(sent.signature().isPresent());
        if (sent.signature().isPresent()) {
            text(sent.signature().get().header());
            text(sent.signature().get().value());
        }
    }

    private void outcome(Outcome outcome) throws IOException {
        switch (outcome) {
            case Outcome.Delivered(var answer, var _) -> {
                out.writeByte(DELIVERED);
                answer(answer);
            }
            case Outcome.Redirected(var answer, var location, var _) -> {
                out.writeByte(REDIRECTED);
                answer(answer);
                optional(location);
            }
            case Outcome.Rejected(var answer, var _) -> {
                out.writeByte(REJECTED);
                answer(answer);
            }
            case Outcome.Unreachable(var fault, var certificate, var detail, var _) -> {
                out.writeByte(UNREACHABLE);
                text(fault.name());
                text(detail);
                certificate(certificate);
            }
            case Outcome.Cancelled _ -> out.writeByte(STOPPED);
        }
        timings(outcome.timings());
    }

    private void answer(Answer answer) throws IOException {
        out.writeShort(answer.status());
        text(answer.reason());
        headers(answer.headers());
        out.writeByte(answer.end().ordinal());
        bytes(answer.body());
    }

    private void certificate(Optional<ServerCertificate> certificate) throws IOException {
        out.writeBoolean(certificate.isPresent());
        if (certificate.isPresent()) {
            text(certificate.get().subject());
            text(certificate.get().issuer());
            out.writeLong(certificate.get().notBefore().getEpochSecond());
            out.writeLong(certificate.get().notAfter().getEpochSecond());
            out.writeInt(certificate.get().names().size());
            for (String name : certificate.get().names()) {
                text(name);
            }
        }
    }

    private void timings(Timings timings) throws IOException {
        stage(timings.dns());
        stage(timings.connect());
        stage(timings.tls());
        stage(timings.answer());
        out.writeLong(timings.total().toNanos());
    }

    private void stage(Optional<Duration> stage) throws IOException {
        out.writeLong(stage.map(Duration::toNanos).orElse(-1L));
    }

    /** What a header shows, never what it hides. */
    private void headers(List<HeaderField> headers) throws IOException {
        out.writeInt(headers.size());
        for (var header : headers) {
            text(header.name());
            text(header.shown());
        }
    }

    private void optional(Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            text(text.get());
        }
    }

    private void text(String text) throws IOException {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}

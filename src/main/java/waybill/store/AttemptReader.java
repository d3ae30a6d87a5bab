package waybill.store;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import waybill.delivery.Answer;
import waybill.delivery.Attempt;
import waybill.delivery.Fault;
import waybill.delivery.HeaderField;
import waybill.delivery.Outcome;
import waybill.delivery.SentRequest;
import waybill.delivery.ServerCertificate;
import waybill.delivery.Timings;
import waybill.delivery.Trigger;
import waybill.destination.StorageException;

/** Reads what {@link AttemptWriter} wrote. */
final class AttemptReader {
    private final DataInputStream in;

    private AttemptReader(DataInputStream in) {
        this.in = in;
    }

    /** @throws StorageException with {@link StorageException.Fault#DAMAGED} if it is nothing that was written */
    static Attempt read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new AttemptReader(in).attempt();
        } catch (IOException | RuntimeException e) {
            throw new StorageException(StorageException.Fault.DAMAGED, e);
        }
    }

    private Attempt attempt() throws IOException {
        if (in.readByte() != AttemptWriter.FORMAT) {
            throw new IOException("an unknown format");
        }
        return new Attempt(in.readInt(), Trigger.values()[in.readByte()], Micros.instant(in.readLong()), sent(), outcome());
    }

    private SentRequest sent() throws IOException {
        return new SentRequest(text(), headers(),
                in.readBoolean() ? Optional.of(new SentRequest.Signature(text(), text())) : Optional.empty());
    }

    private Outcome outcome() throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case AttemptWriter.DELIVERED -> new Outcome.Delivered(answer(), timings());
            case AttemptWriter.REDIRECTED -> new Outcome.Redirected(answer(), optional(), timings());
            case AttemptWriter.REJECTED -> new Outcome.Rejected(answer(), timings());
            case AttemptWriter.UNREACHABLE -> unreachable();
            case AttemptWriter.STOPPED -> new Outcome.Cancelled(timings());
            default -> throw new IOException("an unknown outcome");
        };
    }

    private Outcome unreachable() throws IOException {
        var fault = Fault.valueOf(text());
        String detail = text();
        return new Outcome.Unreachable(fault, certificate(), detail, timings());
    }

    private Answer answer() throws IOException {
        int status = in.readShort();
        String reason = text();
        var headers = headers();
        var end = Answer.BodyEnd.values()[in.readByte()];
        return new Answer(status, reason, headers, bytes(), end);
    }

    private Optional<ServerCertificate> certificate() throws IOException {
        return in.readBoolean()
                ? Optional.of(new ServerCertificate(text(), text(), Instant.ofEpochSecond(in.readLong()),
                        Instant.ofEpochSecond(in.readLong()), names()))
                : Optional.empty();
    }

    private List<String> names() throws IOException {
        var names = new ArrayList<String>();
        for (int left = in.readInt(); left > 0; left--) {
            names.add(text());
        }
        return names;
    }

    private Timings timings() throws IOException {
        return new Timings(stage(), stage(), stage(), stage(), Duration.ofNanos(in.readLong()));
    }

    private Optional<Duration> stage() throws IOException {
        long nanos = in.readLong();
        return nanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    private List<HeaderField> headers() throws IOException {
        var headers = new ArrayList<HeaderField>();
        for (int left = in.readInt(); left > 0; left--) {
            headers.add(new HeaderField(text(), text()));
        }
        return headers;
    }

    private Optional<String> optional() throws IOException {
        return in.readBoolean() ? Optional.of(text()) : Optional.empty();
    }

    private String text() throws IOException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    private byte[] bytes() throws IOException {
        return in.readNBytes(in.readInt());
    }
}

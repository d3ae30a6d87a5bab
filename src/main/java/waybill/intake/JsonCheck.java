package waybill.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;

import waybill.intake.JsonFault.Kind;

/** Whether bytes are one JSON text by RFC 8259, in UTF-8 and without a byte order mark. Keeps nothing; thread-safe. */
public final class JsonCheck {
    private static final int DEEPEST = 1_000;

    /** Limits of length would refuse what is JSON: the size of a message is limited elsewhere. */
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE).maxNameLength(Integer.MAX_VALUE).build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES).disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

    private JsonCheck() {}

    /** The first fault; empty if there is none. */
    public static Optional<JsonFault> firstFault(byte[] bytes) {
        try {
            return check(reader(bytes, bytes.length));
        } catch (CharacterCodingException _) {
            return notUtf8(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    /** The first fault of text, as it would be in UTF-8. */
    public static Optional<JsonFault> firstFault(String text) {
        return firstFault(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<JsonFault> check(Reader text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return check(parser);
        }
    }

    private static Optional<JsonFault> check(JsonParser parser) throws IOException {
        boolean isOver = false;
        try {
            if (parser.nextToken() == null) {
                return Optional.of(fault(Kind.EMPTY, parser.currentLocation(), "no value"));
            }
            parser.skipChildren();
            isOver = true;
            return parser.nextToken() == null
                    ? Optional.empty()
                    : Optional.of(fault(Kind.TRAILING, parser.currentTokenLocation(), "more than one value"));
        } catch (CharacterCodingException e) {
            throw e;
        } catch (JsonProcessingException e) {
            return Optional.of(
                    fault(kind(e, isOver), Optional.ofNullable(e.getLocation()).orElseGet(parser::currentLocation), detail(e)));
        }
    }

    private static Kind kind(JsonProcessingException e, boolean isOver) {
        if (isOver) {
            return Kind.TRAILING;
        }
        return switch (e) {
            case StreamConstraintsException _ -> Kind.BEYOND_LIMITS;
            case JsonEOFException _ -> Kind.ENDS_EARLY;
            default -> Kind.UNEXPECTED;
        };
    }

    /** What comes before the bytes that are not UTF-8 may have a fault of its own. */
    private static Optional<JsonFault> notUtf8(byte[] bytes) {
        int at = firstNotUtf8(bytes);
        try {
            Optional<JsonFault> before = check(reader(bytes, at)).filter(fault -> fault.kind() == Kind.UNEXPECTED
                    || fault.kind() == Kind.BEYOND_LIMITS || fault.kind() == Kind.TRAILING);
            return before.isPresent() ? before : Optional.of(fault(at, bytes));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    private static JsonFault fault(int at, byte[] bytes) {
        String before = new String(bytes, 0, at, StandardCharsets.UTF_8);
        int lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
        return new JsonFault(before.lines().count() + (before.isEmpty() || lineStart == before.length() ? 1 : 0),
                before.length() - lineStart + 1, Kind.NOT_UTF8, "byte 0x%02X".formatted(bytes[at]));
    }

    private static int firstNotUtf8(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer out = CharBuffer.allocate(8 * 1024);
        while (decoder.decode(in, out, true).isOverflow()) {
            out.clear();
        }
        return in.position();
    }

    private static JsonFault fault(Kind kind, JsonLocation location, String detail) {
        return new JsonFault(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()), kind, detail);
    }

    /** The parser's words up to where they quote the text: payloads are as private as secrets. */
    private static String detail(JsonProcessingException e) {
        return e.getOriginalMessage().split("['\":(]", 2)[0].strip();
    }

    /** Decoded strictly, as UTF-8 whatever it looks like: a parser of bytes would guess UTF-16 and skip a byte order mark. */
    private static Reader reader(byte[] bytes, int length) {
        return new InputStreamReader(new ByteArrayInputStream(bytes, 0, length), StandardCharsets.UTF_8.newDecoder());
    }
}

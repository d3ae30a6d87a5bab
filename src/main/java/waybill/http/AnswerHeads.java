package waybill.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Reads the header sections of one connection's answers, bounded, and strictly where laxness would take something else for
 * an answer: HttpClient's own parser skips lines before the status line and takes the end of the stream for the end of the
 * header section.
 */
final class AnswerHeads extends DefaultHttpResponseParser {
    /** For all header sections of the connection together, interim answers (1xx) included. */
    static final int BYTE_LIMIT = 128 * 1024;
    static final int LINE_LIMIT = 32 * 1024;
    static final int FIELD_LIMIT = 200;
    static final int INTERIM_LIMIT = 20;

    /** No empty line is allowed before the status line. */
    static final Http1Config LIMITS = Http1Config.custom().setMaxLineLength(LINE_LIMIT).setMaxHeaderCount(FIELD_LIMIT)
            .setMaxEmptyLineCount(1)
            .build();

    private static final String VERSION_1 = "HTTP/1.";
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int FIRST_FINAL = 200;

    private int bytes;
    private int interim;

    /** Makes one for each connection. */
    static final class Factory implements HttpMessageParserFactory<ClassicHttpResponse> {
        @Override
        public HttpMessageParser<ClassicHttpResponse> create() {
            return new AnswerHeads();
        }

        @Override
        @Deprecated
        public HttpMessageParser<ClassicHttpResponse> create(Http1Config limits) {
            return create();
        }
    }

    AnswerHeads() {
        super(LIMITS, BasicLineParser.INSTANCE, null);
    }

    /** @return one that is final, or an interim one */
    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
        ClassicHttpResponse head = super.parse(buffer, new Counted(in));
        if (head.getCode() == SWITCHING_PROTOCOLS) {
            throw new ProtocolException("protocol switched without being asked");
        }
        if (head.getCode() < FIRST_FINAL && ++interim > INTERIM_LIMIT) {
            throw new MessageConstraintException("too many interim answers");
        }
        return head;
    }

    /** RFC 9112 §4: the version at the very start of the line. */
    @Override
    protected ClassicHttpResponse createMessage(CharArrayBuffer line) throws IOException, HttpException {
        if (line.length() < VERSION_1.length() || !VERSION_1.equals(line.substring(0, VERSION_1.length()))) {
            throw new ProtocolException("no status line of HTTP/1");
        }
        try {
            return super.createMessage(line);
        } catch (IllegalArgumentException refused) {
            throw new ProtocolException("status 000", refused);
        }
    }

    /** Counts what is read while a header section is not complete, and refuses an end of the stream there. */
    private final class Counted extends FilterInputStream {
        private Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            if (count < 0) {
                throw new ConnectionClosedException("closed before the header section was complete");
            }
            bytes += count;
            if (bytes > BYTE_LIMIT) {
                throw new MessageConstraintException("header section too long");
            }
            return count;
        }
    }
}

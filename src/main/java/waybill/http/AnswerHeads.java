package waybill.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
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
    /** For all header sections of one request together, interim answers (1xx) included. */
    static final int BYTE_LIMIT = 128 * 1024;
    static final int LINE_LIMIT = 32 * 1024;
    static final int FIELD_LIMIT = 200;
    static final int INTERIM_LIMIT = 20;

    /** No empty line is allowed before the status line. */
    static final Http1Config LIMITS = Http1Config.custom().setMaxLineLength(LINE_LIMIT).setMaxHeaderCount(FIELD_LIMIT)
            .setMaxEmptyLineCount(1)
            .build();

    /** RFC 9112 §4, but for the space before a reason that is empty, which many servers leave out. */
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.\\d [1-9]\\d\\d( .*)?", Pattern.DOTALL);

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int FIRST_FINAL = 200;

    private int bytes;
    private int interim;
    private Optional<SessionInputBuffer> read = Optional.empty();

    /** Makes one for each connection. */
    static final class Factory implements HttpMessageParserFactory<ClassicHttpResponse> {
        private AnswerHeads latest = new AnswerHeads();

        /** Of the latest connection. */
        AnswerHeads latest() {
            return latest;
        }

        @Override
        public HttpMessageParser<ClassicHttpResponse> create() {
            latest = new AnswerHeads();
            return latest;
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

    /** Another request begins on the same connection. */
    void startOver() {
        bytes = 0;
        interim = 0;
    }

    /** Whether more was received than was read. */
    boolean isMoreThere() {
        return read.map(buffer -> buffer.length() > 0).orElse(false);
    }

    /** @return one that is final, or an interim one */
    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
        read = Optional.of(buffer);
        ClassicHttpResponse head = super.parse(buffer, new Counted(in));
        if (head.getCode() == SWITCHING_PROTOCOLS) {
            throw Faults.notHttp("switches to another protocol without being asked");
        }
        if (head.getCode() < FIRST_FINAL && ++interim > INTERIM_LIMIT) {
            throw Faults.notHttp("has more than " + INTERIM_LIMIT + " interim ones (1xx) before it");
        }
        return head;
    }

    @Override
    protected ClassicHttpResponse createMessage(CharArrayBuffer line) throws IOException, HttpException {
        if (!STATUS_LINE.matcher(line).matches()) {
            throw Faults.notHttp("does not begin with a status line of HTTP/1");
        }
        return super.createMessage(line);
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
                throw Faults.notHttp("has a header section of more than " + BYTE_LIMIT + " bytes");
            }
            return count;
        }
    }
}

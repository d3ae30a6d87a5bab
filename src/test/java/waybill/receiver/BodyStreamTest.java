package waybill.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyStreamTest {
    @ParameterizedTest
    @CsvSource({"'', 'rest', ''", "'Content-Length: 0', 'rest', ''", "'Content-Length: 4', 'bodyrest', 'body'",
            "'Content-Length: 4\r\nContent-Length: 4', 'bodyrest', 'body'",
            "'Transfer-Encoding: chunked', '0\r\n\r\nrest', ''",
            "'Transfer-Encoding: Chunked', '3\r\nbod\r\n1;a=b\r\ny\r\n0\r\nTrailer: x\r\n\r\nrest', 'body'",
            "'Transfer-Encoding: chunked', '00A\n0123456789\n0\n\nrest', '0123456789'"})
    void endsWhereTheBodyEnds(String headers, String sent, String body) throws IOException {
        var in = in(sent);

        assertThat(BodyStream.of(head(headers), in).readAllBytes()).asString().isEqualTo(body);
        assertThat(in.readAllBytes()).asString().isEqualTo("rest");
    }

    @ParameterizedTest
    @CsvSource({"'Content-Length: -1', 400", "'Content-Length: 1x', 400", "'Content-Length: ', 400",
            "'Content-Length: 9999999999999999999', 400", "'Content-Length: 1\r\nContent-Length: 2', 400",
            "'Content-Length: 1\r\nTransfer-Encoding: chunked', 400", "'Transfer-Encoding: gzip', 501",
            "'Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked', 501"})
    void refusesALengthThatCannotBeTold(String headers, int status) {
        assertThatThrownBy(() -> BodyStream.of(head(headers), in(""))).isInstanceOfSatisfying(RefusedRequest.class,
                refused -> assertThat(refused.status()).isEqualTo(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\n", "\r\n", "-1\r\n", "1000000000000000\r\n", "1\r\nab\r\n0\r\n\r\n"})
    void refusesChunksThatAreNone(String sent) {
        assertThatThrownBy(() -> BodyStream.of(head("Transfer-Encoding: chunked"), in(sent)).readAllBytes())
                .isInstanceOf(RefusedRequest.class);
    }

    @ParameterizedTest
    @CsvSource({"'Content-Length: 5', 'body'", "'Transfer-Encoding: chunked', '5\r\nbody'",
            "'Transfer-Encoding: chunked', '4\r\nbody\r\n'",
            "'Transfer-Encoding: chunked', '4\r\nbody\r\n0\r\n'"})
    void noticesAnEarlyEnd(String headers, String sent) {
        assertThatThrownBy(() -> BodyStream.of(head(headers), in(sent)).readAllBytes()).isInstanceOf(EOFException.class);
    }

    private static RequestHead head(String headers) throws IOException {
        return RequestHead.read(in("POST / HTTP/1.1\r\n" + (headers.isEmpty() ? "" : headers + "\r\n") + "\r\n"));
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}

package waybill.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {
    @Test
    void keepsNamesValuesAndTheirOrder() throws IOException {
        var head = read("PATCH /x HTTP/1.0\r\nB: 1\nb:\t2 \r\nA:\u00a0é\r\n\r\nbody");

        assertThat(head.method()).isEqualTo("PATCH");
        assertThat(head.headers()).map(header -> header.name() + "|" + header.value()).containsExactly("B|1", "b|2", "A|\u00a0é");
        assertThat(head.values("B")).containsExactly("1", "2");
    }

    @Test
    void readsNotAByteOfTheBody() throws IOException {
        var in = new ByteArrayInputStream("POST / HTTP/1.1\r\nA: b\r\n\r\nbody".getBytes(StandardCharsets.ISO_8859_1));

        RequestHead.read(in);

        assertThat(in.readAllBytes()).asString().isEqualTo("body");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '"', value = {"POST /~400", "POST  / HTTP/1.1~400", "POST / a HTTP/1.1~400",
            "P(ST / HTTP/1.1~400",
            "POST / FTP/1.1~400", "PRI * HTTP/2.0~505", "POST / HTTP/1.1\\r\\nA b~400", "POST / HTTP/1.1\\r\\nA : b~400",
            "POST / HTTP/1.1\\r\\n b: c~400", "POST / HTTP/1.1\\r\\nA: b\\r c~400", "POST / HTTP/1.1\\r\\nA: \\0~400"})
    void refusesWhatIsNoRequest(String lines, int status) {
        assertThatThrownBy(() -> read(lines.translateEscapes() + "\r\n\r\n")).isInstanceOfSatisfying(RefusedRequest.class,
                refused -> assertThat(refused.status()).isEqualTo(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "POST", "POST / HTTP/1.1\r\nA: b\r\n"})
    void noticesAnEndWithinTheHeaderSection(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(EOFException.class);
    }

    @Test
    void boundsTheSizeAndNumberOfHeaders() throws IOException {
        String start = "POST / HTTP/1.1\r\n";

        assertThat(read(start + "A: b\r\n".repeat(200) + "\r\n").headers()).hasSize(200);
        assertThatThrownBy(() -> read(start + "A: b\r\n".repeat(201) + "\r\n")).hasMessageContaining("431");
        assertThatThrownBy(() -> read(start + "A: " + "b".repeat(512 * 1024) + "\r\n\r\n")).hasMessageContaining("431");
    }

    private static RequestHead read(String text) throws IOException {
        return RequestHead.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}

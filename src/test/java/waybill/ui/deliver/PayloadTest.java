package waybill.ui.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.ui.deliver.Payload.Reason;
import waybill.ui.deliver.Payload.Shown;

class PayloadTest {
    @TempDir private Path folder;

    @Test
    void showsAllOfAText() {
        assertThat(of("{\r\n \"é\": 1}").shown()).isEqualTo(new Shown.Whole("{\r\n \"é\": 1}"));
    }

    @Test
    void doesNotShowAByteOrderMarkAndKeepsIt() {
        Payload payload = of("\uFEFF{}");

        assertThat(payload.shown().text()).isEqualTo("{}");
        assertThat(payload.hasMark()).isTrue();
        assertThat(payload.bytes()).hasSize(5);
    }

    @Test
    void previewsWhatIsNotUtf8() {
        var payload = Payload.of("latin", "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(payload.shown()).isEqualTo(new Shown.Excerpt("{\"a\":\"\uFFFD\"}", Reason.NOT_UTF8));
    }

    @Test
    void previewsWhatIsOverOneMegabyte() {
        assertThat(of("[" + "1,\n".repeat(400_000) + "1]").shown()).isInstanceOfSatisfying(Shown.Excerpt.class, excerpt -> {
            assertThat(excerpt.reason()).isEqualTo(Reason.TOO_LARGE);
            assertThat(excerpt.text()).startsWith("[1,\n1,").endsWith("…").hasSizeLessThan(70_000);
        });
    }

    @Test
    void letsALineOfAnyLengthBeEdited() {
        assertThat(of("\"" + "a".repeat(Payload.MOST_EDITED - 2) + "\"").shown()).isInstanceOf(Shown.Whole.class);
    }

    @Test
    void printsNothingOfItsText() {
        assertThat(of("{\"secret\":1}").toString()).doesNotContain("secret");
        assertThat(of("{\"secret\":1}").shown().toString()).doesNotContain("secret");
    }

    @Test
    void readsAFileToItsLastByteAndRefusesOneMore() throws IOException {
        Path most = Files.write(folder.resolve("most.json"), new byte[20 * 1024 * 1024]);
        Path more = Files.write(folder.resolve("more.json"), new byte[20 * 1024 * 1024 + 1]);

        assertThat(PayloadFile.read(most)).isInstanceOfSatisfying(PayloadFile.Content.Read.class,
                read -> assertThat(read.payload().bytes()).hasSize(20 * 1024 * 1024));
        assertThat(PayloadFile.read(more)).isEqualTo(new PayloadFile.Content.TooLarge("more.json", 20 * 1024 * 1024 + 1));
        assertThat(PayloadFile.read(folder.resolve("none.json"))).isEqualTo(new PayloadFile.Content.Unreadable("none.json"));
    }

    private static Payload of(String text) {
        return Payload.of("text", text.getBytes(StandardCharsets.UTF_8));
    }
}

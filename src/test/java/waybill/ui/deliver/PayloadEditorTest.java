package waybill.ui.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.ui.BackgroundRun;

/** What the editor shows of a file whose reading takes a while. */
class PayloadEditorTest {
    private static final String TEXT = "{\"planted\":1}";

    @TempDir private Path folder;
    private final BackgroundRun window = new BackgroundRun();
    private PayloadEditor editor;
    private Parent view;
    private Path file;

    @BeforeEach
    void load() throws IOException {
        file = Files.writeString(folder.resolve("late.json"), TEXT);
        window.run(() -> {
            editor = new PayloadEditor(window.context());
            view = window.context().views().load(editor);
        });
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void showsIt() {
        window.run(() -> editor.open(file));
        awaitReading();
        assertThat(text()).isEqualTo(TEXT);
    }

    @Test
    void doesNotShowItWhereAllWasForgottenMeanwhile() {
        window.run(() -> {
            editor.open(file);
            editor.forget(false);
        });
        awaitReading();
        assertThat(text()).isEmpty();
        assertThat(window.<String>call(() -> editor.draft().name())).isEqualTo("Typed");
    }

    @Test
    void saysWhyItIsNotLaidOutWhereThatCouldNotBeEdited() throws IOException {
        Files.writeString(file, "[" + "0,".repeat(400_000) + "0]");
        window.run(() -> editor.open(file));
        awaitReading();

        window.run(() -> ((Button) view.lookup("#formatButton")).fire());

        await().until(() -> window.<String>call(() -> ((Label) view.lookup("#payloadNote")).getText())
                .startsWith("Laid out, this would be over 1 MB, which is too large to be edited here"));
        assertThat(window.<byte[]>call(() -> editor.source().bytes())).hasSize(800_003);
    }

    @Test
    void wrapsNoLineThatWouldTakeLongToBeLaidOut() throws IOException {
        String longest = "\"" + "a".repeat(PayloadArea.LONGEST_WRAPPED - 2) + "\"";
        Files.writeString(file, longest);
        window.run(() -> editor.open(file));
        awaitReading();
        assertThat(isWrapped()).isTrue();

        window.run(() -> editor.area().insertText(5, "b"));
        assertThat(isWrapped()).as("with one character more").isFalse();

        window.run(() -> editor.forget(true));
        assertThat(isWrapped()).as("another document").isTrue();
    }

    @Test
    void aLongLineIsEditedAndSentAsItThenIs() throws IOException {
        Files.writeString(file, "[" + "0,".repeat(400_000) + "0]");
        window.run(() -> editor.open(file));
        awaitReading();

        window.run(() -> editor.area().insertText(1, "7,"));

        assertThat(window.<Boolean>call(() -> editor.area().isEditable())).isTrue();
        assertThat(new String(window.<byte[]>call(() -> editor.source().bytes()), StandardCharsets.UTF_8))
                .startsWith("[7,0,0,").hasSize(800_005);
    }

    @Test
    void layingOutALongLineCanBeUndone() throws IOException {
        String line = "[" + "1234567890,".repeat(2_000) + "0]";
        Files.writeString(file, line);
        window.run(() -> editor.open(file));
        awaitReading();

        window.run(() -> ((Button) view.lookup("#formatButton")).fire());
        await().until(() -> text().startsWith("[\n"));
        assertThat(isWrapped()).isTrue();
        window.run(() -> editor.area().undo());

        assertThat(text()).isEqualTo(line);
        assertThat(isWrapped()).isFalse();
    }

    private boolean isWrapped() {
        return window.call(() -> editor.area().isWrapText());
    }

    private void awaitReading() {
        await().until(() -> window.<Boolean>call(() -> window.context().background().running().isEmpty()));
    }

    private String text() {
        return window.call(() -> editor.area().getText());
    }
}

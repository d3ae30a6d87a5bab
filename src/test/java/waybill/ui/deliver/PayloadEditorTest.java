package waybill.ui.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
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

    private void awaitReading() {
        await().until(() -> window.<Boolean>call(() -> window.context().background().running().isEmpty()));
    }

    private String text() {
        return window.call(() -> editor.area().getText());
    }
}

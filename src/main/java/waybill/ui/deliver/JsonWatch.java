package waybill.ui.deliver;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import waybill.intake.JsonFault;
import waybill.ui.Background;

/** Looks in the background whether what would be sent is JSON, once typing pauses. Used on the window's thread. */
final class JsonWatch {
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final Background background;
    private final Function<byte[], Optional<JsonFault>> check;
    private final ReadOnlyObjectWrapper<Finding> finding = new ReadOnlyObjectWrapper<>(new Finding.Checking());
    private Future<?> planned = CompletableFuture.completedFuture(null);
    private int asked;

    JsonWatch(Background background, Function<byte[], Optional<JsonFault>> check) {
        this.background = background;
        this.check = check;
    }

    /** What is known of the bytes. */
    sealed interface Finding {
        record Checking() implements Finding {}

        /** @param size in bytes */
        record Valid(int size) implements Finding {}

        /** @param size in bytes */
        record Wrong(JsonFault fault, int size) implements Finding {}
    }

    ReadOnlyObjectProperty<Finding> findingProperty() {
        return finding.getReadOnlyProperty();
    }

    Finding finding() {
        return finding.get();
    }

    /**
     * Looks at what {@code text} gives after a pause without another call.
     *
     * @param text asked on the window's thread
     * @param encoding of it, done elsewhere
     */
    void textChanged(Supplier<String> text, Function<String, byte[]> encoding) {
        asked++;
        planned.cancel(false);
        planned = background.after(PAUSE, () -> {
            String now = text.get();
            look(() -> encoding.apply(now));
        });
    }

    /** Looks at {@code bytes} now. */
    void replaced(byte[] bytes) {
        planned.cancel(false);
        finding.set(new Finding.Checking());
        look(() -> bytes);
    }

    private void look(Supplier<byte[]> bytes) {
        int mine = ++asked;
        background.quietly(() -> found(bytes.get()), found -> {
            // What was typed meanwhile is looked at on its own.
            if (mine == asked) {
                finding.set(found);
            }
        });
    }

    private Finding found(byte[] bytes) {
        return check.apply(bytes).<Finding>map(fault -> new Finding.Wrong(fault, bytes.length))
                .orElseGet(() -> new Finding.Valid(bytes.length));
    }
}

package waybill.ui;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.value.ObservableStringValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

import com.nulabinc.zxcvbn.Zxcvbn;

/**
 * A line that rates a password while it is typed, 0 to 4 by zxcvbn, with its advice. Rating takes some milliseconds, so it
 * is done in the background once typing pauses.
 */
public final class PasswordStrength extends HBox {
    /** zxcvbn's time grows with the square of the length; what is beyond this many characters only makes it stronger. */
    private static final int RATED_LENGTH = 64;
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final Context context;
    private final ProgressBar bar = new ProgressBar(0);
    private final Label words = new Label();
    private final ObservableStringValue password;
    private final InvalidationListener listener = _ -> changed();
    private Future<?> waiting = CompletableFuture.completedFuture(null);

    public PasswordStrength(Context context, String id, ObservableStringValue password) {
        this.context = context;
        words.setId(id);
        words.setWrapText(true);
        bar.getStyleClass().add("strength-bar");
        bar.setFocusTraversable(false);
        getStyleClass().add("strength");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(bar, words);
        this.password = password;
        // Weakly: the form outlives the rows of a type that is no longer chosen.
        password.addListener(new WeakInvalidationListener(listener));
        changed();
    }

    private void changed() {
        String text = password.get();
        waiting.cancel(false);
        setVisible(!text.isEmpty());
        setManaged(!text.isEmpty());
        if (!text.isEmpty()) {
            String rated = text.length() > RATED_LENGTH ? text.substring(0, RATED_LENGTH) : text;
            waiting = context.background().after(PAUSE,
                    () -> context.background().quietly(() -> new Zxcvbn().measure(rated).getScore(), score -> {
                        // The first rating, which loads the dictionaries, may end after the second.
                        if (password.get().equals(text)) {
                            show(score);
                        }
                    }));
        }
    }

    private void show(int score) {
        bar.setProgress((score + 1) / 5.0);
        words.setText(context.text("strength." + score));
        for (int i = 0; i <= 4; i++) {
            bar.pseudoClassStateChanged(PseudoClass.getPseudoClass("score" + i), i == score);
        }
    }
}

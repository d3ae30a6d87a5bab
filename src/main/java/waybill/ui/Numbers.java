package waybill.ui;

import javafx.event.ActionEvent;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.util.StringConverter;

/** The whole numbers of an editable spinner. */
public final class Numbers {
    private Numbers() {}

    /**
     * Has {@code spinner} offer the numbers from {@code min} to {@code max}. Its value is one at any time: while the field is
     * cleared or holds no number, the last one stays, and one out of range becomes the nearest in it. Whoever leaves the
     * field, or presses Enter, sees which.
     */
    public static void offer(Spinner<Integer> spinner, int min, int max, int initial) {
        var numbers = new IntegerSpinnerValueFactory(min, max, initial);
        numbers.setConverter(new Typed(numbers));
        spinner.setValueFactory(numbers);
        spinner.getEditor().addEventHandler(ActionEvent.ACTION, _ -> settle(spinner));
        spinner.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                settle(spinner);
            }
        });
    }

    private static void settle(Spinner<Integer> spinner) {
        spinner.commitValue();
        // A value that stayed the same leaves the field as it was typed.
        spinner.getEditor().setText(String.valueOf(spinner.getValue()));
    }

    private static final class Typed extends StringConverter<Integer> {
        private final IntegerSpinnerValueFactory numbers;

        Typed(IntegerSpinnerValueFactory numbers) {
            this.numbers = numbers;
        }

        @Override
        public String toString(Integer number) {
            return String.valueOf(number);
        }

        @Override
        public Integer fromString(String typed) {
            try {
                return Math.clamp(Long.parseLong(typed.strip()), numbers.getMin(), numbers.getMax());
            } catch (NumberFormatException _) {
                return numbers.getValue();
            }
        }
    }
}

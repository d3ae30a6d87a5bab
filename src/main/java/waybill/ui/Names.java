package waybill.ui;

import java.util.function.Function;

import javafx.util.StringConverter;

/** The words a combo box shows for its values; the box is not editable. */
public final class Names<T> extends StringConverter<T> {
    private final Function<T, String> name;

    public Names(Function<T, String> name) {
        this.name = name;
    }

    @Override
    public String toString(T value) {
        return value == null ? "" : name.apply(value);
    }

    @Override
    public T fromString(String text) {
        throw new UnsupportedOperationException("the combo box is not editable");
    }
}

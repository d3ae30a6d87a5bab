package waybill.ui.deliveries;

import javafx.scene.chart.NumberAxis;
import javafx.util.StringConverter;

import waybill.ui.sending.Quantities;

/** The axis of a chart that counts. */
final class CountAxis {
    private CountAxis() {}

    static NumberAxis of(Quantities quantities) {
        var axis = new NumberAxis();
        axis.setMinorTickVisible(false);
        axis.setTickLabelFormatter(new Labels(quantities));
        return axis;
    }

    /** Of whole numbers only: there is no half of a message. */
    static final class Labels extends StringConverter<Number> {
        private final Quantities quantities;

        Labels(Quantities quantities) {
            this.quantities = quantities;
        }

        @Override
        public String toString(Number count) {
            return count.doubleValue() == Math.rint(count.doubleValue()) ? quantities.number(count.doubleValue()) : "";
        }

        @Override
        public Number fromString(String text) {
            throw new UnsupportedOperationException("nothing is typed into an axis");
        }
    }
}

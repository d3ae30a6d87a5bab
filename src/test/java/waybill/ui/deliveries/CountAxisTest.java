package waybill.ui.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import waybill.ui.Messages;
import waybill.ui.sending.Quantities;

class CountAxisTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "3, 3", "12000, '12,000'", "0.25, ''", "2.5, ''"})
    void namesWholeNumbersOnly(double count, String label) {
        var labels = new CountAxis.Labels(new Quantities(new Messages(Locale.UK)));

        assertThat(labels.toString(count)).isEqualTo(label);
    }
}

package waybill.bench;

import java.util.Locale;

/**
 * One line of the result: Waybill against a yardstick measured in the same run.
 *
 * @param unit of both samples
 * @param yardstickName what the yardstick is
 * @param target what is aimed at
 */
record Figure(String name, String unit, Samples waybill, Samples yardstick, String yardstickName, Target target) {
    /** What the comparison should come to. */
    sealed interface Target {
        /** Waybill's median is at most that many times the yardstick's. */
        record Times(double most) implements Target {}

        /** Waybill's median is at most that much above the yardstick's, in the figure's unit. */
        record More(double most) implements Target {}

        /** Only for information; shown as a ratio. */
        record None() implements Target {}
    }

    static String heading() {
        return row("", "Waybill", "yardstick", "result", "target", "")
                + "  yardstick; from least to most of Waybill, of the yardstick";
    }

    @Override
    public String toString() {
        double difference = waybill.median() - yardstick.median();
        double ratio = waybill.median() / yardstick.median();
        String times = text("%.2f x", ratio);
        return switch (target) {
            case Target.Times(double most) -> row(times, text("<= %.2f x", most), ratio <= most ? "met" : "MISSED");
            case Target.More(double most) ->
                row(text("%+.1f %s", difference, unit), text("<= +%.0f %s", most, unit), difference <= most ? "met" : "MISSED");
            case Target.None() -> row(times, "", "");
        };
    }

    private String row(String result, String aim, String verdict) {
        return row(name, amount(waybill.median()), amount(yardstick.median()), result, aim, verdict) + "  " + yardstickName + "; "
                + spread(waybill) + ", " + spread(yardstick);
    }

    private static String row(String name, String waybill, String yardstick, String result, String target, String verdict) {
        return text("%-34s %12s %12s %10s %11s %-6s", name, waybill, yardstick, result, target, verdict);
    }

    private static String spread(Samples samples) {
        return text("%.1f-%.1f", samples.least(), samples.most());
    }

    private String amount(double value) {
        return text("%.1f %s", value, unit);
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}

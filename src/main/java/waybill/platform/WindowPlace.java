package waybill.platform;

/**
 * Where the window is when it is not maximised, in the toolkit's logical pixels. It may lie off every screen of today.
 *
 * @param x may be negative, with a screen left of the first
 * @param y may be negative, with a screen above the first
 * @param width above zero
 * @param height above zero
 * @param maximised whether it fills the screen that it is on
 */
public record WindowPlace(double x, double y, double width, double height, boolean maximised) {
    private static final double FARTHEST = 100_000;

    /** @throws IllegalArgumentException if a number is not finite, absurdly large, or a size is not above zero */
    public WindowPlace {
        if (!isNear(x) || !isNear(y) || !isNear(width) || !isNear(height) || width <= 0 || height <= 0) {
            throw new IllegalArgumentException("window at " + x + ", " + y + " of " + width + " × " + height);
        }
    }

    private static boolean isNear(double pixels) {
        return Math.abs(pixels) <= FARTHEST;
    }
}

package waybill;

/**
 * How much of what security promises is tried: in each build a part of it, all with {@code mvn verify -Ppromises}. Single
 * figures can be set by their own names.
 */
public final class Promises {
    private static final boolean FULL = "full".equals(System.getProperty("waybill.promises"));

    private Promises() {}

    /** @param name the property that sets this figure alone */
    public static int of(String name, int part, int all) {
        return Integer.getInteger(name, FULL ? all : part);
    }
}

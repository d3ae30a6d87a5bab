package waybill.delivery;

/** What a thread cannot handle and is not to end of. */
final class Unexpected {
    private Unexpected() {}

    /** Tells whoever is told when a thread ends of something; this one goes on. */
    static void report(Throwable failure) {
        var thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    }
}

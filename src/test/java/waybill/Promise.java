package waybill;

/** What is promised of secrets, durability and hostile input; each has its tests, which say so with {@link Promised}. */
public enum Promise {
    /** Nothing that was acknowledged is lost by kill -9, and every vault opens. */
    KILLED,
    /** The same while keys change, and in backup and restore. */
    KILLED_WITH_KEYS,
    /** A damaged or older file is never taken for a new install, and gives no wrong secret. */
    DAMAGED_FILES,
    /** No sealed value that was altered or moved opens. */
    SEALED_VALUES,
    /** No URL is accepted that must fail, and none leads to another host. */
    URLS,
    /** No text is altered, begins another header line, or crashes anything. */
    TEXT,
    /** No bad certificate or protocol is accepted, every good one is. */
    TLS,
    /** No server holds a request beyond its deadline, or is wrongly said to have taken a delivery. */
    BAD_SERVERS,
    /** No redirect is followed. */
    REDIRECTS,
    /** Nothing that is alive in a locked process has a key. */
    CORE_DUMP,
    /** No secret is in anything that was written. */
    ON_DISK,
    /** A second start shows the first window, and damages nothing. */
    SECOND_START,
    /** No hostile file, answer, certificate or text crashes, hangs or fills the memory. */
    HOSTILE_INPUT,
    /** The code in use gives what published vectors say. */
    VECTORS
}

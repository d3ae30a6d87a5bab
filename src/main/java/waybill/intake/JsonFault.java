package waybill.intake;

/**
 * Where bytes stop being one JSON text (RFC 8259).
 *
 * @param line 1 for the first; lines end with LF, CR or both
 * @param column 1 for the first of the line; counted in UTF-16 units, as editors do
 * @param kind for the words of the window
 * @param detail the parser's own words, without any of the text
 */
public record JsonFault(long line, long column, Kind kind, String detail) {
    /** What is wrong. */
    public enum Kind {
        /** No value at all. */
        EMPTY,
        /** The text ends inside a value. */
        ENDS_EARLY,
        /** Something that may not stand there. */
        UNEXPECTED,
        /** More after the end of the value. */
        TRAILING,
        /** Bytes that are not UTF-8. */
        NOT_UTF8,
        /** Nested deeper than 1,000 levels, or a number or name longer than is read. */
        BEYOND_LIMITS
    }
}

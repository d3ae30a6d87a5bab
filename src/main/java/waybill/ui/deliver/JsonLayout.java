package waybill.ui.deliver;

/**
 * Puts each member and element of a JSON text on a line of its own. Only white space between tokens changes: strings and
 * numbers stay character for character as they are, which a parser and writer would not promise.
 */
final class JsonLayout {
    private static final String STEP = "  ";

    private final String json;
    private final StringBuilder laidOut;
    private int depth;

    private JsonLayout(String json) {
        this.json = json;
        laidOut = new StringBuilder(json.length() * 2);
    }

    /** @param json valid; of anything else it makes anything, but ends */
    static String of(String json) {
        var layout = new JsonLayout(json);
        int at = 0;
        while (at < json.length()) {
            at = layout.copy(at);
        }
        return layout.laidOut.append('\n').toString();
    }

    /** Copies the token at {@code at}. @return where the next one may begin */
    private int copy(int at) {
        char first = json.charAt(at);
        switch (first) {
            case '{', '[' -> {
                return open(at);
            }
            case '}', ']' -> {
                depth = Math.max(0, depth - 1);
                newLine();
                laidOut.append(first);
            }
            case ',' -> {
                laidOut.append(first);
                newLine();
            }
            case ':' -> laidOut.append(": ");
            case '"' -> {
                int end = endOfString(at);
                laidOut.append(json, at, end);
                return end;
            }
            default -> {
                if (!isBlank(first)) {
                    laidOut.append(first);
                }
            }
        }
        return at + 1;
    }

    /** An empty object or array stays in one piece. */
    private int open(int at) {
        int next = at + 1;
        while (next < json.length() && isBlank(json.charAt(next))) {
            next++;
        }
        laidOut.append(json.charAt(at));
        if (next < json.length() && (json.charAt(next) == '}' || json.charAt(next) == ']')) {
            laidOut.append(json.charAt(next));
            return next + 1;
        }
        depth++;
        newLine();
        return next;
    }

    private int endOfString(int at) {
        int end = at + 1;
        while (end < json.length() && json.charAt(end) != '"') {
            end += json.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end + 1, json.length());
    }

    private void newLine() {
        laidOut.append('\n').repeat(STEP, depth);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }
}

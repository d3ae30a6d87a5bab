package waybill.ui.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The tokens of one line of JSON, for its colours. Takes any text: no token of JSON goes over the end of a line, so that each
 * line can be looked at alone.
 */
final class JsonTokens {
    private static final Set<String> LITERALS = Set.of("true", "false", "null");

    private final String line;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private JsonTokens(String line) {
        this.line = line;
    }

    /** What a token is. */
    enum Kind {
        NAME, STRING, NUMBER, LITERAL, PUNCTUATION,
        /** Letters that are no literal, and strings that do not end. */
        STRAY
    }

    /** @param from the first character; @param to after the last one */
    record Token(Kind kind, int from, int to) {}

    /** In their order; white space, and what no JSON begins with, is in none. */
    static List<Token> of(String line) {
        var lexer = new JsonTokens(line);
        while (lexer.at < line.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() {
        char first = line.charAt(at);
        int from = at;
        if (first == '"') {
            add(string(), from);
        } else if (first == '-' || Character.isDigit(first)) {
            skip("+-.eE0123456789");
            add(Kind.NUMBER, from);
        } else if (Character.isLetter(first)) {
            while (at < line.length() && Character.isLetterOrDigit(line.charAt(at))) {
                at++;
            }
            add(LITERALS.contains(line.substring(from, at)) ? Kind.LITERAL : Kind.STRAY, from);
        } else {
            at++;
            if ("{}[],:".indexOf(first) >= 0) {
                add(Kind.PUNCTUATION, from);
            }
        }
    }

    private Kind string() {
        at++;
        while (at < line.length() && line.charAt(at) != '"') {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= line.length()) {
            at = line.length();
            return Kind.STRAY;
        }
        at++;
        int next = at;
        while (next < line.length() && Character.isWhitespace(line.charAt(next))) {
            next++;
        }
        return next < line.length() && line.charAt(next) == ':' ? Kind.NAME : Kind.STRING;
    }

    private void skip(String characters) {
        while (at < line.length() && characters.indexOf(line.charAt(at)) >= 0) {
            at++;
        }
    }

    private void add(Kind kind, int from) {
        tokens.add(new Token(kind, from, at));
    }
}

package waybill.ui.deliver;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

import waybill.ui.Background;

/**
 * Colours the lines that can be seen, as JSON, and underlines where it is wrong. A document of any length costs no more than
 * the lines on screen.
 */
final class Colouring {
    /** In characters; longer lines keep one colour, as each token of a line is laid out anew at each key press. */
    private static final int LONGEST_COLOURED = 5_000;
    private static final Collection<String> PLAIN = List.of();
    private static final Collection<String> WRONG = List.of("json-wrong");

    private final CodeArea area;
    private final Background background;
    private Optional<Mark> mark = Optional.empty();
    private boolean planned;

    /** A place in the text. @param paragraph 0 for the first; @param column in UTF-16 units, 0 for the first */
    record Mark(int paragraph, int column) {}

    Colouring(CodeArea area, Background background) {
        this.area = area;
        this.background = background;
        area.getVisibleParagraphs().addModificationObserver(_ -> plan());
    }

    /** Underlines the character there, or the last one before it. */
    void mark(Optional<Mark> place) {
        mark = place;
        plan();
    }

    /** Styles cannot be set while the area is laid out, which is when it tells of its lines. */
    private void plan() {
        if (!planned) {
            planned = true;
            background.show(() -> {
                planned = false;
                colourVisible();
            });
        }
    }

    private void colourVisible() {
        if (area.getVisibleParagraphs().isEmpty()) {
            return;
        }
        int last = Math.min(area.lastVisibleParToAllParIndex(), area.getParagraphs().size() - 1);
        for (int paragraph = area.firstVisibleParToAllParIndex(); paragraph <= last; paragraph++) {
            if (area.getParagraphLength(paragraph) > 0) {
                colour(paragraph);
            }
        }
    }

    private void colour(int paragraph) {
        var spans = spans(paragraph);
        // Setting them makes a new paragraph, which is told as a change: without this it would never end.
        if (!spans.equals(area.getStyleSpans(paragraph))) {
            area.setStyleSpans(paragraph, 0, spans);
        }
    }

    private StyleSpans<Collection<String>> spans(int paragraph) {
        String line = area.getParagraph(paragraph).getText();
        var spans = colours(line);
        return mark.filter(place -> place.paragraph() == paragraph).map(place -> underlined(spans, place.column(), line))
                .orElse(spans);
    }

    private static StyleSpans<Collection<String>> colours(String line) {
        var builder = new StyleSpansBuilder<Collection<String>>();
        int at = 0;
        for (var token : line.length() > LONGEST_COLOURED ? List.<JsonTokens.Token>of() : JsonTokens.of(line)) {
            if (token.from() > at) {
                builder.add(PLAIN, token.from() - at);
            }
            builder.add(List.of("json-" + token.kind().name().toLowerCase(Locale.ROOT)), token.to() - token.from());
            at = token.to();
        }
        if (line.length() > at) {
            builder.add(PLAIN, line.length() - at);
        }
        return builder.create();
    }

    private static StyleSpans<Collection<String>> underlined(StyleSpans<Collection<String>> spans, int column, String line) {
        int from = Math.clamp(column, 0, line.length() - 1);
        int length = Character.charCount(line.codePointAt(from));
        var builder = new StyleSpansBuilder<Collection<String>>();
        if (from > 0) {
            builder.add(PLAIN, from);
        }
        builder.add(WRONG, length);
        if (from + length < line.length()) {
            builder.add(PLAIN, line.length() - from - length);
        }
        return spans.overlay(builder.create(), (colour, wrong) -> wrong.isEmpty()
                ? colour
                : java.util.stream.Stream.concat(colour.stream(), wrong.stream()).toList());
    }
}

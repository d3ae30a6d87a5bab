package waybill.destination;

import java.util.List;
import java.util.Set;

/**
 * One field of an auth type, as data: the dialog draws its row from it, the draft checks it, the store writes it.
 *
 * @param id the field's name in the store, in the messages ({@code field.<id>}) and in the window (node id)
 * @param kind what the person sees
 * @param options the choices of a {@link Kind#CHOICE} or {@link Kind#SEGMENTS}, the first preselected; else empty
 * @param extras what stands beside or below the field
 * @param rule what a value must be
 */
public record AuthField(String id, Kind kind, List<String> options, Set<Extra> extras, FieldRule rule) {
    /** What the person sees. A {@link #SECRET} is masked on screen and sealed in the store. */
    public enum Kind {
        TEXT, SECRET, CHOICE, SEGMENTS
    }

    /** What stands beside or below a field. */
    public enum Extra {
        /** A button that fills in a random secret. */
        GENERATE,
        /** A line that rates a password while it is typed. */
        STRENGTH
    }

    public static AuthField text(String id, FieldRule rule) {
        return new AuthField(id, Kind.TEXT, List.of(), Set.of(), rule);
    }

    public static AuthField secret(String id, FieldRule rule, Extra... extras) {
        return new AuthField(id, Kind.SECRET, List.of(), Set.of(extras), rule);
    }

    /** A combo box of {@code options}; the message {@code option.<id>.<option>} is shown for each. */
    public static AuthField choice(String id, String... options) {
        return new AuthField(id, Kind.CHOICE, List.of(options), Set.of(), FieldRule.NONE);
    }

    /** Buttons side by side, of which one is pressed; the node id of each is the field's id and the capitalised option. */
    public static AuthField segments(String id, String... options) {
        return new AuthField(id, Kind.SEGMENTS, List.of(options), Set.of(), FieldRule.NONE);
    }

    public boolean isSecret() {
        return kind == Kind.SECRET;
    }

    /** What the field holds before anything is typed: the first option, or nothing. */
    public String initial() {
        return options.isEmpty() ? "" : options.getFirst();
    }
}

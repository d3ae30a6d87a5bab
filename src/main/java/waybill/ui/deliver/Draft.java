package waybill.ui.deliver;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import waybill.intake.Source;
import waybill.ui.deliver.Payload.Shown;

/** What would be sent: what was typed, or a document from its own bytes until it is edited. Used on the window's thread. */
final class Draft {
    private String name;
    private Optional<Payload> unedited = Optional.empty();
    private boolean unsent;
    private long version;

    /** @param name of what is typed */
    Draft(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** What would be sent now. @param text that the editor shows */
    Source.Typed source(String text) {
        return new Source.Typed(name, unedited.map(Payload::bytes).orElseGet(() -> encode(text)));
    }

    /** Nothing is typed yet. @param typedName of what will be */
    void clear(String typedName) {
        name = typedName;
        unedited = Optional.empty();
        unsent = false;
        version++;
    }

    void replaceBy(Payload payload) {
        name = payload.name();
        unedited = Optional.of(payload);
        unsent = false;
        version++;
    }

    /** Its text is what is sent from now on. @return whether a document's own bytes were until now */
    boolean edit() {
        boolean wasUnedited = unedited.isPresent();
        unedited = Optional.empty();
        unsent = true;
        version++;
        return wasUnedited;
    }

    /** Another one for each change. */
    long version() {
        return version;
    }

    /** What {@code sentVersion} was is not lost any more; what was typed after it would be. */
    void sent(long sentVersion) {
        unsent &= sentVersion != version;
    }

    /** Whether something was typed that is lost where another document is shown. */
    boolean isUnsent() {
        return unsent;
    }

    /** Why only a part of it is shown; empty if all is. */
    Optional<Payload.Reason> excerptReason() {
        return unedited.map(Payload::shown)
                .flatMap(shown -> shown instanceof Shown.Excerpt(var _, var reason) ? Optional.of(reason) : Optional.empty());
    }

    /** As text is sent. */
    static byte[] encode(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package waybill.vault;

import java.util.Optional;

/**
 * That messages which wait to be sent would go to another host, once a destination is imported.
 *
 * @param waiting how many there are, at least one
 * @param from the host that they were handed in for; empty if what is registered cannot be read
 * @param to the host of what is to be imported
 */
public record Redirection(long waiting, Optional<String> from, String to) {
    /** What becomes of them. */
    public enum Choice {
        SEND, CANCEL
    }
}

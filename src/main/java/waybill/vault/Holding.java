package waybill.vault;

import java.util.List;
import java.util.Optional;

/**
 * What a database holds, as far as a person needs it to recognise it. No secret.
 *
 * @param destination where data goes; empty if none is registered
 * @param messages how many there are, in any state
 */
public record Holding(Optional<Target> destination, long messages) {
    /**
     * @param host without scheme, port and path
     * @param authType the name of the type
     * @param trusted for each certificate that is trusted in addition to the usual ones, its subject and the beginning of its
     *            SHA-256 fingerprint
     */
    public record Target(String host, String authType, List<String> trusted) {
        public Target {
            trusted = List.copyOf(trusted);
        }
    }
}

package waybill.destination;

import java.util.Optional;

/**
 * The one endpoint that data is delivered to.
 *
 * @param trusted certificates that are trusted for this destination in addition to the usual ones
 * @param practice the practice receiver's key and port while this destination is that receiver
 */
public record Destination(EndpointUrl url, Auth auth, TrustedCertificates trusted, Optional<PracticeIdentity> practice) {
    public Destination(EndpointUrl url, Auth auth) {
        this(url, auth, TrustedCertificates.none(), Optional.empty());
    }
}

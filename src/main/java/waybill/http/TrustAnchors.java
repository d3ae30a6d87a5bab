package waybill.http;

import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import waybill.destination.KeyStrength;
import waybill.destination.TrustedCertificates;

/**
 * The certificates every chain must lead to: the usual ones, loaded when they are first needed, and those a destination
 * adds. Weak keys among them are left out. Thread-safe.
 */
public final class TrustAnchors {
    private final Supplier<? extends Collection<X509Certificate>> source;
    private volatile Set<TrustAnchor> usual = Set.of();
    private volatile boolean loaded;

    private TrustAnchors(Supplier<? extends Collection<X509Certificate>> source) {
        this.source = source;
    }

    /** What {@code source} gives, which is asked once, when they are first needed. */
    static TrustAnchors from(Supplier<? extends Collection<X509Certificate>> source) {
        return new TrustAnchors(source);
    }

    /** Those of the runtime and of the operating system. Reading them takes some 100 ms, once. */
    public static TrustAnchors ofSystem() {
        return new TrustAnchors(new TrustStores(System.getenv())::certificates);
    }

    /** None but these. */
    public static TrustAnchors of(Collection<X509Certificate> certificates) {
        return new TrustAnchors(() -> certificates);
    }

    /** The usual ones and {@code added}. May read files: not for the user interface's thread. */
    Set<TrustAnchor> with(TrustedCertificates added) {
        return Stream.concat(usual().stream(), anchors(added.certificates())).collect(Collectors.toUnmodifiableSet());
    }

    private Set<TrustAnchor> usual() {
        if (!loaded) {
            synchronized (this) {
                if (!loaded) {
                    usual = anchors(source.get()).collect(Collectors.toUnmodifiableSet());
                    loaded = true;
                }
            }
        }
        return usual;
    }

    private static Stream<TrustAnchor> anchors(Collection<X509Certificate> certificates) {
        return certificates.stream().distinct().filter(certificate -> KeyStrength.isStrong(certificate.getPublicKey()))
                .map(certificate -> new TrustAnchor(certificate, null));
    }
}

package waybill.http;

import java.security.Security;

import waybill.destination.KeyStrength;

/**
 * What this process demands of certificates and handshakes beyond the JDK's defaults, which still take SHA-1 signatures and
 * 1024-bit RSA keys below a private root. The figures are those of NIST SP 800-131A and of the CA/Browser Forum's Baseline
 * Requirements §6.1.5.
 */
public final class TlsPolicy {

    private static final String WEAK_KEYS = "RSA keySize < " + KeyStrength.RSA_BITS + ", DSA, DH keySize < 2048, EC keySize < "
            + KeyStrength.EC_BITS;
    private static final String CERTIFICATES = "MD2, MD5, SHA1, " + WEAK_KEYS;
    private static final String HANDSHAKES = "SSLv3, TLSv1, TLSv1.1, " + WEAK_KEYS;

    private TlsPolicy() {}

    /**
     * Sets the process-wide security properties; to be called at the start of the process, because the JDK reads them once,
     * with the first TLS connection. Adds to what is set and takes nothing away. May be called again.
     */
    public static void apply() {
        add("jdk.certpath.disabledAlgorithms", CERTIFICATES);
        add("jdk.tls.disabledAlgorithms", HANDSHAKES);
    }

    private static synchronized void add(String property, String more) {
        String present = Security.getProperty(property);
        if (present == null || present.isBlank()) {
            Security.setProperty(property, more);
        } else if (!present.startsWith(more)) {
            Security.setProperty(property, more + ", " + present);
        }
    }
}

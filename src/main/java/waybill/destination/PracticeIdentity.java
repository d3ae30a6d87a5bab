package waybill.destination;

import java.security.cert.X509Certificate;

/**
 * What the practice receiver needs to be the same after a restart.
 *
 * @param port 1 to 65,535, on loopback
 * @param privateKey PKCS #8 (RFC 5958) in base64, sealed in the store
 * @param certificate self-signed, for the loopback names and addresses
 */
public record PracticeIdentity(int port, Secret privateKey, X509Certificate certificate) {
    /** Never prints the key. */
    @Override
    public String toString() {
        return "PracticeIdentity[port=" + port + "]";
    }
}

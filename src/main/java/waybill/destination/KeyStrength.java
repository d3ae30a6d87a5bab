package waybill.destination;

import java.security.PublicKey;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;

/** The keys that a certificate may have, after NIST SP 800-57 part 1: 112 bits of security and more. */
public final class KeyStrength {
    public static final int RSA_BITS = 2048;
    public static final int EC_BITS = 256;

    private KeyStrength() {}

    /** Whether {@code key} is RSA of {@value #RSA_BITS} bits or more, EC of {@value #EC_BITS} or more, or of a newer kind. */
    public static boolean isStrong(PublicKey key) {
        return switch (key) {
            case RSAKey rsa -> rsa.getModulus().bitLength() >= RSA_BITS;
            case ECKey ec -> ec.getParams().getOrder().bitLength() >= EC_BITS;
            case DSAKey _ -> false;
            default -> true;
        };
    }
}

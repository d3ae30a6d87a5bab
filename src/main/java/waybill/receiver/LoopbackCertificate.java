package waybill.receiver;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import waybill.destination.PracticeIdentity;
import waybill.destination.Secret;

/**
 * Makes the practice receiver's key (EC P-256) and certificate: self-signed, no CA, for {@code localhost}, 127.0.0.1 and
 * ::1 alone, so that trusting it trusts no other host (RFC 5280 §4.2.1.9).
 */
final class LoopbackCertificate {
    /** A practice destination may stay registered for years; nobody wants to renew it. */
    private static final Duration LIFE = Duration.ofDays(3650);
    /** So that a clock that is set back a little does not make it not yet valid. */
    private static final Duration BEFORE_NOW = Duration.ofDays(1);
    private static final int SERIAL_BITS = 127;

    private final InstantSource clock;
    private final SecureRandom random;

    LoopbackCertificate(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new key and certificate for a receiver on {@code port}. */
    PracticeIdentity identity(int port) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair keys = generator.generateKeyPair();
            var privateKey = Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded());
            return new PracticeIdentity(port, Secret.of(privateKey), certificate(keys));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("this Java runtime cannot make a P-256 certificate", e);
        }
    }

    private X509Certificate certificate(KeyPair keys) throws GeneralSecurityException, OperatorCreationException, IOException {
        Instant now = clock.instant();
        var name = new X500Name("CN=Waybill practice receiver");
        var serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
        var builder = new JcaX509v3CertificateBuilder(name, serial, Date.from(now.minus(BEFORE_NOW)), Date.from(now.plus(LIFE)),
                name, keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(Extension.subjectAlternativeName, false, loopbackNames());
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").setSecureRandom(random).build(keys.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static GeneralNames loopbackNames() {
        return new GeneralNames(
                new GeneralName[]{new GeneralName(GeneralName.dNSName, "localhost"),
                        new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                        new GeneralName(GeneralName.iPAddress, "::1")});
    }
}

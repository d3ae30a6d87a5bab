package waybill.http;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates made on the spot: good ones and every kind of bad one. */
final class TestCertificates {
    private static final AtomicLong SERIAL = new AtomicLong(1);
    private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();

    private TestCertificates() {}

    /** A certificate with its key and what a server sends above it (the root left out). */
    record Issued(X509Certificate certificate, PrivateKey key, List<X509Certificate> chain) {
        /** The same, sent alone. */
        Issued withoutChain() {
            return new Issued(certificate, key, List.of(certificate));
        }

        Order issues(String subject) {
            return new Order(subject).issuer(this);
        }
    }

    static Issued root(String name) {
        return new Order(name).authority().issue();
    }

    /** A certificate for localhost and the loopback addresses, signed by itself. */
    static Issued selfSigned() {
        return new Order("CN=self-signed").forLoopback().issue();
    }

    /** One key for each kind and purpose: making RSA keys is slow. */
    static KeyPair keys(String algorithm, int bits, String use) {
        return KEYS.computeIfAbsent(algorithm + bits + use, _ -> newKeys(algorithm, bits));
    }

    private static KeyPair newKeys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (bits > 0) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a certificate is to be like. */
    static final class Order {
        private final String subject;
        private final List<GeneralName> names = new ArrayList<>();
        private Optional<Issued> issuer = Optional.empty();
        private Instant from = Instant.now().minus(Duration.ofDays(30));
        private Instant until = Instant.now().plus(Duration.ofDays(30));
        private KeyPair keys = newKeys("EC", 256);
        private String digest = "SHA256";
        private boolean authority;
        private KeyPurposeId purpose = KeyPurposeId.id_kp_serverAuth;

        Order(String subject) {
            this.subject = subject;
        }

        Order issuer(Issued by) {
            issuer = Optional.of(by);
            return this;
        }

        Order forLoopback() {
            return forHosts("localhost").forAddresses("127.0.0.1", "::1");
        }

        Order forHosts(String... hosts) {
            for (String host : hosts) {
                names.add(new GeneralName(GeneralName.dNSName, host));
            }
            return this;
        }

        Order forAddresses(String... addresses) {
            for (String address : addresses) {
                names.add(new GeneralName(GeneralName.iPAddress, address));
            }
            return this;
        }

        Order valid(Duration fromNow, Duration untilNow) {
            from = Instant.now().plus(fromNow);
            until = Instant.now().plus(untilNow);
            return this;
        }

        Order expired() {
            return valid(Duration.ofDays(-20), Duration.ofDays(-10));
        }

        Order notYetValid() {
            return valid(Duration.ofDays(10), Duration.ofDays(20));
        }

        Order keys(KeyPair pair) {
            keys = pair;
            return this;
        }

        Order digest(String name) {
            digest = name;
            return this;
        }

        Order authority() {
            authority = true;
            return this;
        }

        Order purpose(KeyPurposeId id) {
            purpose = id;
            return this;
        }

        Issued issue() {
            try {
                X509Certificate certificate = certificate();
                List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
                issuer.filter(by -> by.chain().size() > 1 || !isSelfSigned(by.certificate()))
                        .ifPresent(by -> chain.addAll(by.chain()));
                return new Issued(certificate, keys.getPrivate(), List.copyOf(chain));
            } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static boolean isSelfSigned(X509Certificate certificate) {
            return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
        }

        private X509Certificate certificate() throws GeneralSecurityException, OperatorCreationException, IOException {
            X500Name by = new X500Name(issuer.map(i -> i.certificate().getSubjectX500Principal().getName()).orElse(subject));
            var builder = new JcaX509v3CertificateBuilder(by, BigInteger.valueOf(SERIAL.getAndIncrement()), Date.from(from),
                    Date.from(until),
                    new X500Name(subject), keys.getPublic());
            if (authority) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            } else {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            }
            if (!names.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false,
                        new GeneralNames(names.toArray(GeneralName[]::new)));
            }
            PrivateKey signing = issuer.map(Issued::key).orElse(keys.getPrivate());
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(signature(signing)).build(signing)));
        }

        private String signature(PrivateKey signing) {
            return switch (signing.getAlgorithm()) {
                case "RSA" -> digest + "withRSA";
                case "EC" -> digest + "withECDSA";
                default -> "Ed25519";
            };
        }
    }
}

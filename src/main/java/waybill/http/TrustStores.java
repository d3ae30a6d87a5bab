package waybill.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Reads the certificates the runtime and the operating system trust. A store that is absent or cannot be read adds nothing:
 * fewer certificates are trusted then, never more.
 */
final class TrustStores {
    /**
     * The key store types by which the JDK reads the systems' own stores, by how their names begin. Elsewhere they are not asked
     * for: looking for what is not there loads every security provider, Bouncy Castle's with its 800 classes among them.
     */
    private static final Map<String, String> SYSTEM_STORES = Map.of("Windows", "Windows-ROOT", "Mac", "KeychainStore-ROOT");

    /** Where Debian, Fedora, SUSE and Alpine keep their bundle. */
    private static final List<String> BUNDLES = List.of("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
            "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem");

    private static final Pattern PEM = Pattern.compile("-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----");

    private final Map<String, String> environment;

    /** @param environment {@code SSL_CERT_FILE} in it takes the place of the system's bundle, as with OpenSSL */
    TrustStores(Map<String, String> environment) {
        this.environment = environment;
    }

    Set<X509Certificate> certificates() {
        var all = new LinkedHashSet<X509Certificate>();
        all.addAll(ofRuntime());
        String system = System.getProperty("os.name");
        SYSTEM_STORES.forEach((name, type) -> all.addAll(system.startsWith(name) ? ofSystemStore(type) : List.of()));
        bundle().ifPresent(file -> all.addAll(ofBundle(file)));
        return all;
    }

    private static List<X509Certificate> ofRuntime() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init((KeyStore) null);
            return Stream.of(factory.getTrustManagers()).filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .flatMap(manager -> Stream.of(manager.getAcceptedIssuers())).toList();
        } catch (GeneralSecurityException _) {
            return List.of();
        }
    }

    private static List<X509Certificate> ofSystemStore(String type) {
        var certificates = new ArrayList<X509Certificate>();
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isCertificateEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    certificates.add(certificate);
                }
            }
        } catch (GeneralSecurityException | IOException _) {
            return List.of();
        }
        return certificates;
    }

    private Optional<Path> bundle() {
        try {
            return Stream.concat(Optional.ofNullable(environment.get("SSL_CERT_FILE")).stream(), BUNDLES.stream()).map(Path::of)
                    .filter(Files::isRegularFile).findFirst();
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /** One unreadable certificate in a bundle does not lose the others. */
    private static List<X509Certificate> ofBundle(Path file) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1)).results()
                    .flatMap(block -> certificate(factory, block.group(1)).stream()).toList();
        } catch (CertificateException | IOException _) {
            return List.of();
        }
    }

    private static Optional<X509Certificate> certificate(CertificateFactory factory, String base64) {
        try {
            Certificate certificate = factory
                    .generateCertificate(new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)));
            return certificate instanceof X509Certificate x509 ? Optional.of(x509) : Optional.empty();
        } catch (CertificateException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

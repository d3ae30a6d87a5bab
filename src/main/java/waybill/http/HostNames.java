package waybill.http;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.apache.hc.core5.net.InetAddressUtils;

/** The names a certificate is for, RFC 5280 §4.2.1.6 and RFC 9525. The subject's common name is none of them. */
final class HostNames {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private HostNames() {}

    /** The DNS names and IP addresses; empty if there are none or they cannot be read. */
    static List<String> of(X509Certificate certificate) {
        return alternatives(certificate).stream().filter(name -> isOf(DNS_NAME, name) || isOf(IP_ADDRESS, name))
                .map(name -> String.valueOf(name.get(1))).toList();
    }

    /**
     * Whether the certificate has any name of the host's kind. Without this rule the JDK would go by the common name where
     * there is no DNS name.
     */
    static boolean hasAnyFor(String host, X509Certificate certificate) {
        int kind = isAddress(host) ? IP_ADDRESS : DNS_NAME;
        return alternatives(certificate).stream().anyMatch(name -> isOf(kind, name));
    }

    /**
     * The name that TLS asks for and a certificate must have: an IPv6 address without brackets, a domain without the dot at
     * its end, which is part of the name in the URL and the DNS alone (RFC 6066 §3).
     */
    static String verified(String host) {
        if (host.startsWith("[")) {
            return host.substring(1, host.length() - 1);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** @param host as {@link #verified} gives it */
    static boolean isAddress(String host) {
        return InetAddressUtils.isIPv4(host) || InetAddressUtils.isIPv6(host);
    }

    private static boolean isOf(int kind, List<?> name) {
        return Integer.valueOf(kind).equals(name.getFirst());
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getSubjectAlternativeNames()).orElse(List.of());
        } catch (CertificateParsingException _) {
            return List.of();
        }
    }
}

package waybill.destination;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The URL Standard's host parser for special schemes (§3.5). It accepts less than the standard: a domain must be one that
 * the DNS can hold (RFC 1035 §2.3.4: labels of 1 to 63, 253 in all) and consist of letters, digits, hyphens and, since they
 * exist in private networks, underscores.
 */
final class HostParser {
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_NAME = 253;

    private HostParser() {}

    /** The host as it is connected to, IPv6 in brackets; nothing if {@code text} is none. */
    static Optional<String> parse(String text) {
        if (text.startsWith("[")) {
            return text.endsWith("]")
                    ? Ipv6Parser.parse(text.substring(1, text.length() - 1)).map(address -> "[" + address + "]")
                    : Optional.empty();
        }
        return toAscii(PercentEncoding.decode(text)).flatMap(HostParser::addressOrDomain);
    }

    /**
     * The standard leaves a wholly ASCII domain alone but for its case. Until 2025 it refused one with broken punycode, and
     * programs in use still do: so does this.
     */
    private static Optional<String> toAscii(String domain) {
        String lower = domain.toLowerCase(Locale.ROOT);
        if (!domain.chars().allMatch(c -> c < 128)) {
            return DomainNames.toAscii(domain);
        }
        return lower.contains("xn--") ? DomainNames.toAscii(lower).filter(lower::equals) : Optional.of(lower);
    }

    private static Optional<String> addressOrDomain(String domain) {
        if (Ipv4Parser.looksLikeAddress(domain)) {
            return Ipv4Parser.parse(domain);
        }
        return Optional.of(domain).filter(HostParser::canBeLookedUp);
    }

    private static boolean canBeLookedUp(String domain) {
        String name = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        return name.length() <= LONGEST_NAME && List.of(name.split("\\.", -1)).stream().allMatch(HostParser::isLabel);
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty() && label.length() <= LONGEST_LABEL && label.chars()
                .allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_');
    }
}

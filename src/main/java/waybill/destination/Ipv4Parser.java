package waybill.destination;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The URL Standard's IPv4 parser (§3.5): one to four numbers, decimal, octal after {@code 0}, hexadecimal after {@code 0x}. */
final class Ipv4Parser {
    /** Above every valid part (2³² - 1): longer numbers stop here instead of overflowing. */
    private static final long TOO_MUCH = 1L << 33;

    private Ipv4Parser() {}

    /** The standard's "ends in a number": whether a domain must be an IPv4 address or nothing. */
    static boolean looksLikeAddress(String domain) {
        String last = parts(domain).getLast();
        return !last.isEmpty() && last.chars().allMatch(c -> c >= '0' && c <= '9') || number(last).isPresent();
    }

    /** The address in dotted decimal, or nothing if {@code domain} is none. */
    static Optional<String> parse(String domain) {
        List<OptionalLong> numbers = parts(domain).stream().map(Ipv4Parser::number).toList();
        if (numbers.size() > 4 || numbers.stream().anyMatch(OptionalLong::isEmpty)) {
            return Optional.empty();
        }
        long address = numbers.getLast().getAsLong();
        if (address >= 1L << 8 * (5 - numbers.size())) {
            return Optional.empty();
        }
        for (int i = 0; i < numbers.size() - 1; i++) {
            long part = numbers.get(i).getAsLong();
            if (part > 255) {
                return Optional.empty();
            }
            address |= part << 8 * (3 - i);
        }
        return Optional.of(dotted(address));
    }

    private static List<String> parts(String domain) {
        var parts = new ArrayList<>(List.of(domain.split("\\.", -1)));
        if (parts.size() > 1 && parts.getLast().isEmpty()) {
            parts.removeLast();
        }
        return parts;
    }

    private static OptionalLong number(String part) {
        if (part.startsWith("0x") || part.startsWith("0X")) {
            return part.length() == 2 ? OptionalLong.of(0) : number(part.substring(2), 16);
        }
        return part.length() > 1 && part.startsWith("0") ? number(part.substring(1), 8) : number(part, 10);
    }

    private static OptionalLong number(String digits, int radix) {
        long number = 0;
        for (char c : digits.toCharArray()) {
            // Character.digit knows other scripts' digits; none of them is left after domain to ASCII.
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return OptionalLong.empty();
            }
            number = Math.min(number * radix + digit, TOO_MUCH);
        }
        return digits.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static String dotted(long address) {
        return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }
}

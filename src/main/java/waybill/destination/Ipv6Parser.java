package waybill.destination;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The URL Standard's IPv6 parser and serialiser (§3.5): no zone, an IPv4 address only as the last 32 bits. */
final class Ipv6Parser {
    private static final int PIECES = 8;
    private static final Pattern PIECE = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern DOTTED = Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET);

    private Ipv6Parser() {}

    /** The address as RFC 5952 writes it, or nothing if {@code text} (without brackets) is none. */
    static Optional<String> parse(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return pieces(text, true).filter(pieces -> pieces.size() == PIECES).map(Ipv6Parser::serialise);
        }
        String after = text.substring(gap + 2);
        var head = gap == 0 ? Optional.of(List.<Integer>of()) : pieces(text.substring(0, gap), false);
        var tail = after.isEmpty() ? Optional.of(List.<Integer>of()) : pieces(after, true);
        if (after.contains("::") || head.isEmpty() || tail.isEmpty()) {
            return Optional.empty();
        }
        int missing = PIECES - head.get().size() - tail.get().size();
        if (missing < 1) {
            return Optional.empty();
        }
        var pieces = new ArrayList<>(head.get());
        pieces.addAll(Collections.nCopies(missing, 0));
        pieces.addAll(tail.get());
        return Optional.of(serialise(pieces));
    }

    private static Optional<List<Integer>> pieces(String text, boolean last) {
        var pieces = new ArrayList<Integer>();
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            var dotted = DOTTED.matcher(parts[i]);
            if (PIECE.matcher(parts[i]).matches()) {
                pieces.add(Integer.parseInt(parts[i], 16));
            } else if (last && i == parts.length - 1 && dotted.matches()) {
                pieces.add(Integer.parseInt(dotted.group(1)) << 8 | Integer.parseInt(dotted.group(2)));
                pieces.add(Integer.parseInt(dotted.group(3)) << 8 | Integer.parseInt(dotted.group(4)));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(pieces);
    }

    private static String serialise(List<Integer> pieces) {
        int start = 0;
        int length = 1;
        for (int i = 0; i < PIECES; i++) {
            int zeros = zerosFrom(i, pieces);
            if (zeros > length) {
                start = i;
                length = zeros;
            }
        }
        if (length == 1) {
            return hex(pieces);
        }
        return hex(pieces.subList(0, start)) + "::" + hex(pieces.subList(start + length, PIECES));
    }

    private static int zerosFrom(int start, List<Integer> pieces) {
        int end = start;
        while (end < PIECES && pieces.get(end) == 0) {
            end++;
        }
        return end - start;
    }

    private static String hex(List<Integer> pieces) {
        return String.join(":", pieces.stream().map(Integer::toHexString).toList());
    }
}

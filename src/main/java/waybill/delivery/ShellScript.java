package waybill.delivery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import waybill.destination.SignatureFormat;

/**
 * What a POSIX shell needs to compute a {@link Part}. Every command it makes writes to standard output, and none has a
 * secret among the arguments of a process, where other users of the machine could read it: {@code printf} is the shell's
 * own in sh, dash, bash and zsh.
 */
final class ShellScript {
    /** {@code hmac KEY}, over the file {@code $dir/body}, by RFC 2104: openssl's own HMAC takes the key as an argument. */
    static final String HMAC_FUNCTION = """
            command -v openssl > /dev/null || { echo 'openssl is needed' >&2; exit 1; }
            sha256() { openssl dgst -sha256 -binary; }
            byte() { printf "\\\\$(($1 / 64))$(($1 / 8 % 8))$(($1 % 8))"; }
            xor() { mask=$1; shift; for octet in "$@"; do byte $((0x$octet ^ mask)); done; }
            hmac() {
              key=$1
              set -- $(printf %s "$key" | od -An -v -tx1)
              if [ $# -gt 64 ]; then set -- $(printf %s "$key" | sha256 | od -An -v -tx1); fi
              while [ $# -lt 64 ]; do set -- "$@" 00; done
              { xor 92 "$@"; { xor 54 "$@"; cat "$dir/body"; } | sha256; } | sha256
            }""";

    /** {@code percent}, from standard input, by RFC 3986 §2: all but the unreserved characters. */
    static final String PERCENT_FUNCTION = """
            byte() { printf "\\\\$(($1 / 64))$(($1 / 8 % 8))$(($1 % 8))"; }
            percent() {
              for octet in $(od -An -v -tx1 | tr a-f A-F); do
                case $octet in
                  2D|2E|5F|7E|3[0-9]|4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A]) byte $((0x$octet)) ;;
                  *) printf %%%s "$octet" ;;
                esac
              done
            }""";

    /** {@code config OPTION}, from standard input: a line for curl's --config, which curl reads instead of its arguments. */
    static final String CONFIG_FUNCTION = """
            config() { printf '%s = "%s"\\n' "$1" "$(sed 's/[\\\\"]/\\\\&/g')"; }""";

    private ShellScript() {}

    /** A command that writes {@code parts} one after the other; the body is in the file {@code $dir/body}. */
    static String write(List<Part> parts) {
        return group(parts.stream().map(ShellScript::write).toList());
    }

    /** One command of {@code commands}, which may be followed by a pipe. */
    static String group(List<String> commands) {
        return commands.size() == 1 ? commands.getFirst() : "{ " + String.join("; ", commands) + "; }";
    }

    private static String write(Part part) {
        return switch (part) {
            case Part.Literal(var text) -> write(text);
            case Part.Plain(var label, var _) -> "printf %s \"$" + variable(label) + "\"";
            case Part.Base64Of(var parts) -> write(parts) + " | base64 | tr -d '\\n'";
            case Part.Signature(var label, var _, var format) -> {
                String signature = "hmac \"$" + variable(label) + "\" | " + encode(format.encoding());
                yield format.prefix().isEmpty() ? signature : group(List.of(write(format.prefix()), signature));
            }
        };
    }

    private static String encode(SignatureFormat.Encoding encoding) {
        return switch (encoding) {
            case BASE64 -> "base64 | tr -d '\\n'";
            case HEX -> "od -An -v -tx1 | tr -d ' \\n'";
        };
    }

    static String write(String text) {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A command that writes exactly {@code bytes}. Printable ASCII stays as it is; where there is anything else, that goes
     * over in octal, so that neither a terminal nor a chat can change it.
     */
    static String write(byte[] bytes) {
        var plain = new StringBuilder();
        var format = new StringBuilder();
        for (byte octet : bytes) {
            plain.append((char) octet);
            format.append(escaped(octet));
        }
        boolean printable = plain.chars().allMatch(ShellScript::isPrintable);
        return printable ? "printf %s " + quoted(plain.toString()) : "printf " + quoted(format.toString());
    }

    private static String escaped(byte octet) {
        return switch (octet) {
            case '%' -> "%%";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '-' -> "\\055"; // at the start it would be an option
            default -> isPrintable(octet) ? Character.toString(octet) : "\\%03o".formatted(octet & 0xFF);
        };
    }

    private static boolean isPrintable(int c) {
        return c >= ' ' && c <= '~';
    }

    /** {@code text} as one word, which the shell takes as it is. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** The shell variable that stands for the secret of that label, such as {@code WAYBILL_API_KEY}. */
    static String variable(String label) {
        return "WAYBILL_" + label.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
    }
}

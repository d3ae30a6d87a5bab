package waybill.delivery;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import waybill.destination.SignatureFormat;

/**
 * What a POSIX shell needs to compute a {@link Part}. Every command it makes writes to standard output, and none has a
 * secret among the arguments of a process, where other users of the machine could read it: {@code printf} is the shell's
 * own in sh, dash, bash and zsh.
 */
final class ShellScript {
    /** The functions that the commands call. The hash is openssl's; its HMAC would take the key as an argument. */
    static final String FUNCTIONS = """
            octets() { od -An -v -tx1; }
            percent() {
              for octet in $(octets | tr a-f A-F); do
                case $octet in
                  2D | 2E | 5F | 7E | 3[0-9] | 4[1-9A-F] | 5[0-9A] | 6[1-9A-F] | 7[0-9A]) printf "\\\\$(printf %03o "0x$octet")" ;;
                  *) printf %%%s "$octet" ;;
                esac
              done
            }
            sha256() { openssl dgst -sha256 -binary; }
            xor() { mask=$1; shift; for octet in "$@"; do printf "\\\\$(printf %03o "$((0x$octet ^ mask))")"; done; }
            hmac() {
              key=$1
              set -- $(printf %s "$key" | octets)
              if [ $# -gt 64 ]; then set -- $(printf %s "$key" | sha256 | octets); fi
              while [ $# -lt 64 ]; do set -- "$@" 00; done
              { xor 92 "$@"; { xor 54 "$@"; cat "$dir/body"; } | sha256; } | sha256
            }
            config() { printf '%s = "%s"\\n' "$1" "$(printf %s "$2" | sed 's/[\\\\"]/\\\\&/g')"; }
            """;

    private ShellScript() {}

    /** Commands that write {@code parts} one after the other; the body is the file {@code $dir/body}. */
    static String write(List<Part> parts) {
        return parts.stream().map(ShellScript::write).collect(Collectors.joining("; "));
    }

    private static String write(Part part) {
        return switch (part) {
            case Part.Literal(var text) -> write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            case Part.Plain(var label, var _) -> "printf %s \"$" + variable(label) + "\"";
            case Part.Base64Of(var parts) -> "{ " + write(parts) + "; } | base64 | tr -d '\\n'";
            case Part.Signature(var label, var _, var format) -> write(List.of(new Part.Literal(format.prefix()))) + "; hmac \"$"
                    + variable(label) + "\" | " + encode(format.encoding());
        };
    }

    private static String encode(SignatureFormat.Encoding encoding) {
        return switch (encoding) {
            case BASE64 -> "base64 | tr -d '\\n'";
            case HEX -> "octets | tr -d ' \\n'";
        };
    }

    /**
     * A command that writes exactly {@code bytes}. Printable ASCII stays as it is; anything else goes over in octal, so that
     * neither a terminal nor a chat can change it.
     */
    static String write(byte[] bytes) {
        var format = new StringBuilder();
        boolean printable = true;
        for (byte octet : bytes) {
            printable &= octet >= ' ' && octet <= '~';
        }
        for (byte octet : bytes) {
            format.append(printable ? Character.toString(octet) : escaped(octet));
        }
        return "printf " + (printable ? "%s " : "") + quoted(format.toString());
    }

    private static String escaped(byte octet) {
        return switch (octet) {
            case '%' -> "%%";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            default -> octet >= ' ' && octet <= '~' ? Character.toString(octet) : "\\%03o".formatted(octet & 0xFF);
        };
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

package waybill.store;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks for secrets in every file below a folder, in each form in which one may have been written. */
public final class SecretScan {
    private final Map<String, byte[]> patterns = new LinkedHashMap<>();

    public SecretScan(List<String> secrets) {
        secrets.forEach(this::addForms);
    }

    /** How many byte patterns are looked for. */
    public int size() {
        return patterns.size();
    }

    /** The secrets that were found, with form and file; empty if none. Counts the files it read in {@code scanned}. */
    public List<String> find(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(folder)) {
            found.addAll(find(file.getFileName().toString(), Files.readAllBytes(file)));
        }
        return found;
    }

    /** The secrets that were found in {@code bytes}, with form and where that is. */
    public List<String> find(String where, byte[] bytes) {
        // As Latin-1 every byte is one character: a search for bytes.
        String content = new String(bytes, StandardCharsets.ISO_8859_1);
        return patterns.entrySet().stream()
                .filter(pattern -> content.contains(new String(pattern.getValue(), StandardCharsets.ISO_8859_1)))
                .map(pattern -> pattern.getKey() + " in " + where).toList();
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private void addForms(String secret) {
        byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            patterns.put(secret + " as " + charset, secret.getBytes(charset));
        }
        for (int offset = 0; offset < 3; offset++) {
            patterns.put(secret + " as base64 at " + offset, base64(utf8, offset));
        }
        patterns.put(secret + " as hex", ascii(HexFormat.of().formatHex(utf8)));
        patterns.put(secret + " as capital hex", ascii(HexFormat.of().withUpperCase().formatHex(utf8)));
        patterns.put(secret + " reversed", new StringBuilder(secret).reverse().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The characters that stand for the secret alone when {@code offset} bytes come before it, whatever comes after it. */
    private static byte[] base64(byte[] secret, int offset) {
        byte[] shifted = new byte[offset + secret.length];
        System.arraycopy(secret, 0, shifted, offset, secret.length);
        byte[] encoded = Base64.getEncoder().withoutPadding().encode(shifted);
        return Arrays.copyOfRange(encoded, (offset * 8 + 5) / 6, shifted.length * 8 / 6);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package waybill.store;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Looks for secrets in every file below a folder, in each form in which one may have been written. */
public final class SecretScan {
    /** The name of each pattern, by what begins with its first two bytes. */
    private final Map<Integer, Map<String, byte[]>> patterns = new HashMap<>();
    private final boolean[] beginnings = new boolean[1 << 16];

    public SecretScan(List<String> secrets) {
        secrets.forEach(this::add);
    }

    /** Looks for this text, too. */
    public void add(String secret) {
        forms(secret).forEach((form, bytes) -> add(secret + " " + form, bytes));
    }

    /** Looks for these bytes, too. */
    public void addBytes(String name, byte[] secret) {
        forms(secret).forEach((form, bytes) -> add(name + " " + form, bytes));
    }

    /** How many byte patterns are looked for. */
    public int size() {
        return patterns.values().stream().mapToInt(Map::size).sum();
    }

    /** The secrets that were found, with form and file; empty if none. */
    public List<String> find(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(folder)) {
            found.addAll(find(folder.relativize(file).toString(), Files.readAllBytes(file)));
        }
        return found;
    }

    /** The secrets that were found in {@code bytes}, with form and where that is. */
    public List<String> find(String where, byte[] bytes) {
        List<String> found = new ArrayList<>();
        for (int at = 0; at + 1 < bytes.length; at++) {
            int beginning = beginning(bytes, at);
            if (beginnings[beginning]) {
                for (var pattern : patterns.get(beginning).entrySet()) {
                    byte[] sought = pattern.getValue();
                    int end = at + sought.length;
                    if (end <= bytes.length && Arrays.equals(bytes, at, end, sought, 0, sought.length)) {
                        found.add(pattern.getKey() + " in " + where);
                    }
                }
            }
        }
        return found.stream().distinct().toList();
    }

    /** Every form of a text, by its name. */
    public static Map<String, byte[]> forms(String secret) {
        byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> forms = new LinkedHashMap<>();
        forms.put("as UTF-8", utf8);
        forms.put("as UTF-16LE", secret.getBytes(StandardCharsets.UTF_16LE));
        forms.put("as UTF-16BE", secret.getBytes(StandardCharsets.UTF_16BE));
        encoded(utf8, forms::put);
        forms.put("reversed", new StringBuilder(secret).reverse().toString().getBytes(StandardCharsets.UTF_8));
        forms.putIfAbsent("percent-encoded", ascii(URLEncoder.encode(secret, StandardCharsets.UTF_8)));
        return forms;
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static Map<String, byte[]> forms(byte[] secret) {
        Map<String, byte[]> forms = new LinkedHashMap<>();
        forms.put("as it is", secret);
        encoded(secret, forms::put);
        byte[] reversed = new byte[secret.length];
        for (int i = 0; i < secret.length; i++) {
            reversed[i] = secret[secret.length - 1 - i];
        }
        forms.put("reversed", reversed);
        return forms;
    }

    private static void encoded(byte[] secret, BiConsumer<String, byte[]> forms) {
        for (int offset = 0; offset < 3; offset++) {
            forms.accept("as base64 at " + offset, base64(Base64.getEncoder(), secret, offset));
            forms.accept("as base64url at " + offset, base64(Base64.getUrlEncoder(), secret, offset));
        }
        forms.accept("as hex", ascii(HexFormat.of().formatHex(secret)));
        forms.accept("as capital hex", ascii(HexFormat.of().withUpperCase().formatHex(secret)));
    }

    /** The characters that stand for the secret alone when {@code offset} bytes come before it, whatever comes after it. */
    private static byte[] base64(Base64.Encoder encoder, byte[] secret, int offset) {
        byte[] shifted = new byte[offset + secret.length];
        System.arraycopy(secret, 0, shifted, offset, secret.length);
        byte[] encoded = encoder.withoutPadding().encode(shifted);
        return Arrays.copyOfRange(encoded, (offset * 8 + 5) / 6, shifted.length * 8 / 6);
    }

    private void add(String name, byte[] pattern) {
        int beginning = beginning(pattern, 0);
        beginnings[beginning] = true;
        patterns.computeIfAbsent(beginning, _ -> new LinkedHashMap<>()).put(name, pattern);
    }

    private static int beginning(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

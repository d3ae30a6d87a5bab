package waybill.delivery;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The forms in which a secret could leak, made without the code under test. */
public final class Encodings {
    private Encodings() {}

    public static List<String> of(String secret) {
        byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return List.of(secret, Base64.getEncoder().encodeToString(utf8),
                Base64.getEncoder().withoutPadding().encodeToString(utf8),
                Base64.getUrlEncoder().encodeToString(utf8), Base64.getUrlEncoder().withoutPadding().encodeToString(utf8),
                HexFormat.of().formatHex(utf8), HexFormat.of().withUpperCase().formatHex(utf8), form,
                form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~"));
    }
}

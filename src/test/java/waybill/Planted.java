package waybill;

import java.util.List;
import java.util.Map;

/** Secrets that are looked for after a session which used each of them. None is in an argument or a file before it begins. */
final class Planted {
    static final String HMAC = "planted-hmac-7Kf+Ü9/rQ";
    static final String PASSWORD = "planted-pass-Zk9v+Q2/xÜ";
    static final String TOKEN = "planted-token-b64+Tt5/aQ~x";
    static final String KEY = "planted-key-8mN+Lp3/Vw";
    static final String KEY_IN_QUERY = "planted-query-5hJ+Dd/Yc";
    static final String SECOND_TOKEN = "planted-token2-wE4+Uo/Km";
    static final String PASSPHRASE = "planted-passphrase-first Ü4";
    static final String SECOND_PASSPHRASE = "planted-passphrase-second ö8";
    static final String THIRD_PASSPHRASE = "planted-passphrase-third ß1";
    static final String OF_FILE = "planted-passphrase-of-file é6";
    static final String IN_PAYLOAD = "planted-payload-Straße-Qz71";
    static final String IN_REJECTED_PAYLOAD = "planted-rejected-Ærø-Xv32";

    /** In the order of the picker; what is typed for each auth type, by the ids of the fields. */
    static final List<Map<String, String>> FIELDS = List.of(Map.of(), Map.of("hmacHeader", "X-Signature", "hmacSecret", HMAC),
            Map.of("basicUsername", "jörg", "basicPassword", PASSWORD), Map.of("bearerToken", TOKEN),
            Map.of("apiKeyName", "X-Api-Key", "apiKeyValue", KEY));

    static final List<String> ALL = List.of(HMAC, PASSWORD, TOKEN, KEY, KEY_IN_QUERY, SECOND_TOKEN, PASSPHRASE,
            SECOND_PASSPHRASE, THIRD_PASSPHRASE, OF_FILE, IN_PAYLOAD, IN_REJECTED_PAYLOAD);

    private Planted() {}
}

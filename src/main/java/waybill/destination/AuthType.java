package waybill.destination;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The auth types a person can choose, in the order of the picker, each with its fields. A further type is a constant here,
 * a record in {@link Auth}, a case in the request signer, and its messages.
 */
public enum AuthType {
    DEFAULT {
        @Override
        public Auth auth(FieldValues values) {
            return new Auth.None();
        }
    },
    HMAC_SHA256(AuthField.text("hmacHeader", Rules.HMAC_HEADER),
            AuthField.secret("hmacSecret", Rules.HMAC_SECRET, AuthField.Extra.GENERATE),
            AuthField.choice("hmacEncoding", "base64", "hex"), AuthField.text("hmacPrefix", Rules.HMAC_PREFIX)) {
        @Override
        public Auth auth(FieldValues values) {
            var encoding = values.text("hmacEncoding").equals("hex") ? SignatureFormat.HEX : SignatureFormat.BASE64;
            return new Auth.HmacSha256(new HeaderName(values.text("hmacHeader")), values.secret("hmacSecret"),
                    encoding.withPrefix(values.text("hmacPrefix")));
        }
    },
    BASIC(AuthField.text("basicUsername", Rules.USERNAME),
            AuthField.secret("basicPassword", Rules.PASSWORD, AuthField.Extra.STRENGTH)) {
        @Override
        public Auth auth(FieldValues values) {
            return new Auth.Basic(values.text("basicUsername"), values.secret("basicPassword"));
        }
    },
    BEARER(AuthField.secret("bearerToken", Rules.BEARER_TOKEN)) {
        @Override
        public Auth auth(FieldValues values) {
            return new Auth.Bearer(values.secret("bearerToken"));
        }
    },
    API_KEY(AuthField.text("apiKeyName", Rules.API_KEY_NAME), AuthField.secret("apiKeyValue", Rules.API_KEY_VALUE),
            AuthField.segments("apiKeyPlacement", "header", "query")) {
        @Override
        public Auth auth(FieldValues values) {
            return new Auth.ApiKey(values.text("apiKeyName"), values.secret("apiKeyValue"), placement(values));
        }
    };

    private final List<AuthField> fields;

    AuthType(AuthField... fields) {
        this.fields = List.of(fields);
    }

    /** The fields below the picker, in their order on screen. */
    public List<AuthField> fields() {
        return fields;
    }

    /**
     * The auth that {@code values} describe.
     *
     * @throws IllegalArgumentException never for values that passed the rules of {@link #fields}
     */
    public abstract Auth auth(FieldValues values);

    public static AuthType of(Auth auth) {
        return switch (auth) {
            case Auth.None() -> DEFAULT;
            case Auth.HmacSha256 _ -> HMAC_SHA256;
            case Auth.Basic _ -> BASIC;
            case Auth.Bearer _ -> BEARER;
            case Auth.ApiKey _ -> API_KEY;
        };
    }

    /** The inverse of {@link #auth(FieldValues)}: what the fields of {@code auth}'s type hold. */
    public static FieldValues values(Auth auth) {
        return switch (auth) {
            case Auth.None() -> FieldValues.none();
            case Auth.HmacSha256(var header, var secret, var format) -> new FieldValues(
                    Map.of("hmacHeader", header.text(), "hmacEncoding", option(format.encoding()), "hmacPrefix",
                            format.prefix()),
                    Map.of("hmacSecret", secret));
            case Auth.Basic(var username, var password) -> new FieldValues(Map.of("basicUsername", username),
                    Map.of("basicPassword", password));
            case Auth.Bearer(var token) -> new FieldValues(Map.of(), Map.of("bearerToken", token));
            case Auth.ApiKey(var name, var value, var placement) -> new FieldValues(
                    Map.of("apiKeyName", name, "apiKeyPlacement", option(placement)), Map.of("apiKeyValue", value));
        };
    }

    static Auth.Placement placement(FieldValues values) {
        return values.text("apiKeyPlacement").equals("query") ? Auth.Placement.QUERY : Auth.Placement.HEADER;
    }

    private static String option(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}

package waybill.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuthTypeTest {
    static Stream<Auth> auths() {
        var header = new HeaderName("X-Signature");
        return Stream.of(new Auth.None(), new Auth.HmacSha256(header, Secret.of("s"), SignatureFormat.BASE64),
                new Auth.HmacSha256(header, Secret.of(" ключ 😀"), SignatureFormat.HEX.withPrefix("sha256=")),
                new Auth.Basic("usér", Secret.of("p:ss")), new Auth.Bearer(Secret.of("abc==")),
                new Auth.ApiKey("X-Api-Key", Secret.of("a b"), Auth.Placement.HEADER),
                new Auth.ApiKey("ключ", Secret.of("&=+"), Auth.Placement.QUERY));
    }

    @Test
    void comesInTheOrderOfThePicker() {
        assertThat(AuthType.values()).containsExactly(AuthType.DEFAULT, AuthType.HMAC_SHA256, AuthType.BASIC, AuthType.BEARER,
                AuthType.API_KEY);
    }

    @Test
    void hasFieldsWithIdsOfTheirOwn() {
        assertThat(Arrays.stream(AuthType.values()).flatMap(type -> type.fields().stream()).map(AuthField::id)).containsExactly(
                "hmacHeader", "hmacSecret", "hmacEncoding", "hmacPrefix", "basicUsername", "basicPassword", "bearerToken",
                "apiKeyName",
                "apiKeyValue", "apiKeyPlacement");
    }

    @ParameterizedTest
    @MethodSource("auths")
    void givesTheAuthBackFromItsFields(Auth auth) {
        assertThat(AuthType.of(auth).auth(AuthType.values(auth))).isEqualTo(auth);
    }

    @ParameterizedTest
    @MethodSource("auths")
    void hasAValueForEachFieldAndSecretsApart(Auth auth) {
        var values = AuthType.values(auth);
        var fields = AuthType.of(auth).fields();
        assertThat(values.texts().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        fields.stream().filter(field -> !field.isSecret()).map(AuthField::id).toList());
        assertThat(values.secrets().keySet())
                .containsExactlyInAnyOrderElementsOf(fields.stream().filter(AuthField::isSecret).map(AuthField::id).toList());
    }

    @ParameterizedTest
    @MethodSource("auths")
    void passesItsOwnRulesWithTheSecretsKept(Auth auth) {
        var values = AuthType.values(auth);
        var draft = new DestinationDraft(Drafts.URL, AuthType.of(auth), values.texts(), "", values.secrets(), List.of());
        assertThat(Drafts.destination(draft).auth()).isEqualTo(auth);
    }

    @ParameterizedTest
    @MethodSource("auths")
    void passesItsOwnRulesWithTheSecretsTyped(Auth auth) {
        var values = AuthType.values(auth);
        Map<String, String> typed = new HashMap<>(values.texts());
        values.secrets().forEach((id, secret) -> typed.put(id, secret.reveal()));
        assertThat(Drafts.destination(Drafts.of(AuthType.of(auth), typed)).auth()).isEqualTo(auth);
    }

    @ParameterizedTest
    @MethodSource("auths")
    void hasAnOptionForEachChosenValue(Auth auth) {
        var values = AuthType.values(auth);
        AuthType.of(auth).fields().stream().filter(field -> !field.options().isEmpty())
                .forEach(field -> assertThat(field.options()).contains(values.text(field.id())));
    }
}

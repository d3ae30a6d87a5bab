package waybill.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the auth types' fields. */
class AuthRulesTest {
    private static final String KEY = "apiKeyName";

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "User-Agent", "webhook-id", "webhook-timestamp", "Idempotency-Key", "Waybill-Attempt",
            "Waybill-Trigger", "Host", "Content-Length", "Content-Encoding", "Transfer-Encoding", "Connection", "Keep-Alive",
            "Proxy-Connection", "Upgrade", "TE", "Trailer", "Expect"})
    void refusesAHeaderThatIsSetAnywayWhateverItsCase(String header) {
        for (String typed : new String[]{header, header.toUpperCase(), header.toLowerCase()}) {
            assertThat(Drafts.remarks(Drafts.hmac(typed, "s", ""), "hmacHeader")).containsExactly("HEADER_RESERVED");
            assertThat(Drafts.remarks(Drafts.apiKey("header", typed, "v"), KEY)).containsExactly("HEADER_RESERVED");
            assertThat(Drafts.remarks(Drafts.apiKey("query", typed, "v"), KEY)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Signature", "Authorization", "authorization", "webhook-signature", "x", "!#$%&'*+-.^_`|~09azAZ"})
    void takesAnyOtherToken(String header) {
        assertThat(Drafts.remarks(Drafts.hmac(header, "s", ""), "hmacHeader")).isEmpty();
        assertThat(Drafts.remarks(Drafts.apiKey("header", header, "v"), KEY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X Signature", "X-Signature:", "X\tS", "X\r\nHost", "X-Sïgnature", "X-Signature\u0000", "😀",
            "\ud83d",
            "(x)", "x/y", "\"x\"", "x,y", "x@y", "{x}", " ", "Host:", "Ｘ"})
    void refusesAHeaderThatIsNoToken(String header) {
        assertThat(Drafts.remarks(Drafts.hmac(header, "s", ""), "hmacHeader")).containsExactly("HEADER_NOT_A_TOKEN");
        assertThat(Drafts.remarks(Drafts.apiKey("header", header, "v"), KEY)).containsExactly("HEADER_NOT_A_TOKEN");
    }

    @Test
    void offersAHeaderWithoutTheSpacesAroundIt() {
        assertThat(Drafts.remarks(Drafts.hmac(" X-Signature\n", "s", ""), "hmacHeader"))
                .containsExactly("HEADER_NOT_A_TOKEN → X-Signature");
        assertThat(Drafts.remarks(Drafts.hmac(" Host ", "s", ""), "hmacHeader")).containsExactly("HEADER_NOT_A_TOKEN");
    }

    @Test
    void namesTheReservedHeader() {
        assertThat(Drafts.hmac("content-TYPE", "s", "").check().remarks().getFirst().arguments()).containsExactly("Content-Type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s", "It's a Secret to Everybody", "пароль", "😀", "a\tb", "\u0000", "\u202egnp"})
    void takesAnySigningSecret(String secret) {
        assertThat(Drafts.remarks(Drafts.hmac("X-S", secret, ""), "hmacSecret")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" s", "s ", "s\n", "\ts", "s\u00a0", "\ufeffs", "s\u200b", " "})
    void warnsOfSpacesAtTheEndsAndKeepsThem(String text) {
        assertThat(Drafts.remarks(Drafts.hmac("X-S", text, ""), "hmacSecret")).containsExactly("WARN_SPACES_AT_ENDS");
        assertThat(Drafts.destination(Drafts.hmac("X-S", text, "")).auth())
                .isEqualTo(new Auth.HmacSha256(new HeaderName("X-S"), Secret.of(text), SignatureFormat.BASE64));
    }

    @ParameterizedTest
    @CsvSource({"basicUsername", "basicPassword", "apiKeyName", "apiKeyValue"})
    void warnsOfSpacesAtTheEndsOfCredentialsToo(String field) {
        assertThat(Drafts.remarks(Drafts.basic(" user", "pass\u00a0"), field).size()
                + Drafts.remarks(Drafts.apiKey("query", "key ", " v"), field).size()).isEqualTo(1);
        assertThat(Drafts.destination(Drafts.basic(" user", "pass\u00a0")).auth())
                .isEqualTo(new Auth.Basic(" user", Secret.of("pass\u00a0")));
    }

    @Test
    void takesASigningSecretOf1024CharactersHoweverManyBytes() {
        assertThat(Drafts.remarks(Drafts.hmac("X-S", "😀".repeat(1_024), ""), "hmacSecret")).isEmpty();
        assertThat(Drafts.remarks(Drafts.hmac("X-S", "x".repeat(1_025), ""), "hmacSecret")).containsExactly("TOO_LONG");
    }

    @Test
    void demandsEveryFieldButThePrefix() {
        assertThat(Drafts.hmac("", "", "").check().remarks()).extracting(Problem::field, Problem::reason)
                .containsExactly(required("hmacHeader"), required("hmacSecret"));
        assertThat(Drafts.basic("", "").check().remarks()).extracting(Problem::field, Problem::reason)
                .containsExactly(required("basicUsername"), required("basicPassword"));
        assertThat(Drafts.bearer("").check().remarks()).extracting(Problem::field, Problem::reason)
                .containsExactly(required("bearerToken"));
        for (String placement : new String[]{"header", "query"}) {
            assertThat(Drafts.apiKey(placement, "", "").check().remarks()).extracting(Problem::field, Problem::reason)
                    .containsExactly(required("apiKeyName"), required("apiKeyValue"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", "!~", "v1,"})
    void takesAVisiblePrefix(String prefix) {
        assertThat(Drafts.remarks(Drafts.hmac("X-S", "s", prefix), "hmacPrefix")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "sha256= ", "v1 ", "é", "\n", "a\r\nb", "\u007f", "😀"})
    void refusesAPrefixThatIsNotVisibleAscii(String prefix) {
        assertThat(Drafts.remarks(Drafts.hmac("X-S", "s", prefix), "hmacPrefix")).containsExactly("PREFIX_NOT_VISIBLE_ASCII");
    }

    @Test
    void takesAPrefixOf64Characters() {
        assertThat(Drafts.remarks(Drafts.hmac("X-S", "s", "x".repeat(64)), "hmacPrefix")).isEmpty();
        assertThat(Drafts.remarks(Drafts.hmac("X-S", "s", "x".repeat(65)), "hmacPrefix")).containsExactly("TOO_LONG");
    }

    @Test
    void refusesAUsernameWithAColonButNotAPassword() {
        assertThat(Drafts.remarks(Drafts.basic("a:b", "c:d"), "basicUsername")).containsExactly("USERNAME_COLON");
        assertThat(Drafts.remarks(Drafts.basic("a:b", "c:d"), "basicPassword")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\r\nb", "a\tb", "\u007f", "a\u0085b", "\u001b"})
    void refusesControlCharactersInCredentials(String text) {
        assertThat(Drafts.remarks(Drafts.basic(text, text), "basicUsername")).containsExactly("CONTROL_CHARACTERS");
        assertThat(Drafts.remarks(Drafts.basic(text, text), "basicPassword")).containsExactly("CONTROL_CHARACTERS");
        assertThat(Drafts.remarks(Drafts.apiKey("query", text, text), "apiKeyName")).containsExactly("CONTROL_CHARACTERS");
        assertThat(Drafts.remarks(Drafts.apiKey("query", text, text), "apiKeyValue")).containsExactly("CONTROL_CHARACTERS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "a\ude00b", "\ude00\ud83d"})
    void refusesHalfACharacterInWhateverIsEncoded(String text) {
        assertThat(Drafts.remarks(Drafts.hmac("X-S", text, ""), "hmacSecret")).containsExactly("UNPAIRED_SURROGATE");
        assertThat(Drafts.remarks(Drafts.basic(text, text), "basicUsername")).containsExactly("UNPAIRED_SURROGATE");
        assertThat(Drafts.remarks(Drafts.basic(text, text), "basicPassword")).containsExactly("UNPAIRED_SURROGATE");
        assertThat(Drafts.remarks(Drafts.apiKey("query", text, text), "apiKeyName")).containsExactly("UNPAIRED_SURROGATE");
        assertThat(Drafts.remarks(Drafts.apiKey("query", text, text), "apiKeyValue")).containsExactly("UNPAIRED_SURROGATE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", ignoreLeadingAndTrailingWhitespace = false, value = {"abc.DEF-_~+/09==|-",
            "a|-", "Bearer|-", "Bearerx|-", "bearer-token|-", "a=b|WARN_NOT_B64TOKEN", "====|WARN_NOT_B64TOKEN",
            "sk:live!|WARN_NOT_B64TOKEN", "Bearer abc|TOKEN_BEARER_WORD → abc", "bEARER\tabc|TOKEN_BEARER_WORD → abc",
            " Bearer  abc |TOKEN_BEARER_WORD → abc", "Bearer\u00a0abc|TOKEN_BEARER_WORD → abc",
            "Bearer bearer abc|TOKEN_BEARER_WORD → abc", "Bearer a!|TOKEN_BEARER_WORD → a!", "Bearer a b|TOKEN_BEARER_WORD",
            "Bearer |TOKEN_BEARER_WORD", "Bearer Bearer |TOKEN_BEARER_WORD", " abc|TOKEN_NOT_VISIBLE_ASCII → abc",
            "abc\u00a0|TOKEN_NOT_VISIBLE_ASCII → abc", "a b|TOKEN_NOT_VISIBLE_ASCII", " a b|TOKEN_NOT_VISIBLE_ASCII",
            "é|TOKEN_NOT_VISIBLE_ASCII", "\u0000|TOKEN_NOT_VISIBLE_ASCII"})
    void saysOfAToken(String token, String remark) {
        assertThat(Drafts.remarks(Drafts.bearer(token), "bearerToken")).isEqualTo(remark == null
                ? List.of()
                : List.of(remark));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc\n", "abc\r\n"})
    void offersATokenWithoutTheLineBreakAfterIt(String token) {
        assertThat(Drafts.remarks(Drafts.bearer(token), "bearerToken")).containsExactly("TOKEN_NOT_VISIBLE_ASCII → abc");
    }

    @Test
    void offersNothingWhereOnlySpacesWereTyped() {
        assertThat(Drafts.remarks(Drafts.bearer(" "), "bearerToken")).containsExactly("TOKEN_NOT_VISIBLE_ASCII");
        assertThat(Drafts.remarks(Drafts.apiKey("header", "k", " "), "apiKeyValue")).containsExactly("VALUE_NOT_SENDABLE");
    }

    @Test
    void takesATokenOf8192Characters() {
        assertThat(Drafts.remarks(Drafts.bearer("x".repeat(8_192)), "bearerToken")).isEmpty();
        assertThat(Drafts.remarks(Drafts.bearer("x".repeat(8_193)), "bearerToken")).containsExactly("TOO_LONG");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", ignoreLeadingAndTrailingWhitespace = false, value = {"abc|-", "a b  c|-",
            "!~|-",
            " abc|VALUE_NOT_SENDABLE → abc", "abc |VALUE_NOT_SENDABLE → abc", "a\tb|VALUE_NOT_SENDABLE", "é|VALUE_NOT_SENDABLE",
            "a\u0000b|VALUE_NOT_SENDABLE", "\u007f|VALUE_NOT_SENDABLE", "😀|VALUE_NOT_SENDABLE",
            "\u202ea|VALUE_NOT_SENDABLE"})
    void saysOfAHeaderValue(String value, String remark) {
        assertThat(Drafts.remarks(Drafts.apiKey("header", "X-Api-Key", value), "apiKeyValue"))
                .isEqualTo(remark == null ? List.of() : List.of(remark));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Other: b", "a\nb", "a\rb"})
    void refusesAHeaderValueThatWouldBeMoreThanOneLine(String value) {
        assertThat(Drafts.remarks(Drafts.apiKey("header", "X-Api-Key", value), "apiKeyValue"))
                .containsExactly("VALUE_NOT_SENDABLE");
    }

    @Test
    void takesAnApiKeyUpToItsPlacementsLimit() {
        assertThat(Drafts.remarks(Drafts.apiKey("header", "k", "x".repeat(8_192)), "apiKeyValue")).isEmpty();
        assertThat(Drafts.remarks(Drafts.apiKey("header", "k", "x".repeat(8_193)), "apiKeyValue")).containsExactly("TOO_LONG");
        assertThat(Drafts.remarks(Drafts.apiKey("query", "ä".repeat(1_024), "😀".repeat(1_024)), "apiKeyValue")).isEmpty();
        assertThat(Drafts.remarks(Drafts.apiKey("query", "k", "x".repeat(1_025)), "apiKeyValue")).containsExactly("TOO_LONG");
        assertThat(Drafts.remarks(Drafts.apiKey("query", "x".repeat(1_025), "v"), "apiKeyName")).containsExactly("TOO_LONG");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"?key=1|key", "?a=1&key|key", "?%6bey=1|key", "?api+key=1|api key",
            "?api%20key=1|api key",
            "?%C3%A4=1|ä", "?a%5B%5D=1|a[]", "?a[]=1|a[]"})
    void refusesAQueryKeyThatTheUrlHasAlready(String query, String key) {
        var fields = Map.of("apiKeyPlacement", "query", "apiKeyName", key, "apiKeyValue", "v");
        assertThat(Drafts.remarks(Drafts.of(Drafts.URL + query, AuthType.API_KEY, fields), KEY))
                .containsExactly("QUERY_NAME_TAKEN");
        assertThat(Drafts.remarks(Drafts.of(Drafts.URL + "?other=" + key, AuthType.API_KEY, fields), KEY)).isEmpty();
        assertThat(Drafts.remarks(Drafts.of("ftp://x/" + query, AuthType.API_KEY, fields), KEY)).isEmpty();
    }

    @Test
    void looksAtNoQueryWhenTheKeyGoesIntoAHeader() {
        var fields = Map.of("apiKeyPlacement", "header", "apiKeyName", "key", "apiKeyValue", "v");
        assertThat(Drafts.remarks(Drafts.of(Drafts.URL + "?key=1", AuthType.API_KEY, fields), KEY)).isEmpty();
    }

    private static Tuple required(String field) {
        return tuple(field, Problem.Reason.REQUIRED);
    }
}

package waybill.destination;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a URL that is refused, and what is offered instead. */
class UrlRulesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            "http://api.example.com/x     | URL_NOT_HTTPS | https://api.example.com/x",
            "HTTP://api.example.com       | URL_NOT_HTTPS | https://api.example.com/",
            "http://                      | URL_NOT_HTTPS | -",
            "ftp://api.example.com        | URL_NOT_HTTPS | -",
            "mailto:someone@example.com   | URL_NOT_HTTPS | -",
            "file:///etc/passwd           | URL_NOT_HTTPS | -",
            "data:text/plain,x            | URL_NOT_HTTPS | -",
            "api.example.com/x            | URL_NO_SCHEME | https://api.example.com/x",
            "//api.example.com/x          | URL_NO_SCHEME | -",
            "localhost:8443               | URL_NO_SCHEME | https://localhost:8443/",
            "localhost:8443/x?y           | URL_NO_SCHEME | https://localhost:8443/x?y",
            "127.0.0.1:8443/x             | URL_NO_SCHEME | https://127.0.0.1:8443/x",
            "[::1]/x                      | URL_NO_SCHEME | https://[::1]/x",
            "not a url                    | URL_NO_SCHEME | -",
            "https:                       | URL_NO_HOST | -",
            "https://                     | URL_NO_HOST | -",
            "https:///hooks/x             | URL_NO_HOST | -",
            "https://:8443/x              | URL_NO_HOST | -",
            "https://?x                   | URL_NO_HOST | -",
            "https://user@/x              | URL_NO_HOST | -",
            "https://exa mple.com         | URL_HOST_INVALID | -",
            "https://example..com         | URL_HOST_INVALID | -",
            "https://.example.com         | URL_HOST_INVALID | -",
            "https://.                    | URL_HOST_INVALID | -",
            "https://%2e                  | URL_HOST_INVALID | -",
            "https://exa%mple.com         | URL_HOST_INVALID | -",
            "https://exa%00mple.com       | URL_HOST_INVALID | -",
            "https://exa%2fmple.com       | URL_HOST_INVALID | -",
            "https://exa%40mple.com       | URL_HOST_INVALID | -",
            "https://a!b.com              | URL_HOST_INVALID | -",
            "https://xn--a.example        | URL_HOST_INVALID | -",
            "https://xn--                 | URL_HOST_INVALID | -",
            "https://256.1.1.1            | URL_HOST_INVALID | -",
            "https://1.2.3.4.5            | URL_HOST_INVALID | -",
            "https://1.2.3.09             | URL_HOST_INVALID | -",
            "https://1..2                 | URL_HOST_INVALID | -",
            "https://example.1            | URL_HOST_INVALID | -",
            "https://[::1                 | URL_HOST_INVALID | -",
            "https://[]                   | URL_HOST_INVALID | -",
            "https://[:::]                | URL_HOST_INVALID | -",
            "https://[1::2::3]            | URL_HOST_INVALID | -",
            "https://[fe80::1%25eth0]     | URL_HOST_INVALID | -",
            "https://[1.2.3.4::]          | URL_HOST_INVALID | -",
            "https://[1:2:3:4:5:6:7::8]   | URL_HOST_INVALID | -",
            "https://[::1]x               | URL_HOST_INVALID | -",
            "https://a:b:443              | URL_PORT_INVALID | -",
            "https://example.com:0        | URL_PORT_INVALID | -",
            "https://example.com:65536    | URL_PORT_INVALID | -",
            "https://example.com:4294967739 | URL_PORT_INVALID | -",
            "https://example.com:-1       | URL_PORT_INVALID | -",
            "https://example.com:٤٤٣      | URL_PORT_INVALID | -",
            "https://me:secret@example.com/x | URL_CREDENTIALS | https://example.com/x",
            "https://me@example.com       | URL_CREDENTIALS | https://example.com/",
            "https://@example.com         | URL_CREDENTIALS | https://example.com/",
            "https://a@b@example.com      | URL_CREDENTIALS | https://example.com/",
            "https://example.com/x#part   | URL_FRAGMENT | https://example.com/x",
            "https://example.com/x?y#     | URL_FRAGMENT | https://example.com/x?y",
            "https:example.com            | URL_IRREGULAR | https://example.com/",
            "https:/example.com/x         | URL_IRREGULAR | https://example.com/x",
            "https://\\example.com         | URL_NO_HOST | -",
            "https:\\\\example.com\\x     | URL_IRREGULAR | https://example.com/x",
            "https://example.com\\@evil.example/ | URL_IRREGULAR | https://example.com/@evil.example/",
            "https://example.com/a\\b     | URL_IRREGULAR | https://example.com/a/b"})
    void refuses(String url, String reason, String offered) {
        assertThat(Drafts.remarks(Drafts.of(url), "url")).containsExactly(offered == null ? reason : reason + " → " + offered);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", value = {
            "https://example.com -> https://example.com/",
            "HTTPS://EXAMPLE.com/Hooks -> https://example.com/Hooks",
            "https://example.com:/x -> https://example.com/x",
            "https://example.com:443/x -> https://example.com/x",
            "https://example.com:00443/x -> https://example.com/x",
            "https://example.com:8443 -> https://example.com:8443/",
            "https://example.com./x -> https://example.com./x",
            "https://my_service/x -> https://my_service/x",
            "https://faß.de/straße -> https://xn--fa-hia.de/stra%C3%9Fe",
            "https://ｅｘａｍｐｌｅ.com -> https://example.com/",
            "https://%65xample.com -> https://example.com/",
            "https://127.1/x -> https://127.0.0.1/x",
            "https://0x7f.1/x -> https://127.0.0.1/x",
            "https://2130706433 -> https://127.0.0.1/",
            "https://４.3.2.1 -> https://4.3.2.1/",
            "https://192.168.0.10:8443/x -> https://192.168.0.10:8443/x",
            "https://[::1]:8443/x -> https://[::1]:8443/x",
            "https://[2001:DB8:0:0:1:0:0:1] -> https://[2001:db8::1:0:0:1]/",
            "https://[::ffff:1.2.3.4] -> https://[::ffff:102:304]/",
            "https://[1:0:0:0:0:0:0:0] -> https://[1::]/",
            "https://example.com/a/./b/../c/%2E%2e/d -> https://example.com/a/d",
            "https://example.com/../.. -> https://example.com/",
            "https://example.com/a//b/ -> https://example.com/a//b/",
            "https://example.com/a b?c d -> https://example.com/a%20b?c%20d",
            "https://example.com/%7Ba}|[^]`\"<>% -> https://example.com/%7Ba%7D%7C%5B%5E%5D%60%22%3C%3E%25",
            "https://example.com/'?a[]='%zz|\\^`{} -> https://example.com/'?a%5B%5D=%27%25zz%7C%5C%5E%60%7B%7D",
            "https://example.com? -> https://example.com/?",
            "https://example.com?a=/?@: -> https://example.com/?a=/?@:",
            "https://example.com/😀 -> https://example.com/%F0%9F%98%80"})
    void reads(String url, String text) {
        assertThat(Drafts.destination(Drafts.of(url)).url().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " \t\r\n\u0000\u001f "})
    void demandsAUrl(String url) {
        assertThat(Drafts.remarks(Drafts.of(url), "url")).containsExactly("REQUIRED");
    }

    @Test
    void trimsControlsAndSpacesAsTheStandardDoes() {
        assertThat(Drafts.destination(Drafts.of("\u0000\n https://example.com/x \t\u001f")).url().text())
                .isEqualTo("https://example.com/x");
    }

    @Test
    void refusesALineBreakInsideAndOffersTheUrlWithoutIt() {
        assertThat(Drafts.remarks(Drafts.of("https://exam\r\nple.com/\tx"), "url"))
                .containsExactly("CONTROL_CHARACTERS → https://example.com/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/\u0000x", "https://example.com/\u007f", "https://example.com/\u0085"})
    void refusesControlCharactersInside(String url) {
        assertThat(Drafts.remarks(Drafts.of(url), "url")).containsExactly("CONTROL_CHARACTERS");
    }

    @Test
    void refusesHalfACharacter() {
        assertThat(Drafts.remarks(Drafts.of("https://example.com/\ud83d"), "url")).containsExactly("UNPAIRED_SURROGATE");
    }

    @Test
    void takes2048CharactersAndNoMore() {
        String longest = "https://example.com/" + "x".repeat(2_048 - 20);
        assertThat(Drafts.destination(Drafts.of(longest)).url().text()).hasSize(2_048);
        assertThat(Drafts.remarks(Drafts.of(longest + "x"), "url")).containsExactly("TOO_LONG");
    }

    @Test
    void countsWhatTheUrlBecomes() {
        assertThat(Drafts.remarks(Drafts.of("https://example.com/" + "ä".repeat(400)), "url")).containsExactly("TOO_LONG");
    }

    @Test
    void offersNoUrlThatIsTooLong() {
        assertThat(Drafts.remarks(Drafts.of("https://example.com/" + "ä".repeat(400) + "#x"), "url"))
                .containsExactly("URL_FRAGMENT");
    }

    @Test
    void refusesNamesThatTheDnsCannotHold() {
        String label = "x".repeat(63);
        assertThat(Drafts.destination(Drafts.of("https://" + label + ".com")).url().host()).isEqualTo(label + ".com");
        assertThat(Drafts.remarks(Drafts.of("https://" + label + "x.com"), "url")).containsExactly("URL_HOST_INVALID");
        assertThat(Drafts.remarks(Drafts.of("https://" + (label + ".").repeat(4) + "com"), "url"))
                .containsExactly("URL_HOST_INVALID");
    }
}

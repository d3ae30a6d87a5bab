package waybill.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class EndpointUrlTest {
    @Test
    void hasTheStandardPortAndAnAuthorityWithoutIt() {
        var url = EndpointUrl.of("https://example.com/x");
        assertThat(url.port()).isEqualTo(443);
        assertThat(url.authority()).isEqualTo("example.com");
        assertThat(EndpointUrl.of("https://[::1]:8443").authority()).isEqualTo("[::1]:8443");
    }

    @Test
    void hasPathAndQueryAsTarget() {
        assertThat(EndpointUrl.of("https://example.com/a?b=c").target()).isEqualTo("/a?b=c");
        assertThat(EndpointUrl.of("https://example.com").target()).isEqualTo("/");
        assertThat(EndpointUrl.of("https://example.com?").target()).isEqualTo("/?");
    }

    @Test
    void knowsTheNamesInItsQueryDecoded() {
        assertThat(EndpointUrl.of("https://example.com/?a=1&b%20c=2&d+e&&=x&%C3%A4=&f%5B%5D=3&a=4&g=h=i").queryNames())
                .containsExactlyInAnyOrder("a", "b c", "d e", "", "ä", "f[]", "g");
        assertThat(EndpointUrl.of("https://example.com/").queryNames()).isEmpty();
    }

    @Test
    void knowsTheSameHostHoweverItIsWritten() {
        var url = EndpointUrl.of("https://localhost:8443/x");
        assertThat(url.sameHost(EndpointUrl.of("https://LOCALHOST/y?z"))).isTrue();
        assertThat(url.sameHost(EndpointUrl.of("https://localhost.example/x"))).isFalse();
        assertThat(url.sameHost(EndpointUrl.of("https://127.0.0.1:8443/x"))).isFalse();
        assertThat(EndpointUrl.of("https://faß.de").sameHost(EndpointUrl.of("https://XN--FA-HIA.de"))).isTrue();
        assertThat(EndpointUrl.of("https://faß.de").sameHost(EndpointUrl.of("https://fass.de"))).isFalse();
        assertThat(EndpointUrl.of("https://127.1").sameHost(EndpointUrl.of("https://0x7f000001"))).isTrue();
        assertThat(EndpointUrl.of("https://[::1]").sameHost(EndpointUrl.of("https://[0:0::1]"))).isTrue();
    }

    @Test
    void knowsLoopback() {
        assertThat(EndpointUrl.of("https://localhost:8443/x").isLoopback()).isTrue();
        assertThat(EndpointUrl.of("https://[0:0::1]").isLoopback()).isTrue();
        assertThat(EndpointUrl.of("https://localhost.example").isLoopback()).isFalse();
    }

    @Test
    void refusesStoredTextThatIsNoUrlWithoutRepeatingIt() {
        assertThatIllegalArgumentException().isThrownBy(() -> EndpointUrl.of("https://me:hunter2@example.com"))
                .withMessage("URL_CREDENTIALS");
    }
}

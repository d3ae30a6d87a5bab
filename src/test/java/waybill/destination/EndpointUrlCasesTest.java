package waybill.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import waybill.Promise;
import waybill.Promised;
import waybill.destination.UrlCases.HostCase;
import waybill.destination.UrlCases.UrlCase;

/** The cases of web-platform-tests: nothing is accepted that the URL Standard rejects, and no other host is reached. */
@Promised(Promise.URLS)
class EndpointUrlCasesTest {
    @Test
    void hasAllCases() {
        assertThat(UrlCases.urls()).hasSize(555);
        assertThat(UrlCases.urls().filter(url -> url.result().isEmpty())).hasSize(205);
        assertThat(UrlCases.urls().filter(EndpointUrlCasesTest::isHttps)).hasSize(27);
        assertThat(UrlCases.hosts()).hasSize(87);
    }

    @ParameterizedTest
    @MethodSource("waybill.destination.UrlCases#urls")
    void acceptsOnlyWhatTheStandardReadsAsHttpsAndReachesTheSameHost(UrlCase url) {
        read(url.input()).ifPresent(accepted -> assertReadAs(url, accepted));
    }

    /** The two schemes differ in the default port alone, and there are six times as many cases for http. */
    @ParameterizedTest
    @MethodSource("httpCasesAsHttps")
    void readsHostsAsTheStandardDoesInTheHttpCasesToo(UrlCase url) {
        read(url.input()).ifPresent(accepted -> {
            assertThat(url.result().map(UrlCases.Result::hostname)).contains(accepted.host());
            assertGoodRequestLine(accepted);
        });
    }

    static Stream<UrlCase> httpCasesAsHttps() {
        return UrlCases.urls().filter(url -> url.input().startsWith("http:"))
                .map(url -> new UrlCase("https" + url.input().substring(4), url.result()));
    }

    @Test
    void acceptsManyOfTheHttpCases() {
        assertThat(httpCasesAsHttps().filter(url -> read(url.input()).isPresent())).hasSizeGreaterThan(50);
    }

    /** A correction is one press away from being the URL: it must not lead elsewhere either. */
    @ParameterizedTest
    @MethodSource("waybill.destination.UrlCases#urls")
    void offersOnlyTheHostThatTheStandardReads(UrlCase url) {
        if (UrlReader.read(url.input()) instanceof Reading.Bad<EndpointUrl>(var problem) && isHttps(url)) {
            problem.correction().map(better -> EndpointUrl.of(better.reveal()))
                    .ifPresent(better -> assertThat(better.host()).isEqualTo(url.result().get().hostname()));
        }
    }

    @Test
    void acceptsTheHttpsCasesButThoseWithCredentialsFragmentControlsMissingSlashesOrBrokenPunycode() {
        assertThat(UrlCases.urls().filter(url -> read(url.input()).isPresent())).hasSize(15);
    }

    @ParameterizedTest
    @MethodSource("waybill.destination.UrlCases#hosts")
    void acceptsNoHostThatTheStandardRejectsAndTurnsTheOthersIntoTheSame(HostCase host) {
        read("https://" + host.input() + "/x").ifPresent(accepted -> {
            assertThat(host.output()).contains(accepted.host());
            assertGoodRequestLine(accepted);
        });
    }

    @Test
    void acceptsMostHosts() {
        assertThat(UrlCases.hosts().filter(host -> read("https://" + host.input()).isPresent())).hasSizeGreaterThan(40);
    }

    private static void assertReadAs(UrlCase url, EndpointUrl accepted) {
        var expected = url.result();
        assertThat(expected).isPresent();
        assertThat(expected.get().protocol()).isEqualTo("https:");
        assertThat(accepted.host()).isEqualTo(expected.get().hostname());
        assertThat(accepted.port()).isEqualTo(expected.get().port().isEmpty() ? 443 : Integer.parseInt(expected.get().port()));
        assertThat(accepted.text()).isEqualTo(expected.get().href());
        assertGoodRequestLine(accepted);
    }

    /** RFC 9112 §3.2.1; and a second reading by the JDK finds the same host. */
    private static void assertGoodRequestLine(EndpointUrl accepted) {
        assertThat(accepted.target()).matches("/([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*");
        var uri = URI.create(accepted.text());
        assertThat(uri.getRawAuthority()).isEqualTo(accepted.authority());
        assertThat(uri.getHost()).isIn(accepted.host(), null);
        assertThat(EndpointUrl.of(accepted.text())).isEqualTo(accepted);
    }

    private static boolean isHttps(UrlCase url) {
        return url.result().filter(result -> result.protocol().equals("https:")).isPresent();
    }

    private static Optional<EndpointUrl> read(String input) {
        return switch (UrlReader.read(input)) {
            case Reading.Good<EndpointUrl>(var accepted) -> Optional.of(accepted);
            case Reading.Bad<EndpointUrl> _ -> Optional.empty();
        };
    }
}

package waybill.delivery;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static waybill.delivery.Samples.SIGNER;
import static waybill.delivery.Samples.basic;
import static waybill.delivery.Samples.bearer;
import static waybill.delivery.Samples.hmac;
import static waybill.delivery.Samples.keyInHeader;
import static waybill.delivery.Samples.keyInQuery;
import static waybill.delivery.Samples.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import waybill.Tools;
import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.EndpointUrl;
import waybill.destination.SignatureFormat;
import waybill.destination.TrustedCertificates;

/** Runs the commands: needs curl and openssl. */
class CurlCommandTest {
    private static final List<String> SHELLS = List.of("sh", "bash");
    private static final String ASCII = "it's \"q\" $HOME $(id) `id` \\ \\\\ \\n !! %41 %s & ; < > | * ? [a] {b} #";
    private static final String ANYTHING = ASCII + " é😀\t\r\nlast line\n";

    private static LoopbackServer server;

    @TempDir private Path folder;

    @BeforeAll
    static void start() throws Exception {
        Tools.demand("curl openssl bash", List.of("curl", "openssl", "sh", "bash"));
        server = LoopbackServer.start();
    }

    @BeforeEach
    void forget() {
        server.forget();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    static Stream<Auth> auths() {
        return Stream.of(new Auth.None(), hmac("X-Signature", ANYTHING, SignatureFormat.BASE64),
                hmac("X-'`$!Signature", "-n", SignatureFormat.HEX.withPrefix("it's=\"$(id)\\`")),
                hmac("Authorization", "a:b", SignatureFormat.HEX), hmac("X", "\n", SignatureFormat.BASE64),
                hmac("X", "k".repeat(64), SignatureFormat.HEX), hmac("X", "k".repeat(65), SignatureFormat.HEX),
                hmac("X", "😀".repeat(256), SignatureFormat.HEX), basic("us'er\"$é\\", ASCII + "é😀:"),
                basic("u", "p".repeat(200)), bearer("a'b\"c$d`e\\f%g!h"), bearer("-K"), keyInHeader("X-Api-Key", ASCII),
                keyInQuery("k", ANYTHING), keyInQuery("ké & '=", "-Az09._~"));
    }

    static Stream<Arguments> runs() {
        var runs = SHELLS.stream().flatMap(shell -> auths().map(auth -> Arguments.of(shell, auth)));
        return Stream.concat(runs, AuthVectorsTest.rows().map(row -> Arguments.of("sh", row.auth())));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("runs")
    void sendsWhatTheSignerWouldSend(String shell, Auth auth) throws Exception {
        var destination = destination(url("/hooks", Optional.empty()), auth);
        var request = SIGNER.sign(message(EndpointTest.BODY), destination, Trigger.TEST, 1);

        var run = run(shell, CurlCommand.of(request, destination), secrets(auth));

        assertThat(run.output()).startsWith("HTTP/1.1 204");
        assertThat(run.status()).isZero();
        assertSame(server.take(), request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void sendsTheExactBytesOfAnyBody(String shell) throws Exception {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        var bodies = List.of(all, bytes(""), bytes("it's"), bytes("-n %s \\101"), bytes("-n é"), bytes("a\n\n"), bytes("\0007"),
                bytes("{\"a\" : \"é😀\"}\r\n"), bytes("@/etc/passwd"));
        var plain = destination(url("/hooks", Optional.empty()), new Auth.None());
        var signing = destination(url("/hooks", Optional.empty()), hmac("X-Signature", "key", SignatureFormat.HEX));
        for (byte[] body : bodies) {
            var destination = body == all ? signing : plain;
            var request = SIGNER.sign(message(body), destination, Trigger.TEST, 1);

            run(shell, CurlCommand.of(request, destination), secrets(destination.auth()));

            assertSame(server.take(), request);
        }
    }

    @Test
    void leavesAnUnusualUrlAsItIs() throws Exception {
        for (String target : List.of("/a/..;/b%20c/[1-3]{x,y}/'$(id)'", "/?", "/p?x=[1-3]&y={a,b}&'q'!!")) {
            String[] split = target.split("\\?", 2);
            var url = url(split[0], split.length > 1 ? Optional.of(split[1]) : Optional.empty());
            for (Auth auth : List.of(new Auth.None(), keyInQuery("key", "v"))) {
                var destination = destination(url, auth);
                var request = SIGNER.sign(message("{}"), destination, Trigger.TEST, 1);

                run("sh", CurlCommand.of(request, destination), secrets(auth));

                assertSame(server.take(), request);
            }
        }
    }

    @Test
    void hasATimeStampOfItsOwn() throws Exception {
        var destination = destination(url("/", Optional.empty()), new Auth.None());
        long before = Instant.now().getEpochSecond();

        run("sh", CurlCommand.of(SIGNER.sign(message("{}"), destination, Trigger.TEST, 1), destination), Map.of());

        assertThat(Long.parseLong(header(server.take(), "webhook-timestamp"))).isBetween(before,
                Instant.now().getEpochSecond());
    }

    @ParameterizedTest
    @MethodSource("auths")
    void hasNoSecretInIt(Auth auth) {
        var destination = destination(url("/hooks", Optional.empty()), auth);

        String command = CurlCommand.of(SIGNER.sign(message("{}"), destination, Trigger.TEST, 1), destination);

        for (String secret : secrets(auth).values()) {
            if (secret.length() > 3) {
                assertThat(Encodings.of(secret)).noneMatch(command::contains);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void sendsNothingWhileAVariableIsMissing(String shell) throws Exception {
        for (Auth auth : List.of(hmac("X", "key", SignatureFormat.HEX), basic("u", "p"), bearer("t"), keyInQuery("k", "v"))) {
            var destination = destination(url("/", Optional.empty()), auth);
            String command = CurlCommand.of(SIGNER.sign(message("{}"), destination, Trigger.TEST, 1), destination);

            var run = run(shell, command, Map.of());

            assertThat(run.status()).isNotZero();
            assertThat(run.output()).contains("WAYBILL_").contains("set it to the ");
        }
        assertThat(server.isIdle()).isTrue();
    }

    @Test
    void noProcessHasASecretAmongItsArguments() throws Exception {
        Path log = folder.resolve("arguments");
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("curl", "openssl", "od", "sed", "tr", "base64", "cat", "rm", "mktemp", "date")) {
            Path spy = Files.writeString(tools.resolve(tool),
                    "#!/bin/sh\nprintf '%s\\n' \"" + tool + " $*\" >> '" + log + "'\nPATH=$REAL_PATH exec " + tool + " \"$@\"\n");
            assertThat(spy.toFile().setExecutable(true)).isTrue();
        }
        String path = "REAL_PATH=$PATH; export REAL_PATH; PATH='" + tools + "':$PATH\n";
        for (Auth auth : List.of(hmac("X", "planted-secret", SignatureFormat.HEX), basic("u", "planted-secret"),
                bearer("planted-secret"), keyInHeader("K", "planted-secret"), keyInQuery("k", "planted-secret"))) {
            var destination = destination(url("/", Optional.empty()), auth);
            var request = SIGNER.sign(message("{}"), destination, Trigger.TEST, 1);

            run("sh", path + CurlCommand.of(request, destination), secrets(auth));

            assertSame(server.take(), request);
        }
        assertThat(Files.readString(log)).contains("curl --disable").contains("openssl dgst");
        assertThat(Encodings.of("planted-secret")).noneMatch(Files.readString(log)::contains);
    }

    @Test
    void leavesNoFileBehind() throws Exception {
        var destination = destination(url("/", Optional.empty()), bearer("t"));
        String command = CurlCommand.of(SIGNER.sign(message("{}"), destination, Trigger.TEST, 1), destination);
        Path temporary = Files.createDirectory(folder.resolve("temporary"));

        run("sh", "TMPDIR='" + temporary + "'; export TMPDIR\n" + command, Map.of("WAYBILL_TOKEN", "t"));

        server.take();
        assertThat(temporary).isEmptyDirectory();
    }

    private record Run(int status, String output) {}

    /** The variables are assigned in the script and not exported: that must do. */
    private Run run(String shell, String command, Map<String, String> variables) throws IOException, InterruptedException {
        Path script = folder.resolve("command.sh");
        String assignments = variables.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + ShellScript.quoted(entry.getValue()) + "\n").reduce("", String::concat);
        Files.writeString(script, assignments + command);
        Path output = folder.resolve("output");
        var builder = new ProcessBuilder(shell, script.toString()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet()
                .removeIf(name -> name.startsWith("WAYBILL_") || name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends in time").isTrue();
        return new Run(process.exitValue(), Files.readString(output));
    }

    private static void assertSame(CredentialCheck.Arrived arrived, OutgoingRequest expected) {
        var headers = byName(arrived.headers().stream().filter(header -> !header.name().matches("Host|Content-Length")));
        var wanted = byName(expected.headers().stream());
        wanted.put("webhook-timestamp", headers.get("webhook-timestamp"));
        assertThat(arrived.method()).isEqualTo("POST");
        assertThat(arrived.target()).isEqualTo(expected.target().sent());
        assertThat(headers).isEqualTo(wanted);
        assertThat(arrived.body()).isEqualTo(expected.body());
    }

    private static Map<String, String> byName(Stream<HeaderField> headers) {
        return headers.collect(toMap(HeaderField::name, HeaderField::value));
    }

    private static String header(CredentialCheck.Arrived arrived, String name) {
        return byName(arrived.headers().stream()).get(name);
    }

    /** The variables that the command asks for, with the secrets they stand for. */
    private static Map<String, String> secrets(Auth auth) {
        return RequestSigner.credentials(auth).stream().flatMap(credential -> credential.parts().stream())
                .flatMap(CurlCommandTest::secrets).collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Stream<Map.Entry<String, String>> secrets(Part part) {
        return switch (part) {
            case Part.Literal _ -> Stream.empty();
            case Part.Plain(var label, var secret) -> Stream.of(Map.entry(ShellScript.variable(label), secret.reveal()));
            case Part.Base64Of(var parts) -> parts.stream().flatMap(CurlCommandTest::secrets);
            case Part.Signature(var label, var key, var _) -> Stream.of(Map.entry(ShellScript.variable(label), key.reveal()));
        };
    }

    private static Destination destination(EndpointUrl url, Auth auth) {
        return new Destination(url, auth, new TrustedCertificates(List.of(server.certificate())), Optional.empty());
    }

    private static EndpointUrl url(String path, Optional<String> query) {
        return new EndpointUrl("https://127.0.0.1:" + server.port() + path, "127.0.0.1", server.port(), path, query);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

}

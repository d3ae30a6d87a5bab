package waybill.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import waybill.delivery.Redactor;
import waybill.destination.Auth;
import waybill.destination.Secret;

/** Text from outside that gets into the log, in an exception's message. */
public final class HostileLogLine {
    private static final String SECRET = "a-Secret/ö 42";
    private static final String NOW = "2026-11-24T18:00:00Z";

    private final AppPaths paths;
    private final AppLog log;

    public HostileLogLine(Path folder) {
        paths = new AppPaths(folder);
        log = new AppLog(paths, Clock.fixed(Instant.parse(NOW), ZoneOffset.UTC),
                Redactor.of(new Auth.Basic("user", Secret.of(SECRET)))::redact);
    }

    /** Nobody can write what looks like another record, move the cursor of a terminal, or get a secret written. */
    public void staysOneRecord(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        log.record("a test", new IllegalStateException(text + SECRET + text));
        List<String> lines = Files.readAllLines(paths.log(), StandardCharsets.UTF_8);
        Files.delete(paths.log());
        assertThat(lines.getFirst()).startsWith(NOW + " a test");
        assertThat(lines.subList(1, lines.size())).allSatisfy(line -> assertThat(line).matches("( {4}.*)?"));
        assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContain(SECRET).matches("[^\\p{Cc}&&[^\\t]]*"));
    }
}

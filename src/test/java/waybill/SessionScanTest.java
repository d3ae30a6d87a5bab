package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.http.EchoingEndpoint;
import waybill.store.SecretScan;
import waybill.vault.TestVaults;

/**
 * After a session that uses every auth type and everything that is done with keys, no secret, key, passphrase or byte of a
 * payload is in any file that was written, nor in output, arguments or environment.
 */
@Promised(Promise.ON_DISK)
class SessionScanTest {
    private static final List<String> PLACES = List.of("data/leak", "data/waybill.log", "home/leak", "temporary/leak",
            "work/leak",
            "exports/leak", "output/stdout", "output/stderr");
    /** What has no zero bytes. */
    private static final List<String> TEXT_PLACES = List.of("preferences/.java/.userPrefs/waybill/prefs.xml", "cmdline",
            "environ");

    private final SecretScan scan = new SecretScan(Planted.ALL);
    private final Set<String> installs = new HashSet<>();
    private int looks;

    @TempDir private Path folder;

    @Test
    void aSessionLeavesNoSecretAnywhere() throws Exception {
        try (var endpoint = new EchoingEndpoint(); var session = WatchedProcess.start(folder, ScannedSession.class)) {
            session.talk().says(endpoint.url());
            session.talk().says(endpoint.pem());
            String last = watch(session);
            assertThat(session.ended()).as(session.errors()).isZero();

            assertThat(last).isEqualTo("it failed unexpectedly");
            assertThat(session.find(scan)).isEmpty();
            assertThat(Files.readString(folder.resolve("data/waybill.log"))).contains("as if a library named it: ••••••")
                    .contains("and another");
            assertThat(folder.resolve("exports")).isDirectoryContaining("glob:**.Csv").isDirectoryContaining("glob:**.Json");
            assertThat(Files.readString(folder.resolve("exports/deliveries.Csv"))).contains("••••••", "Got ");
            assertEverythingWasSent(endpoint);
            System.out.println("secret scan of a session: " + scan.size() + " patterns, " + installs.size() + " sets of keys, "
                    + looks + " looks, at last " + session.counts() + ", 0 found");
        }
    }

    @Test
    void theScanFindsEveryFormInEveryPlace() throws Exception {
        try (var process = WatchedProcess.start(folder, LeakingProcess.class)) {
            process.talk().says(Planted.TOKEN);
            while (process.talk().hears().equals(LeakingProcess.STARTED)) {
                process.looksAgain();
                process.talk().says("go on");
            }
            process.talk().says("go on");
            assertThat(process.ended()).isZero();

            List<String> found = process.find(scan);
            for (var form : SecretScan.forms(Planted.TOKEN).entrySet()) {
                String hit = Planted.TOKEN + " " + form.getKey() + " in ";
                for (String place : PLACES) {
                    assertThat(found).anyMatch(each -> each.startsWith(hit + place));
                }
                if (LeakingProcess.isText(form.getValue())) {
                    for (String place : TEXT_PLACES) {
                        assertThat(found).anyMatch(each -> each.startsWith(hit + place));
                    }
                }
            }
        }
    }

    private String watch(WatchedProcess session) throws IOException, InterruptedException {
        String last = "";
        while (!last.equals("it failed unexpectedly")) {
            String heard = hears(session);
            if (heard.startsWith(ScannedSession.MADE)) {
                String key = heard.substring(ScannedSession.MADE.length());
                scan.add(key);
                scan.add(key.replaceAll("[-\n]", ""));
            } else if (heard.startsWith(ScannedSession.KEYCHAIN_KEY)) {
                scan.addBytes("keychain's key", HexFormat.of().parseHex(heard.substring(ScannedSession.KEYCHAIN_KEY.length())));
            } else {
                String[] at = heard.substring(ScannedSession.AT.length()).split("\n");
                last = at[1];
                addKeys(at[0]);
                assertThat(session.find(scan)).as("when " + last).isEmpty();
                looks++;
            }
            session.talk().says("go on");
        }
        return last;
    }

    private static String hears(WatchedProcess session) throws InterruptedException {
        try {
            return session.talk().hears();
        } catch (UncheckedIOException failure) {
            session.ended();
            throw new AssertionError("the session ended early: " + session.errors(), failure);
        }
    }

    private void addKeys(String passphrase) throws IOException {
        Path home = folder.resolve("data");
        TestVaults.keysOf(home, passphrase.toCharArray()).forEach((name, key) -> scan.addBytes(name + installs.size(), key));
        installs.add(TestVaults.installId(home));
    }

    /** Or nothing would have been looked for. */
    private static void assertEverythingWasSent(EchoingEndpoint endpoint) {
        assertThat(endpoint.requests()).anyMatch(request -> request.contains("Bearer " + Planted.TOKEN))
                .anyMatch(request -> request.contains("Bearer " + Planted.SECOND_TOKEN))
                .anyMatch(request -> request.contains("X-Api-Key: " + Planted.KEY))
                .anyMatch(request -> request.contains("key=planted-query"))
                .anyMatch(request -> request.contains("X-Signature: "))
                .anyMatch(request -> request.contains("Authorization: Basic "))
                .anyMatch(request -> request.contains(Planted.IN_PAYLOAD.substring(0, 19)))
                .anyMatch(request -> request.contains("Waybill-Attempt: 2"));
    }
}

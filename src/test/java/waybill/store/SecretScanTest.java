package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.Promise;
import waybill.Promised;
import waybill.destination.Auth;
import waybill.destination.Readiness;
import waybill.vault.TestVaults;

/** No file that is written has a secret in it. */
@Promised(Promise.ON_DISK)
class SecretScanTest {
    private static final List<String> PLANTED = IntStream.range(0, 12).mapToObj(i -> "planted-secret-" + i + "-Zk9vQ2xÜ")
            .toList();

    @TempDir private Path folder;

    @Test
    void findsAPlantedSecretInEveryForm() throws IOException {
        String secret = PLANTED.getFirst();
        byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
        plant("utf8", ("..." + secret + "...").getBytes(StandardCharsets.UTF_8));
        plant("utf16", ("." + secret).getBytes(StandardCharsets.UTF_16LE));
        plant("utf16be", secret.getBytes(StandardCharsets.UTF_16BE));
        plant("hex", HexFormat.of().formatHex(utf8).getBytes(StandardCharsets.US_ASCII));
        plant("capital", HexFormat.of().withUpperCase().formatHex(utf8).getBytes(StandardCharsets.US_ASCII));
        plant("reversed", new StringBuilder(secret).reverse().toString().getBytes(StandardCharsets.UTF_8));
        for (String before : List.of("", "u", "us", "use")) {
            plant("base64" + before,
                    Base64.getEncoder().encode((before + secret + " and more").getBytes(StandardCharsets.UTF_8)));
        }
        List<String> found = new SecretScan(PLANTED).find(folder);
        assertThat(SecretScan.files(folder)).allSatisfy(
                file -> assertThat(found).anyMatch(hit -> hit.endsWith(" in " + file.getFileName())));
    }

    @Test
    void findsNoneInWhatTheVaultWrites() throws IOException {
        List<String> secrets = new ArrayList<>(PLANTED);
        secrets.add(TestVaults.PASSPHRASE);
        SecretScan scan = new SecretScan(secrets);
        List<String> temporary = temporaryFiles();
        int files = 0;
        try (Home home = Home.open(folder)) {
            for (int i = 0; i < PLANTED.size(); i += 2) {
                Auth auth = Destinations.everyAuth(PLANTED.get(i)).get(1 + i / 2 % 4);
                home.destinations().register(Destinations.with(auth), Readiness.notTested());
                files += scanned(scan);
                home.destinations().replace(Destinations.practice(PLANTED.get(i), PLANTED.get(i + 1)), Readiness.notTested());
                files += scanned(scan);
                home.destinations().delete();
                files += scanned(scan);
            }
            home.destinations().register(Destinations.bearer(PLANTED.getLast()), Readiness.notTested());
        }
        files += scanned(scan);
        Home.open(folder).close();
        files += scanned(scan);
        assertThat(temporaryFiles()).isEqualTo(temporary);
        System.out.println("secret scan: " + scan.size() + " patterns, " + files + " files read, 0 found");
    }

    @Test
    void largeResultsStayInMemory() {
        List<String> temporary = temporaryFiles();
        try (Home home = Home.open(folder)) {
            int rows = home.database().run(session -> session.read((connection, _) -> {
                try (var statement = connection.createStatement();
                        var result = statement.executeQuery("SELECT x FROM system_range(1, 1000000) ORDER BY -x")) {
                    assertThat(temporaryFiles()).isEqualTo(temporary);
                    int count = 0;
                    while (result.next()) {
                        count++;
                    }
                    return count;
                }
            }));
            assertThat(rows).isEqualTo(1_000_000);
        }
    }

    private int scanned(SecretScan scan) throws IOException {
        assertThat(scan.find(folder)).isEmpty();
        return SecretScan.files(folder).size();
    }

    private void plant(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    /** H2's own, in the temporary folder. */
    private static List<String> temporaryFiles() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("h2tmp")).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

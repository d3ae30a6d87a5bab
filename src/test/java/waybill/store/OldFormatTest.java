package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.EndpointUrl;
import waybill.destination.Registered;
import waybill.destination.Secret;
import waybill.vault.TestVaults;
import waybill.vault.VaultStatus;
import waybill.vault.VaultStatus.OpenedBy;

/** A vault that Waybill made when vault.json had format 1 and the database its first schema. */
class OldFormatTest {
    private static final VaultStatus OPENED = new VaultStatus.Opened(OpenedBy.PASSPHRASE);
    private static final Destination REGISTERED = new Destination(EndpointUrl.of("https://old.example.com/in"),
            new Auth.Bearer(Secret.of("token of format 1")));

    @TempDir private Path folder;

    @BeforeEach
    void putItThere() throws IOException {
        for (String name : new String[]{"vault.json", "waybill.mv.db"}) {
            try (InputStream in = OldFormatTest.class.getResourceAsStream("format-1/" + name)) {
                Files.copy(Objects.requireNonNull(in), folder.resolve(name));
            }
        }
    }

    @Test
    void isOpenedAndWrittenInTheNewFormat() throws IOException {
        assertThat(keyFile()).startsWith("{\"format\":1,").contains("\"schemaVersion\":1,");
        assertOpens();
        assertThat(keyFile()).startsWith("{\"format\":2,").contains("\"schemaVersion\":" + Migrations.bundled().newest() + ",");
        assertOpens();
    }

    @Test
    void getsARecoveryKeyAsAnyOther() {
        try (Home home = Home.open(folder, new Database(new SecureRandom()))) {
            TestVaults.recoveryKey(home.vault());
        }
        assertOpens();
    }

    @Test
    void isRefusedAsDamagedWhereItIsDamaged() throws IOException {
        Files.writeString(folder.resolve("vault.json"), keyFile().replace("\"opened\":2", "\"opened\":3"));
        try (Home home = Home.open(folder)) {
            assertThat(home.status()).isInstanceOfSatisfying(VaultStatus.Refused.class,
                    refused -> assertThat(refused.refusal()).isEqualTo(VaultStatus.Refusal.KEY_FILE_DAMAGED));
        }
    }

    private void assertOpens() {
        try (Home home = Home.open(folder)) {
            assertThat(home.status()).isEqualTo(OPENED);
            assertThat(home.destinations().find().map(Registered::destination)).contains(REGISTERED);
        }
    }

    private String keyFile() throws IOException {
        return Files.readString(folder.resolve("vault.json"));
    }
}

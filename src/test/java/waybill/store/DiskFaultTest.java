package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.destination.Auth;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.destination.Secret;
import waybill.destination.StorageException;
import waybill.destination.StorageException.Fault;
import waybill.vault.VaultStatus;
import waybill.vault.VaultStatus.OpenedBy;
import waybill.vault.VaultStatus.Refusal;

/** A full disk and a read-only folder, both real. */
class DiskFaultTest {
    private static final VaultStatus OPENED = new VaultStatus.Opened(OpenedBy.PASSPHRASE);
    private static final Registered REGISTERED = new Registered(Destinations.bearer("token"), Readiness.notTested());

    @TempDir private Path parent;
    private SmallDisk disk;
    private Path folder;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mount(parent.resolve("disk"));
        folder = disk.folder().resolve("home");
    }

    @AfterEach
    void unmount() throws Exception {
        disk.unmount();
    }

    @Test
    void makesNoVaultOnAFullDisk() throws IOException {
        Files.createDirectory(folder);
        disk.fill();
        assertRefused(Refusal.DISK_FULL);
        assertThat(folder).isEmptyDirectory();
        disk.makeRoom();
        assertOpens();
    }

    @Test
    void opensNoVaultOnAFullDiskAndLosesNothing() throws IOException {
        register();
        disk.fill();
        Map<String, Integer> before = contents();
        assertRefused(Refusal.DISK_FULL);
        assertRefused(Refusal.DISK_FULL);
        assertThat(contents().keySet()).isEqualTo(before.keySet());
        disk.makeRoom();
        assertFinds();
    }

    @Test
    void losesNothingWhenTheDiskFillsUpWhileItIsOpen() throws IOException {
        try (Home home = Home.open(folder)) {
            home.destinations().register(REGISTERED.destination(), REGISTERED.readiness());
            disk.fill();
            var large = Destinations.with(new Auth.Basic("user", Secret.of("x".repeat(300_000))));
            assertFault(Fault.DISK_FULL, () -> home.destinations().replace(large, Readiness.notTested()));
            assertThat(home.destinations().find()).contains(REGISTERED);
            assertFault(Fault.DISK_FULL, () -> home.destinations().replace(large, Readiness.notTested()));
            disk.makeRoom();
            assertThat(home.destinations().find()).contains(REGISTERED);
            home.destinations().replace(large, Readiness.notTested());
            assertThat(home.destinations().find().orElseThrow().destination()).isEqualTo(large);
            home.destinations().replace(REGISTERED.destination(), REGISTERED.readiness());
        }
        assertFinds();
    }

    @Test
    void makesNoVaultInAReadOnlyFolder() throws Exception {
        Files.createDirectory(folder);
        disk.makeReadOnly();
        assertRefused(Refusal.READ_ONLY);
    }

    @Test
    void makesNoFolderOnAReadOnlyDisk() throws Exception {
        disk.makeReadOnly();
        assertRefused(Refusal.READ_ONLY);
    }

    @Test
    void opensNoVaultInAReadOnlyFolderAndChangesNothing() throws Exception {
        register();
        disk.makeReadOnly();
        Map<String, Integer> before = contents();
        assertRefused(Refusal.READ_ONLY);
        assertThat(contents()).isEqualTo(before);
    }

    private void register() {
        try (Home home = Home.open(folder)) {
            home.destinations().register(REGISTERED.destination(), REGISTERED.readiness());
        }
    }

    private void assertRefused(Refusal refusal) {
        Home home = Home.open(folder);
        home.close();
        assertThat(home.status()).isInstanceOfSatisfying(VaultStatus.Refused.class,
                refused -> assertThat(refused.refusal()).as(refused.detail()).isEqualTo(refusal));
    }

    private void assertOpens() {
        try (Home home = Home.open(folder)) {
            assertThat(home.status()).isEqualTo(OPENED);
        }
    }

    private void assertFinds() {
        try (Home home = Home.open(folder)) {
            assertThat(home.status()).isEqualTo(OPENED);
            assertThat(home.destinations().find()).contains(REGISTERED);
        }
    }

    private Map<String, Integer> contents() throws IOException {
        Map<String, Integer> contents = new TreeMap<>();
        for (Path file : SecretScan.files(folder)) {
            contents.put(file.getFileName().toString(), java.util.Arrays.hashCode(Files.readAllBytes(file)));
        }
        return contents;
    }

    private static void assertFault(Fault fault, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.fault()).isEqualTo(fault));
    }
}

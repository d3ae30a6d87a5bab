package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.SettableClock;
import waybill.delivery.DueMessage;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.delivery.Next;
import waybill.destination.StorageException;
import waybill.destination.StorageException.Fault;
import waybill.vault.FakeKeychain;

/** A full disk, for real. */
class DeliveryDiskFaultTest {
    @TempDir private Path parent;
    private final FakeKeychain keychain = FakeKeychain.ready();
    private final SettableClock clock = new SettableClock();
    private SmallDisk disk;
    private QueueHome home;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mount(parent.resolve("disk"));
        open();
    }

    @AfterEach
    void unmount() throws Exception {
        home.close();
        disk.unmount();
    }

    private void open() {
        home = new QueueHome(disk.folder().resolve("home"), keychain, clock);
    }

    @Test
    void losesNoMessageThatWasAcknowledgedWhenTheDiskFillsUp() throws Exception {
        Map<Long, Integer> acknowledged = new HashMap<>();
        assertThatThrownBy(() -> {
            while (true) {
                home.enqueueMany(3, 50_000).forEach(number -> acknowledged.put(number, 50_000));
            }
        }).isInstanceOfSatisfying(StorageException.class, fault -> assertThat(fault.fault()).isEqualTo(Fault.DISK_FULL));
        assertThat(acknowledged).isNotEmpty();
        assertAllThere(acknowledged);
        home.close();
        disk.makeMoreRoom();
        open();
        assertAllThere(acknowledged);
        assertThat(home.enqueue("afterwards")).hasSize(1);
    }

    /** Whoever reads has a connection of its own, to what H2 has in memory still. */
    @Test
    void givesOutNothingThatWasRefused() throws Exception {
        var acknowledged = new ArrayList<Long>();
        assertThat(home.due()).isEmpty();
        assertThatThrownBy(() -> {
            while (true) {
                acknowledged.addAll(home.enqueueMany(3, 50_000));
            }
        }).isInstanceOf(StorageException.class);
        disk.makeMoreRoom();

        assertThat(home.due()).extracting(DueMessage::number).containsExactlyElementsOf(acknowledged);
        acknowledged.addAll(home.enqueue("afterwards"));
        assertThat(home.due()).extracting(DueMessage::number).containsExactlyElementsOf(acknowledged);
    }

    @Test
    void recordsAgainOnceThereIsRoom() throws Exception {
        var numbers = new ArrayList<>(home.enqueueMany(20, 10));
        disk.fill();
        var attempts = numbers.stream().map(number -> home.attempt(number, 1, QueueHome.delivered(), new Next.Delivered()))
                .toList();
        assertThatThrownBy(() -> {
            for (int i = 0; i < 50; i++) {
                home.queue.record(attempts);
            }
        }).isInstanceOf(StorageException.class);
        disk.makeRoom();
        home.queue.record(attempts);
        assertThat(home.log.count(MessageQuery.all()).of(MessageState.DELIVERED)).isEqualTo(20);
        assertThat(home.log.page(MessageQuery.all(), 0, 50)).extracting(MessageRow::state).containsOnly(MessageState.DELIVERED);
    }

    private void assertAllThere(Map<Long, Integer> acknowledged) {
        List<Long> found = home.log.page(MessageQuery.all(), 0, 10_000).stream().map(MessageRow::number).toList();
        assertThat(found).containsAll(acknowledged.keySet());
        acknowledged.forEach((number, size) -> assertThat(home.log.body(number).orElseThrow()).hasSize(size));
    }
}

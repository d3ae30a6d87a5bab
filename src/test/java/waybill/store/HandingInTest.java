package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.SettableClock;
import waybill.delivery.NewMessage;
import waybill.store.StoredMessage.Given;
import waybill.store.StoredMessage.Progress;
import waybill.vault.FakeKeychain;

class HandingInTest {
    @TempDir private Path folder;

    @Test
    void nobodyIsGivenAMessageBeforeItIsOnDisk() {
        var clock = new SettableClock();
        try (var home = new QueueHome(folder.resolve("home"), FakeKeychain.ready(), clock)) {
            long there = home.enqueue("there").getFirst();
            NewMessage message = QueueHome.message("new", "{}");

            long added = new Deliveries(home.home.database()).write((connection, changes) -> {
                long number = changes.takeNumbers(connection, 1);
                var given = new Given(message.message().id().text(), 1, "new", 2, false, Micros.of(clock.instant()));
                new MessageTable(connection, changes).insert(List.of(new StoredMessage(number, given, Progress.begin())),
                        List.of(message.message()));
                connection.commit(); // From here on, others see it.
                assertThat(home.due()).extracting(due -> due.number()).containsExactly(there);
                return number;
            });

            assertThat(home.due()).extracting(due -> due.number()).containsExactly(there, added);
        }
    }
}

package waybill.ui.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import waybill.delivery.DeliverySettings;
import waybill.destination.StorageException;
import waybill.destination.StorageException.Fault;
import waybill.ui.BackgroundRun;

class SendingModelTest {
    private static final DeliverySettings MOST = DeliverySettings.DEFAULT.withAtOnce(32);

    private final BackgroundRun window = new BackgroundRun();
    private final FakePorts ports = new FakePorts();
    private SendingModel model;

    @BeforeEach
    void load() {
        model = window.call(() -> new SendingModel(window.context(), ports.with(new FakePorts.EmptyLog())));
        window.run(model::load);
        await().untilAsserted(() -> assertThat(settings()).contains(DeliverySettings.DEFAULT));
    }

    @AfterEach
    void close() {
        window.run(model::forget);
        window.close();
    }

    @Test
    void writesInTheOrderInWhichItWasAsked() {
        var asked = new CountDownLatch(1);
        ports.beforeWrite = () -> awaitIt(asked);
        List<String> expected = new ArrayList<>();
        window.run(() -> {
            for (int i = 0; i < 20; i++) {
                model.pause();
                model.resume();
                expected.addAll(List.of("pause", "resume"));
            }
        });

        asked.countDown();

        await().until(() -> ports.written().size() == expected.size());
        assertThat(ports.written()).isEqualTo(expected);
    }

    @Test
    void takesBackASettingThatCouldNotBeWritten() {
        ports.beforeWrite = () -> {
            throw new StorageException(Fault.DISK_FULL);
        };

        window.run(() -> model.change(_ -> MOST));

        await().untilAsserted(() -> assertThat(settings()).contains(DeliverySettings.DEFAULT));
        await().until(() -> window.call(() -> model.failureProperty().get().isPresent()));
        assertThat(ports.settings()).isEqualTo(DeliverySettings.DEFAULT);
    }

    @Test
    void showsNoFailureOnceALaterChangeWasWrittenWithIt() {
        var asked = new CountDownLatch(1);
        var failed = new CountDownLatch(1);
        ports.beforeWrite = () -> {
            awaitIt(asked);
            if (failed.getCount() > 0) {
                failed.countDown();
                throw new StorageException(Fault.DISK_FULL);
            }
        };
        window.run(() -> {
            model.change(_ -> MOST);
            model.change(settings -> settings.withPerSecond(7));
        });

        asked.countDown();

        await().until(() -> ports.settings().equals(MOST.withPerSecond(7)));
        await().until(() -> window.call(() -> model.failureProperty().get().isEmpty()));
        assertThat(settings()).contains(MOST.withPerSecond(7));
    }

    @Test
    void looksAgainUntilNothingIsSentAnyMore() {
        ports.perSecond = 5;
        window.run(model::logChanged);
        assertThat(window.<Double>call(() -> model.status().perSecond())).isEqualTo(5);

        ports.perSecond = 0;

        await().until(() -> window.call(() -> model.status().perSecond() == 0));
    }

    private Optional<DeliverySettings> settings() {
        return window.call(() -> model.settingsProperty().get());
    }

    private static void awaitIt(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

package waybill.ui.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import waybill.receiver.PracticeReceiver;
import waybill.ui.BackgroundRun;

/** A practice receiver that is being started when the vault is locked. */
class ReceiverModelTest {
    private final BackgroundRun window = new BackgroundRun();
    private final PracticeReceiver receiver = new PracticeReceiver(Clock.systemUTC(), new SecureRandom(), Thread::sleep);
    private ReceiverModel model;

    @BeforeEach
    void make() {
        model = window.call(() -> new ReceiverModel(window.context(), receiver));
    }

    @AfterEach
    void close() {
        receiver.close();
        window.close();
    }

    @Test
    void doesNotRunOnAndIsToldOfToNobody() {
        var told = new AtomicBoolean();
        window.run(() -> {
            model.start(() -> told.set(true));
            model.forget();
        });
        await().until(() -> window.<Boolean>call(() -> window.context().background().running().isEmpty()));

        assertThat(receiver.isRunning()).isFalse();
        assertThat(window.<Boolean>call(() -> model.runningProperty().get().isPresent())).isFalse();
        assertThat(told).isFalse();
    }
}

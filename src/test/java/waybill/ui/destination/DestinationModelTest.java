package waybill.ui.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.DestinationRepository;
import waybill.destination.EndpointUrl;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.destination.Secret;
import waybill.ui.BackgroundRun;

/** What comes of a store that answers after the vault was locked. */
class DestinationModelTest {
    private static final Destination DESTINATION = new Destination(EndpointUrl.of("https://api.example.com/"),
            new Auth.Bearer(Secret.of("a token")));

    private final BackgroundRun run = new BackgroundRun();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();
    private DestinationModel model;

    @BeforeEach
    void make() {
        model = run.call(() -> new DestinationModel(run.context(), store(),
                new TestRuns(run.context(), null, () -> Duration.ZERO), null));
    }

    @AfterEach
    void close() {
        goOn.countDown();
        run.close();
    }

    @Test
    void knowsNothingOfWhatWasReadForAVaultThatIsLocked() throws InterruptedException {
        run.run(() -> model.load(() -> ended.set(true)));
        isLockedMeanwhile();
    }

    @Test
    void readsNothingAgainAfterAChangeThatEndedLate() throws InterruptedException {
        run.run(() -> model.register(DESTINATION, Readiness.notTested(), () -> ended.set(true), _ -> {}));
        isLockedMeanwhile();
    }

    private void isLockedMeanwhile() throws InterruptedException {
        asked.await();
        run.run(model::forget);
        goOn.countDown();

        await().until(ended::get);
        assertThat(run.call(model::registered)).isEmpty();
        assertThat(model.mentioned()).isEmpty();
        assertThat(run.call(() -> model.loadingProperty().get())).isEqualTo(new DestinationModel.Loading.Waiting());
    }

    /** Answers when it is told to. */
    private DestinationRepository store() {
        return (DestinationRepository) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{DestinationRepository.class}, (_, called, _) -> {
                    asked.countDown();
                    goOn.await();
                    return called.getName().equals("find")
                            ? Optional.of(new Registered(DESTINATION, Readiness.notTested()))
                            : null;
                });
    }
}

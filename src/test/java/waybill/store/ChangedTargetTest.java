package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import waybill.delivery.EndpointTest;
import waybill.delivery.MessageState;
import waybill.delivery.RequestSigner;
import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.DestinationRepository;
import waybill.destination.EndpointUrl;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.ui.BackgroundRun;
import waybill.ui.destination.DestinationModel;
import waybill.ui.destination.TestRuns;
import waybill.ui.destination.WaitingMessages;
import waybill.ui.vault.VaultModel;
import waybill.vault.Backup;
import waybill.vault.Backups;
import waybill.vault.Redirection;

/** What waits while its destination is deleted or replaced, with a real database and the real worker. */
@Timeout(60)
class ChangedTargetTest {
    private static final Destination SECOND = new Destination(EndpointUrl.of("https://second.example.com/in"), new Auth.None());

    @TempDir private Path folder;
    private MuchSent much;

    @BeforeEach
    void handMuchIn() {
        much = new MuchSent(folder.resolve("home"));
    }

    @AfterEach
    void close() {
        much.close();
    }

    @Test
    void nothingIsSentOfWhatWaitsWhenTheDestinationIsDeleted() {
        try (var window = new BackgroundRun()) {
            var waiting = new WaitingMessages(window.context().background(), much.home.log, much.home.actions, much.worker,
                    much.endpoint);
            var tests = new TestRuns(window.context(),
                    new EndpointTest(new RequestSigner(much.clock, "test"), much.endpoint, much.clock, QueueHome.RANDOM),
                    () -> MuchSent.PATIENCE);
            var model = new DestinationModel(window.context(), much.home.home.destinations(), tests, waiting);
            much.worker.start();
            await().until(() -> much.endpoint.sent.get() > 500);
            var deleted = new CountDownLatch(1);

            window.run(() -> model.delete(deleted::countDown, _ -> {}));

            await().until(() -> deleted.getCount() == 0);
            assertThat(much.count().of(MessageState.WAITING)).isZero();
            assertThat(much.endpoint.sent.get() - much.endpoint.sentWhenStopped.get()).isBetween(0, MuchSent.AT_ONCE);
            assertThat(much.count().of(MessageState.DELIVERED)).isEqualTo(much.endpoint.sent.get());
        }
    }

    @Test
    void nothingMoreGoesToTheOldHostOnceAnotherWasSaved() {
        try (var window = new BackgroundRun()) {
            var waiting = new WaitingMessages(window.context().background(), much.home.log, much.home.actions, much.worker,
                    much.endpoint);
            var tests = new TestRuns(window.context(),
                    new EndpointTest(new RequestSigner(much.clock, "test"), much.endpoint, much.clock, QueueHome.RANDOM),
                    () -> MuchSent.PATIENCE);
            var model = new DestinationModel(window.context(),
                    new Slow(much.home.home.destinations(), much.endpoint::stop), tests, waiting);
            much.worker.start();
            await().until(() -> much.endpoint.sent.get() > 500);

            window.run(() -> model.replace(SECOND, Readiness.notTested(), () -> {}, _ -> {}));

            await().until(() -> much.endpoint.hosts.contains(SECOND.url().host()));
            assertThat(much.endpoint.hosts.stream().skip(much.endpoint.sentWhenStopped.get() + MuchSent.AT_ONCE)).isNotEmpty()
                    .containsOnly(SECOND.url().host());
        }
    }

    @Test
    void nothingMoreGoesToTheOldHostOnceAnotherWasImported() {
        var destinations = much.home.home.destinations();
        Path file = folder.resolve("second");
        destinations.replace(SECOND, Readiness.notTested());
        much.home.home.vault().backups().write(file, Backup.Kind.DESTINATION, "of the file".toCharArray());
        destinations.replace(Destinations.bearer("first"), Readiness.notTested());
        try (var window = new BackgroundRun(); var backup = inside(file)) {
            var model = window.call(
                    () -> new VaultModel(much.home.home.vault(), window.context().background(), window.context().messages()));
            model.backups().importWhile(change -> much.worker.whileStill(change, Duration.ZERO));
            much.worker.start();
            await().until(() -> much.endpoint.sent.get() > 500);
            var sentBefore = new AtomicInteger();

            window.run(() -> model.backups().importDestination(backup, Optional.of(Redirection.Choice.SEND),
                    _ -> sentBefore.set(much.endpoint.sent.get())));

            await().until(() -> much.endpoint.hosts.contains(SECOND.url().host()));
            assertThat(much.endpoint.hosts.stream().skip(sentBefore.get() + MuchSent.AT_ONCE)).isNotEmpty()
                    .containsOnly(SECOND.url().host());
        }
    }

    private Backup inside(Path file) {
        return switch (much.home.home.vault().backups().look(file, "of the file".toCharArray())) {
            case Backups.Look.Inside(var backup) -> backup;
            case Backups.Look.Refused refused -> throw new AssertionError(refused);
        };
    }

    /** Takes a moment before it replaces a destination. */
    private record Slow(DestinationRepository all, Runnable replacing) implements DestinationRepository {
        @Override
        public Optional<Registered> find() {
            return all.find();
        }

        @Override
        public void register(Destination destination, Readiness readiness) {
            all.register(destination, readiness);
        }

        @Override
        public void replace(Destination destination, Readiness readiness) {
            replacing.run();
            await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            all.replace(destination, readiness);
        }

        @Override
        public boolean note(Destination tested, Readiness readiness) {
            return all.note(tested, readiness);
        }

        @Override
        public void delete() {
            all.delete();
        }
    }
}

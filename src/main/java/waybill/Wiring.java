package waybill;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import javafx.scene.Parent;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import waybill.delivery.EndpointTest;
import waybill.delivery.MessageQuery;
import waybill.delivery.Redactor;
import waybill.delivery.RequestSigner;
import waybill.destination.Registered;
import waybill.destination.StorageException;
import waybill.platform.AppLog;
import waybill.platform.AppPaths;
import waybill.platform.SettingsFile;
import waybill.receiver.PracticeReceiver;
import waybill.store.Database;
import waybill.store.SqlDestinationRepository;
import waybill.ui.Background;
import waybill.ui.Context;
import waybill.ui.FilePicker;
import waybill.ui.Messages;
import waybill.ui.Notices;
import waybill.ui.Questions;
import waybill.ui.Theme;
import waybill.ui.Views;
import waybill.ui.deliver.DeliverLinks;
import waybill.ui.deliver.DeliverPart;
import waybill.ui.deliver.DeliverServices;
import waybill.ui.deliveries.DeliveriesPage;
import waybill.ui.deliveries.DeliveriesServices;
import waybill.ui.deliveries.Registration;
import waybill.ui.destination.DestinationModel;
import waybill.ui.destination.DestinationPopup;
import waybill.ui.destination.TestRuns;
import waybill.ui.destination.WaitingMessages;
import waybill.ui.main.MainWindow;
import waybill.ui.main.Page;
import waybill.ui.receiver.Practice;
import waybill.ui.receiver.ReceiverModel;
import waybill.ui.receiver.ReceiverPage;
import waybill.ui.sending.DeliverySettingsView;
import waybill.ui.sending.SendingModel;
import waybill.ui.settings.SettingsModel;
import waybill.ui.settings.SettingsPage;
import waybill.ui.vault.AutoLock;
import waybill.ui.vault.VaultModel;
import waybill.ui.vault.VaultView;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;

/** Builds every object once and closes them in reverse. On the window's thread; slow parts are made when first used. */
final class Wiring implements AutoCloseable {
    /** The start is over by then, and a person not yet ready to press anything. */
    private static final Duration CALM = Duration.ofMillis(700);

    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final LazyTransport transport = new LazyTransport();
    private final StartupReport report = StartupReport.ofThisProcess();
    private final AppPaths paths;
    private final Stage stage;
    private final Notices notices;
    private final AppLog log;
    private final Context context;
    private final SettingsModel settings;
    private final Vault vault;
    private final FilePicker files;
    private final PracticeReceiver practiceReceiver;
    private final VaultModel vaultModel;
    private final VaultView vaultView;
    private final AutoLock autoLock;
    private final DestinationModel destination;
    private final ReceiverModel receiver;
    private final DestinationPopup popup;
    private final Practice practice;
    private final DeliveryParts delivery;
    private final SendingModel sending;
    private final MainWindow mainWindow;
    private Optional<DeliverPart> deliver = Optional.empty();
    private Optional<DeliveriesPage> deliveries = Optional.empty();

    Wiring(AppPaths paths, Stage stage) {
        this(paths, stage, Desktop.ofThisSystem());
    }

    Wiring(AppPaths paths, Stage stage, Desktop desktop) {
        this.paths = paths;
        this.stage = stage;
        notices = new Notices(() -> stage);
        log = new AppLog(paths, clock, UnaryOperator.identity());
        log.install();
        var messages = new Messages(Locale.getDefault());
        context = new Context(messages, new Views(messages), new Background(this::record, this::unexpected),
                new Questions(messages));
        var settingsFile = new SettingsFile(paths);
        settings = new SettingsModel(settingsFile.read(), settingsFile, paths.home(), context.background());
        // Before the first control, which would otherwise load JavaFX's own stylesheet for nothing.
        var theme = new Theme(() -> settings.settings().theme());
        theme.apply();
        settings.settingsProperty().addListener((_, _, _) -> theme.apply());
        var database = new Database(random);
        var keychain = new LazyKeychain(desktop.keychain(), report);
        vault = new Vault(paths.home(), keychain, database, clock, random);
        vault.onUnexpected(failure -> log.record("work on the vault", failure));
        vaultModel = new VaultModel(vault, context.background(), messages);
        files = desktop.files().unlessEnded(vaultModel::isOpen);
        vaultView = new VaultView(context, vaultModel, files, this::loadDestination);
        var endpointTest = new EndpointTest(new RequestSigner(clock, Version.text()), transport, clock, random);
        Supplier<Duration> deadline = () -> Duration.ofSeconds(settings.latest().testDeadlineSeconds());
        var repository = new SqlDestinationRepository(database, random);
        delivery = new DeliveryParts(database, new DeliveryParts.Outside(clock, random, transport, deadline), repository);
        var waiting = new WaitingMessages(context.background(), delivery.ports().log(), delivery.ports().actions(),
                delivery.ports().sending(), delivery.intake());
        destination = new DestinationModel(context, repository, new TestRuns(context, endpointTest, deadline), waiting);
        sending = new SendingModel(context, delivery.ports());
        practiceReceiver = new PracticeReceiver(clock, random, Thread::sleep);
        practiceReceiver.expect(destination::expectedAuth);
        receiver = new ReceiverModel(context, practiceReceiver);
        popup = new DestinationPopup(context, destination, () -> receiver.runningProperty().get());
        practice = new Practice(context, receiver, popup);
        mainWindow = new MainWindow(context, vaultModel, vaultView, sending, this::page);
        autoLock = new AutoLock(vaultModel, () -> settings.settings().locking(), desktop.wall(), desktop.nanos());
        vaultModel.onReplaced(this::forgetUnsent);
        vaultModel.backups().importWhile(change -> delivery.ports().sending().whileStill(change, Duration.ZERO));
        vault.beforeClosing(delivery::end);
        vault.afterOpening(() -> context.background().after(CALM, this::getReady));
        vaultModel.statusProperty().addListener((_, before, status) -> changed(before, status));
        destination.registeredProperty().addListener((_, _, _) -> destinationChanged());
        mainWindow.onChange(notices::clear);
        var corner = new CornerNotices(context, notices, mainWindow);
        corner.watch(sending, clock);
        corner.watch(vaultModel, paths);
        log.redactWith(this::redact);
    }

    /** Shows the window, then opens the vault behind it. */
    void show() {
        report.note("objects");
        Parent root = context.views().load(mainWindow);
        report.note("fxml");
        new WindowFrame(stage, settings, report, context.background()).show(root, context.text("app.name"));
        autoLock.start(context.background());
        vaultModel.late().waitWhile(new OwnedWindows(stage)::areAsking);
        // A moment later: the next window of the same undertaking is up by then.
        OwnedWindows.onClosed(() -> context.background().show(vaultModel.late()::windowClosed));
        stage.setOnCloseRequest(this::quit);
        report.noteFirstFrame(stage.getScene(), "window", vaultModel::open);
    }

    private void quit(WindowEvent request) {
        request.consume();
        vaultView.quit(stage);
    }

    void bringToFront() {
        stage.setIconified(false);
        stage.show();
        stage.toFront();
        stage.requestFocus();
    }

    @Override
    public void close() {
        context.background().close();
        delivery.close();
        transport.close();
        practiceReceiver.close();
        vault.close();
    }

    private Parent page(Page page) {
        var views = context.views();
        return switch (page) {
            case DESTINATION ->
                new DestinationPages(context, destination, popup, practice).page(vaultView, sending, clock).node();
            case DELIVER -> views.load(deliver().page(destination, receiver.runningProperty().map(Optional::isPresent)));
            case DELIVERIES -> views.load(deliveriesPage());
            case RECEIVER -> views.load(new ReceiverPage(context, receiver, destination, practice));
            case SETTINGS -> views.load(new SettingsPage(context, settings, vaultView, paths,
                    views.load(new DeliverySettingsView(context, sending, clock))));
        };
    }

    private void changed(Optional<VaultStatus> before, Optional<VaultStatus> now) {
        report.note("vault");
        if (now.filter(VaultStatus.NeedsNewPassphrase.class::isInstance).isPresent()) {
            forgetUnsent();
        }
        if (!isOpen(now)) {
            // At once when it is locked, before the database is closed.
            List.<Runnable>of(destination::forget, receiver::forget, sending::forget, this::forgetPages, this::closePopups)
                    .forEach(Runnable::run);
            report.note("ready");
        } else if (!isOpen(before)) {
            // What was asked over the page that is gone: whether to set the vault aside, say, while it was being opened.
            closePopups();
            loadDestination();
            // What fails now is told to whoever looks into the log.
            context.background().quietly(Executors.callable(delivery.ports().log()::load), _ -> {}, _ -> {});
        }
    }

    private void loadDestination() {
        destination.load(() -> report.note("destination"));
    }

    private static boolean isOpen(Optional<VaultStatus> status) {
        return status.filter(VaultStatus.Opened.class::isInstance).isPresent();
    }

    private void forgetPages() {
        deliver.ifPresent(part -> part.forget(false));
        deliveries.ifPresent(DeliveriesPage::forget);
    }

    /** What was typed and not sent is kept for whoever opens the same vault again, and for nobody else. */
    private void forgetUnsent() {
        deliver.ifPresent(part -> part.forget(true));
    }

    /** Whatever is open beside the main window may show a secret. */
    private void closePopups() {
        new OwnedWindows(stage).close();
    }

    /** What waits may go elsewhere now, or was cancelled. */
    private void destinationChanged() {
        delivery.ports().sending().wake();
        sending.logChanged();
    }

    /** Once the vault is open, since a batch of before may go on. */
    private DeliverPart deliver() {
        if (deliver.isEmpty()) {
            var services = new DeliverServices(sending, delivery.intake(), delivery.rehearsal(), clock);
            var links = new DeliverLinks(() -> mainWindow.show(Page.DELIVER), () -> mainWindow.show(Page.DESTINATION),
                    this::showDeliveries, notices);
            deliver = Optional.of(new DeliverPart(context, services, links, () -> mainWindow.isShown(Page.DELIVER)));
        }
        return deliver.get();
    }

    private DeliveriesPage deliveriesPage() {
        var registration = new Registration(() -> destination.registered().map(Registered::destination),
                known -> popup.edit(stage, known));
        var services = new DeliveriesServices(sending, registration, new RequestSigner(clock, Version.text()), files, clock);
        var page = new DeliveriesPage(context, services);
        deliveries = Optional.of(page);
        return page;
    }

    private void showDeliveries(MessageQuery query) {
        mainWindow.show(Page.DELIVERIES);
        deliveries.ifPresent(page -> page.show(query));
    }

    /** What need not be there with the window. */
    private void getReady() {
        if (vaultModel.isOpen()) {
            delivery.begin();
            deliver();
            sending.load();
            context.background().quietly(this::prepareTransport, _ -> report.note("ready"));
        }
    }

    private boolean prepareTransport() {
        transport.prepare();
        return true;
    }

    /** Every secret that is registered or was tested is kept out of the log. */
    private String redact(String text) {
        return destination.mentioned().map(Redactor::of).reduce(text, (masked, redactor) -> redactor.redact(masked), (_, b) -> b);
    }

    /** What has its own sentence in the window needs no line in the log. */
    private void record(Throwable failure) {
        if (!(failure instanceof StorageException storage) || storage.fault() == StorageException.Fault.OTHER) {
            log.record("work in the background", failure);
        }
    }

    private void unexpected(Throwable failure) {
        context.questions().tell(stage, context.text("unexpected.title"), context.text("unexpected.text"),
                failure.getClass().getName());
    }
}

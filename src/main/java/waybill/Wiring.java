package waybill;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

import javafx.scene.Parent;
import javafx.stage.Stage;

import waybill.delivery.EndpointTest;
import waybill.delivery.Redactor;
import waybill.delivery.RequestSigner;
import waybill.destination.Registered;
import waybill.platform.AppLog;
import waybill.platform.AppPaths;
import waybill.platform.SettingsFile;
import waybill.receiver.PracticeReceiver;
import waybill.store.Database;
import waybill.store.SqlDestinationRepository;
import waybill.ui.Background;
import waybill.ui.Context;
import waybill.ui.Messages;
import waybill.ui.Questions;
import waybill.ui.Theme;
import waybill.ui.Views;
import waybill.ui.deliver.DeliverPage;
import waybill.ui.deliveries.DeliveriesPage;
import waybill.ui.destination.DestinationModel;
import waybill.ui.destination.DestinationPage;
import waybill.ui.destination.DestinationPopup;
import waybill.ui.main.MainWindow;
import waybill.ui.main.Page;
import waybill.ui.receiver.Practice;
import waybill.ui.receiver.ReceiverModel;
import waybill.ui.receiver.ReceiverPage;
import waybill.ui.settings.SettingsModel;
import waybill.ui.settings.SettingsPage;
import waybill.ui.vault.VaultModel;
import waybill.ui.vault.VaultView;
import waybill.vault.Vault;
import waybill.vault.VaultStatus;
import waybill.vault.keychain.Keychains;

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
    private final AppLog log;
    private final Context context;
    private final SettingsModel settings;
    private final Vault vault;
    private final PracticeReceiver practiceReceiver;
    private final VaultModel vaultModel;
    private final VaultView vaultView;
    private final DestinationModel destination;
    private final ReceiverModel receiver;
    private final DestinationPopup popup;

    Wiring(AppPaths paths, Stage stage) {
        this.paths = paths;
        this.stage = stage;
        log = new AppLog(paths, clock, UnaryOperator.identity());
        log.install();
        var messages = new Messages(Locale.getDefault());
        context = new Context(messages, new Views(messages), new Background(this::unexpected), new Questions(messages));
        var settingsFile = new SettingsFile(paths);
        settings = new SettingsModel(settingsFile.read(), settingsFile, context.background());
        // Before the first control, which would otherwise load JavaFX's own stylesheet for nothing.
        var theme = new Theme(() -> settings.settings().theme());
        theme.apply();
        settings.settingsProperty().addListener((_, _, _) -> theme.apply());
        var database = new Database(random);
        var keychain = new LazyKeychain(() -> Keychains.ofThisSystem(System.getenv(), System.getProperties()), report);
        vault = new Vault(paths.home(), keychain, database, clock, random);
        vaultModel = new VaultModel(vault, context.background(), messages);
        vaultView = new VaultView(context, vaultModel);
        var endpointTest = new EndpointTest(new RequestSigner(clock, Version.text()), transport, clock, random);
        destination = new DestinationModel(context, new SqlDestinationRepository(database, random), endpointTest,
                () -> Duration.ofSeconds(settings.settings().testDeadlineSeconds()));
        practiceReceiver = new PracticeReceiver(clock, random, Thread::sleep);
        practiceReceiver.expect(destination::expectedAuth);
        receiver = new ReceiverModel(context, practiceReceiver);
        popup = new DestinationPopup(context, destination, receiver::identity);
        vaultModel.statusProperty().addListener((_, _, status) -> opened(status));
        destination.registeredProperty().addListener((_, _, registered) -> redact(registered));
    }

    /** Shows the window, then opens the vault behind it. */
    void show() {
        report.note("objects");
        Parent root = context.views().load(new MainWindow(context, vaultModel, vaultView, this::page));
        report.note("fxml");
        new WindowFrame(stage, settings, report).show(root, context.text("app.name"));
        report.noteFirstFrame(stage.getScene(), "window", vaultModel::open);
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
        practiceReceiver.close();
        vault.close();
    }

    private Parent page(Page page) {
        var views = context.views();
        return switch (page) {
            case DESTINATION ->
                views.load(new DestinationPage(context, destination, popup, new Practice(context, receiver, popup), clock));
            case DELIVER -> views.load(new DeliverPage());
            case DELIVERIES -> views.load(new DeliveriesPage());
            case RECEIVER -> views.load(new ReceiverPage(context, receiver, destination, popup));
            case SETTINGS -> views.load(new SettingsPage(context, settings, vaultView, paths.home()));
        };
    }

    private void opened(Optional<VaultStatus> status) {
        report.note("vault");
        if (status.filter(VaultStatus.Opened.class::isInstance).isPresent()) {
            destination.load(() -> {
                report.note("destination");
                context.background().after(CALM,
                        () -> context.background().quietly(this::prepareTransport, _ -> report.note("ready")));
            });
        } else {
            report.note("ready");
        }
    }

    private boolean prepareTransport() {
        transport.prepare();
        return true;
    }

    private void redact(Optional<Registered> registered) {
        log.redactWith(registered.map(known -> Redactor.of(known.destination().auth()))
                .<UnaryOperator<String>>map(known -> known::redact)
                .orElse(UnaryOperator.identity()));
    }

    private void unexpected(Throwable failure) {
        log.record("work in the background", failure);
        context.questions().tell(stage, context.text("unexpected.title"), context.text("unexpected.text"),
                failure.getClass().getName());
    }
}

package waybill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableCell;
import javafx.scene.control.TitledPane;
import javafx.scene.text.Text;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every view of the application, looked at on one tour through the smallest window, light and dark. */
class ViewsTest {
    /** What tests and scripts look up; those of pages that come with later versions are left out. */
    private static final String IDS = """
            registerButton practiceButton destinationUrl destinationAuth destinationStatus sendTestButton testResult editButton
            deleteButton copyCurlButton destinationReveal cancelTestButton confirmButton declineButton alertText
            destinationDialog urlField urlError authTypeChoice hmacHeader hmacHeaderError hmacSecret hmacSecretShown
            hmacSecretReveal hmacSecretError hmacEncoding hmacPrefix hmacPrefixError generateSecret basicUsername
            basicUsernameError basicPassword basicPasswordShown basicPasswordReveal basicPasswordError basicPasswordStrength
            bearerToken bearerTokenShown bearerTokenReveal bearerTokenError apiKeyName apiKeyNameError apiKeyValue
            apiKeyValueShown apiKeyValueReveal apiKeyValueError apiKeyPlacementHeader apiKeyPlacementQuery trustedCertificate
            trustedCertificateError chooseCertificate dialogTestButton dialogTestResult saveButton cancelButton
            passphraseField passphraseConfirm passphraseStrength passphraseError createVaultButton unlockButton setAsideButton
            vaultState lockButton recoverButton vaultText recoveryText lockNowButton changePassphraseButton usePassphraseButton
            useKeychainButton newKeysButton recoveryKeyButton backUpButton restoreButton exportButton importButton lockMinutes
            lockAfterSleep vaultDialog presentPassphrase recoveryKeyField newPassphrase newPassphraseError newPassphraseConfirm
            newPassphraseConfirmError newPassphraseStrength vaultDialogError recoveryKeyDialog recoveryKeyText copyRecoveryKey
            recoveryGroupFirst recoveryGroupFirstError recoveryGroupSecond receiverToggle receiverUrl receiverUse receiverAnswer receiverDelay receiverRetryAfter receiverRequests
            receiverVerdict destinationPage deliverPage deliveriesPage receiverPage settingsPage showDestination showDeliver
            showDeliveries showReceiver showSettings sendingState payloadEditor payloadName payloadCheck payloadNote samplesButton
            openFileButton formatButton findButton findField findNext findPrevious findCount findClose sendButton sendAsItIs
            sendResult showInDeliveries retrySchedule rehearseButton rehearsalSteps addFilesButton pauseButton pausedBanner
            noDestinationBanner goToDestinationButton holdBanner holdText releaseButton batchPanel batchText batchProgress
            batchPace batchUnread batchNotCancelled batchPauseButton batchCancelButton batchShowButton batchCloseButton batchPreview batchSummary batchRepeated batchCancelledBefore
            batchRefused leaveOutChoice asItIsChoice batchSendButton batchBackButton deliverySettings retryCount retryFirstDelay
            retryFactor retryDrawing attemptsAtOnce attemptsPerSecond holdAfter retentionDays retentionMegabytes retentionApply
            retentionEffect retentionRemoved
            deliveryTable deliveryCount deliverySearch stateWaiting stateHeld
            stateDelivered stateFailed stateCancelled periodChoice periodFrom periodTo answeredFilter batchFilter clearSearch
            deliveriesNote picturesToggle pictures outcomeChart outcomeBar latencyChart latencyPercentiles resendButton
            resendSelected resendSelectedNew resendMatching resendMatchingNew exportButton exportCsv exportJson deliveryDetail
            messageName messageState messageFacts messageId messageNext tryNowButton cancelMessageButton copyMessageCurl
            showBodyButton messageBody closeDetail attempts attempt1 attempt1Outcome attempt1Sent attempt1Received""";

    private static final Set<String> STOPS = new TreeSet<>();
    private static final Set<String> FOUND = new TreeSet<>();
    private static final Set<String> CUT_OFF = new TreeSet<>();
    private static final Set<String> WITHOUT_NAME = new TreeSet<>();
    private static final Set<String> WITHOUT_RING = new TreeSet<>();
    private static final FocusRing RING = new FocusRing();

    @TempDir private static Path home;

    @BeforeAll
    static void goThroughAllViews() {
        new Tour(home, ViewsTest::look).go();
    }

    @Test
    void everyViewLoadsWithItsController() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("resources/fxml"))) {
            assertThat(STOPS.stream().filter(stop -> !stop.contains(" "))).containsExactlyInAnyOrderElementsOf(
                    files.map(file -> file.getFileName().toString().replace(".fxml", "")).toList());
        }
    }

    @Test
    void everyNodeHasTheIdThatIsPromised() {
        assertThat(FOUND).contains(IDS.split("\\s+"));
    }

    @Test
    void noTextIsCutOffInTheSmallestWindow() {
        assertThat(CUT_OFF).isEmpty();
    }

    @Test
    void whateverTakesTheFocusHasANameForScreenReaders() {
        assertThat(WITHOUT_NAME).isEmpty();
    }

    @Test
    void whateverTakesTheFocusShowsIt() {
        assertThat(WITHOUT_RING).isEmpty();
    }

    private static void look(String stop) {
        STOPS.add(stop);
        for (Theme theme : new Theme[]{new PrimerLight(), new PrimerDark()}) {
            WindowThread.run(() -> Application.setUserAgentStylesheet(theme.getUserAgentStylesheet()));
            grow();
            WindowThread.run(() -> {
                // Again, for texts that tick.
                Screen.windows().forEach(window -> layOut(window.getScene().getRoot()));
                Screen.nodes().filter(Screen::isSeen).filter(ViewsTest::isCutOff)
                        .forEach(node -> CUT_OFF
                                .add(stop + ", " + theme.getName() + ": " + Screen.text(node) + " → " + shown(node)));
                Screen.nodes().filter(node -> takesFocus(node) && !RING.isShownBy(node, theme.getName()))
                        .forEach(node -> WITHOUT_RING.add(stop + ", " + theme.getName() + ": " + node));
            });
        }
        WindowThread.run(() -> {
            FOUND.addAll(Screen.nodes().map(Node::getId).filter(Objects::nonNull).collect(Collectors.toSet()));
            Screen.nodes().filter(node -> takesFocus(node) && !hasName(node))
                    .forEach(node -> WITHOUT_NAME.add(stop + ": " + node));
        });
    }

    /** A dialog becomes as high as what it says a frame or two after that; what is cut off then stays so. */
    private static void grow() {
        try {
            await().atMost(Duration.ofSeconds(1)).until(() -> WindowThread.call(() -> {
                Screen.windows().forEach(window -> layOut(window.getScene().getRoot()));
                return Screen.nodes().filter(Screen::isSeen).noneMatch(ViewsTest::isCutOff);
            }));
        } catch (ConditionTimeoutException _) {
            // It is noted by whoever looks next.
        }
    }

    /** The field in a spinner never has the focus itself. */
    private static boolean takesFocus(Node node) {
        return node.isFocusTraversable() && Screen.isSeen(node) && !(node.getParent() instanceof Spinner);
    }

    private static void layOut(Parent root) {
        root.applyCss();
        root.layout();
    }

    /** Cells of tables may be: the whole is shown below the table. */
    private static boolean isCutOff(Node node) {
        return node instanceof Labeled labeled && !(node instanceof TableCell) && !text(labeled).isEmpty()
                && !shown(node).equals(text(labeled));
    }

    private static String text(Labeled labeled) {
        return Optional.ofNullable(labeled.getText()).orElse("");
    }

    /** What the label's skin draws, which ends in an ellipsis where the room does not do. */
    private static String shown(Node label) {
        var drawn = (Parent) switch (label) {
            case TitledPane pane -> pane.lookup(".title");
            case MenuButton button -> button.lookup(".label");
            default -> label;
        };
        return drawn.getChildrenUnmodifiable().stream().filter(Text.class::isInstance).map(Text.class::cast)
                .map(Text::getText).findFirst().orElse("");
    }

    private static boolean hasName(Node node) {
        return Stream
                .of(Optional.ofNullable(node.getAccessibleText()), labelOf(node), ownText(node)).flatMap(Optional::stream)
                .anyMatch(name -> !name.isBlank());
    }

    private static Optional<String> ownText(Node node) {
        return node instanceof Labeled labeled ? Optional.ofNullable(labeled.getText()) : Optional.empty();
    }

    private static Optional<String> labelOf(Node node) {
        return Screen.nodes().filter(Label.class::isInstance).map(Label.class::cast)
                .filter(label -> label.getLabelFor() == node).map(Label::getText).findFirst();
    }
}

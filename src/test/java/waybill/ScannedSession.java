package waybill;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;

import javafx.application.Platform;

import waybill.http.EchoingEndpoint;
import waybill.vault.FakeKeychain;
import waybill.vault.Keychain.Availability;

/**
 * Somebody who uses everything that a secret passes through, in the real window, in a process of its own, which stops now and
 * then to be looked at. Says then which passphrase opens the vault, and what else was a secret.
 */
final class ScannedSession {
    static final String MADE = "made ";
    static final String KEYCHAIN_KEY = "keychain ";
    static final String AT = "at ";

    private final FakeKeychain keychain = FakeKeychain.absent();
    private final Person person;
    private final ScanTalk watcher;
    private final Path exports;
    private final String url;
    private final String pem;

    private ScannedSession(Path home, Path exports, ScanTalk watcher) {
        person = new Person(home, keychain);
        this.exports = exports;
        this.watcher = watcher;
        url = watcher.hears();
        pem = watcher.hears();
    }

    /** @param arguments the data folder, the folder for exports and backups, and the port of whoever watches */
    public static void main(String[] arguments) {
        try (var watcher = ScanTalk.to(Integer.parseInt(arguments[2]))) {
            var session = new ScannedSession(Path.of(arguments[0]), Path.of(arguments[1]), watcher);
            session.go();
            System.exit(0);
        } catch (Throwable failure) {
            // The program's own handler would write it to its log, which is looked at.
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private void go() {
        person.opensWaybill().awaits("createVaultButton").fills("passphraseField", Planted.PASSPHRASE);
        person.fills("passphraseConfirm", Planted.PASSPHRASE).clicks("createVaultButton").awaits("registerButton");
        person.clicks("showSettings").awaits("retryCount").fillsSpinner("retryCount", "0").clicks("showDestination");
        for (int type = 0; type < Planted.FIELDS.size(); type++) {
            registers(type, Planted.FIELDS.get(type));
            delivers(type);
        }
        edits(Map.of("apiKeyName", "key", "apiKeyValue", Planted.KEY_IN_QUERY), "apiKeyPlacementQuery");
        at("each type was used", Planted.PASSPHRASE);
        exportsTheLog();
        changesKeys();
        movesAndRecovers();
        failsUnexpectedly();
    }

    private void registers(int type, Map<String, String> fields) {
        person.clicks(type == 0 ? "registerButton" : "editButton").awaits("saveButton");
        if (type == 0) {
            person.fills("urlField", url).clicksOn("Trusted certificate (optional)").fills("trustedCertificate", pem);
        }
        person.chooses("authTypeChoice", type);
        fields.forEach(person::fills);
        person.clicks("dialogTestButton").awaitsText("dialogTestResult", "Ready").clicks("saveButton").awaitsNo("saveButton");
        person.clicks("sendTestButton").awaitsText("testResult", "Ready").clicks("copyCurlButton").awaits("pageNote");
    }

    private void edits(Map<String, String> fields, String choice) {
        person.clicks("showDestination").clicks("editButton").awaits("saveButton").clicks(choice);
        fields.forEach(person::fills);
        person.clicks("dialogTestButton").awaitsText("dialogTestResult", "Ready").clicks("saveButton").awaitsNo("saveButton");
    }

    private void delivers(int type) {
        person.clicks("showDeliver").fills("payloadEditor", payload(type, Planted.IN_PAYLOAD)).clicks("sendButton");
        person.awaitsText("sendResult", "Delivered as msg_");
        person.fills("payloadEditor", payload(type, Planted.IN_REJECTED_PAYLOAD + EchoingEndpoint.REJECTED)).clicks("sendButton");
        person.awaitsText("sendResult", "Failed after 1 attempt");
        var log = new LogPage(person);
        person.clicks("showDeliveries").awaits("the message that failed", () -> log.size() == 2 * type + 2);
        log.selects(0);
        person.clicks("showBodyButton").awaitsText("messageBody", Planted.IN_REJECTED_PAYLOAD).clicks("copyMessageCurl");
        person.clicks("resendButton").clicks("resendSelected");
        person.awaits("the message that is sent again", () -> log.state(0).equals("DELIVERED")).clicks("showDestination");
    }

    private static String payload(int type, String planted) {
        return "{\"type\": " + type + ", \"link\": \"https://files.example.com/" + planted + "\"}";
    }

    private void exportsTheLog() {
        for (String format : new String[]{"Csv", "Json"}) {
            person.willChoose(exports.resolve("deliveries." + format)).clicks("showDeliveries").clicks("exportButton");
            person.clicks("export" + format).awaitsText("deliveriesNote", "written to");
        }
    }

    private void changesKeys() {
        person.clicks("showSettings").clicks("lockNowButton").awaits("unlockButton");
        at("locked", Planted.PASSPHRASE);
        person.fills("passphraseField", Planted.PASSPHRASE).clicks("unlockButton").awaits("settingsPage");
        person.clicks("changePassphraseButton").fills("presentPassphrase", Planted.PASSPHRASE);
        asksForNew(Planted.SECOND_PASSPHRASE).awaitsNo("vaultDialog");
        at("the passphrase was changed", Planted.SECOND_PASSPHRASE);
        person.clicks("recoveryKeyButton").fills("presentPassphrase", Planted.SECOND_PASSPHRASE).clicks("confirmButton");
        String key = person.awaits("recoveryKeyText").reads("recoveryKeyText");
        watcher.asks(MADE + key);
        RecoveryGroups.type(person, key);
        person.clicks("confirmButton").awaitsNo("recoveryKeyDialog").clicks("lockNowButton").awaits("recoverButton");
        person.clicks("recoverButton").fills("recoveryKeyField", key);
        asksForNew(Planted.THIRD_PASSPHRASE).awaitsNo("vaultDialog").awaits("settingsPage");
        at("it was recovered", Planted.THIRD_PASSPHRASE);
        person.clicks("newKeysButton").fills("presentPassphrase", Planted.THIRD_PASSPHRASE).clicks("confirmButton");
        person.awaitsNo("vaultDialog").awaitsText("recoveryText", "There is no recovery key");
        at("it has new keys", Planted.THIRD_PASSPHRASE);
        usesTheKeychain();
    }

    private void usesTheKeychain() {
        keychain.become(Availability.READY);
        person.clicks("useKeychainButton").fills("presentPassphrase", Planted.THIRD_PASSPHRASE).clicks("confirmButton");
        person.awaitsNo("vaultDialog").awaitsText("vaultState", "keychain");
        keychain.entries().values().forEach(key -> watcher.asks(KEYCHAIN_KEY + HexFormat.of().formatHex(key)));
        person.clicks("lockNowButton").awaits("unlockButton").clicks("unlockButton").clicks("usePassphraseButton");
        person.fills("presentPassphrase", Planted.THIRD_PASSPHRASE);
        asksForNew(Planted.PASSPHRASE).awaitsNo("vaultDialog").awaitsText("vaultState", "passphrase");
        keychain.become(Availability.ABSENT);
    }

    private void movesAndRecovers() {
        Path backup = exports.resolve("backup.waybill");
        asksForAFile(backup, "backUpButton");
        edits(Map.of("bearerToken", Planted.SECOND_TOKEN), 3);
        person.clicks("showSettings").awaits("restoreButton");
        asksForAFile(exports.resolve("destination.waybill"), "exportButton");
        person.willChoose(backup).clicks("restoreButton").fills("presentPassphrase", Planted.OF_FILE).clicks("confirmButton");
        person.awaitsText("alertText", "takes the place");
        asksForNew(Planted.SECOND_PASSPHRASE).awaitsNo("vaultDialog").awaits("settingsPage");
        at("it was restored", Planted.SECOND_PASSPHRASE);
        person.willChoose(exports.resolve("destination.waybill")).clicks("importButton");
        person.fills("presentPassphrase", Planted.OF_FILE).clicks("confirmButton").awaitsText("alertText", "not tested");
        person.clicks("confirmButton").awaitsNo("vaultDialog");
        at("the destination was imported", Planted.SECOND_PASSPHRASE);
    }

    private void edits(Map<String, String> fields, int type) {
        person.clicks("showDestination").clicks("editButton").awaits("saveButton").chooses("authTypeChoice", type);
        fields.forEach(person::fills);
        person.clicks("dialogTestButton").awaitsText("dialogTestResult", "Ready").clicks("saveButton").awaitsNo("saveButton");
    }

    private void asksForAFile(Path file, String button) {
        person.willChoose(file).clicks("showSettings").clicks(button).awaits("newPassphrase");
        asksForNew(Planted.OF_FILE).awaitsText("alertText", "holds this").clicks("confirmButton").awaitsNo("alertText");
    }

    /** The log of unexpected errors is written last, for it must not be there before. */
    private void failsUnexpectedly() {
        person.quits();
        at("it was quit", Planted.SECOND_PASSPHRASE);
        person.opensWaybill().awaits("unlockButton").fills("passphraseField", Planted.SECOND_PASSPHRASE).clicks("unlockButton");
        person.awaits("editButton");
        var failure = new IllegalStateException("as if a library named it: " + Planted.SECOND_TOKEN);
        Thread.ofPlatform().start(() -> {
            throw failure;
        });
        Platform.runLater(() -> {
            throw new IllegalArgumentException("and another", failure);
        });
        at("it failed unexpectedly", Planted.SECOND_PASSPHRASE);
    }

    private void at(String step, String passphrase) {
        watcher.asks(AT + passphrase + "\n" + step);
    }

    private Person asksForNew(String next) {
        return person.fills("newPassphrase", next).fills("newPassphraseConfirm", next).clicks("confirmButton");
    }
}

package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.store.Database;
import waybill.vault.FakeKeychain;
import waybill.vault.KeyOrder;
import waybill.vault.Keychain.Availability;
import waybill.vault.TestVaults;
import waybill.vault.Vault;

/** What a person sees where the keychain that opens the vault does not do as it should. */
class KeychainWindowTest {
    private static final String OPEN = "Vault open · keychain";
    /** The five seconds of the keychain, and what the rest of a start takes on a busy computer. */
    private static final Duration LONGEST = Duration.ofSeconds(12);

    @TempDir private Path parent;
    private final FakeKeychain keychain = FakeKeychain.ready();
    private Person person;

    @AfterEach
    void quit() {
        keychain.thaw();
        person.quits();
    }

    @Test
    void oneThatHangsAtTheFirstStartGivesWayToAPassphraseInTime() {
        keychain.freeze();
        person = new Person(home(), keychain);
        person.opensWaybill().awaitsText("vaultState", "Opening the vault");
        Instant begun = Instant.now();
        assertThat(person.isBusy()).as("the status line says so, too").isTrue();

        person.awaits("createVaultButton");

        assertThat(Duration.between(begun, Instant.now())).isLessThan(LONGEST);
        person.setsThePassphrase().awaits("registerButton");
        assertThat(person.reads("vaultState")).isEqualTo("Vault open · passphrase");
    }

    @Test
    void oneThatHangsIsNamedInTimeAndTheVaultOpensWhenItAnswers() {
        made();
        keychain.freeze();
        Instant begun = Instant.now();
        person.opensWaybill().awaitsText("alertText", "does not answer");
        assertThat(Duration.between(begun, Instant.now())).isLessThan(LONGEST);

        keychain.thaw();

        person.awaits("registerButton");
        assertThat(person.reads("vaultState")).isEqualTo(OPEN);
    }

    @Test
    void aPersonWhoTakesTheirTimeIsAskedOnceAndNeedNotPressAnythingElse() {
        made();
        keychain.lockAndAsk();
        person.opensWaybill().awaitsText("alertText", "which is locked");
        person.clicks("retryButton").awaitsText("alertText", "which is locked");

        keychain.answer(true);

        person.awaits("registerButton");
        assertThat(person.reads("vaultState")).isEqualTo(OPEN);
        assertThat(keychain.prompts()).isEqualTo(1);
    }

    @Test
    void aPersonWhoDeclinesIsToldAndAskedAgainOnlyWhenTheyTryAgain() {
        made();
        keychain.lockAndAsk();
        keychain.answer(false);
        person.opensWaybill().awaitsText("alertText", "which is locked");
        assertThat(keychain.prompts()).isEqualTo(1);

        keychain.answer(true);
        person.clicks("retryButton").awaits("registerButton");
    }

    @Test
    void oneThatIsGoneIsNamedAndUsedWhenItIsBack() {
        made();
        keychain.become(Availability.ABSENT);
        person.opensWaybill().awaitsText("alertText", "does not answer");
        assertThat(person.sees("createVaultButton")).isFalse();

        keychain.become(Availability.READY);
        person.clicks("retryButton").awaits("registerButton");
    }

    @Test
    void oneThatWasEmptiedIsNamedAndANewVaultCanBeStarted() throws IOException {
        made();
        keychain.entries().clear();
        keychain.counters().clear();
        person.opensWaybill().awaitsText("alertText", "has been removed there");

        person.clicks("setAsideButton").clicks("confirmButton").awaits("registerButton");

        assertThat(person.reads("vaultState")).isEqualTo(OPEN);
        try (var files = Files.list(home())) {
            assertThat(files.filter(file -> file.toString().contains(".set-aside-"))).as("nothing is lost").hasSize(2);
        }
    }

    @Test
    void aPassphraseThatIsAskedForInsteadIsExplained() {
        madeWithBothAndEmptied();

        person.opensWaybill().awaitsText("unlockText", "no longer has its key");
    }

    @Test
    void oneThatAnswersLateOpensAVaultThatAPassphraseOpensToo() {
        madeWithBoth();
        keychain.freeze();
        person.opensWaybill().awaitsText("unlockText", "does not answer").photographs("vault-unlock-or-keychain");

        keychain.thaw();

        person.awaits("registerButton");
        assertThat(person.reads("vaultState")).isEqualTo(OPEN);
    }

    @Test
    void oneThatAnswersLateLeavesThePassphraseToThePersonWhoTypesIt() {
        madeWithBoth();
        keychain.lockAndAsk();
        person.opensWaybill().awaitsText("unlockText", "is locked").types("passphraseField", "half of");

        keychain.answer(true);

        person.awaits("the answer to be told", KeychainWindowTest::nothingIsAsked);
        assertThat(person.reads("passphraseField")).isEqualTo("half of");
        person.clicks("retryButton").awaits("registerButton");
        assertThat(person.reads("vaultState")).isEqualTo(OPEN);
    }

    @Test
    void oneThatIsBackIsTriedAgainWhereAPassphraseIsAskedForInstead() {
        madeWithBoth();
        keychain.become(Availability.ABSENT);
        person.opensWaybill().awaitsText("unlockText", "does not answer").clicks("retryButton").awaitsFocus("passphraseField");

        keychain.become(Availability.READY);

        person.clicks("retryButton").awaits("registerButton");
        assertThat(person.reads("vaultState")).isEqualTo(OPEN);
    }

    @Test
    void aVaultThatThePersonLockedIsNotForTheKeychainToTryAgain() {
        madeWithBoth();
        keychain.become(Availability.ABSENT);
        person.opensWaybill().fills("passphraseField", TestVaults.PASSPHRASE).clicks("unlockButton").awaits("registerButton");
        person.clicks("showSettings").clicks("lockNowButton").awaits("unlockButton");
        assertThat(person.sees("retryButton")).isFalse();
    }

    @Test
    void oneThatWasEmptiedCanBeGivenAKeyAgain() {
        madeWithBothAndEmptied();
        person.opensWaybill().fills("passphraseField", TestVaults.PASSPHRASE).clicks("unlockButton").awaits("registerButton");

        person.clicks("showSettings").clicks("useKeychainButton").fills("presentPassphrase", TestVaults.PASSPHRASE);
        person.clicks("confirmButton").awaitsNo("vaultDialog").awaitsNo("useKeychainButton").quits();

        person.opensWaybill().awaits("registerButton");
        assertThat(person.reads("vaultState")).isEqualTo(OPEN);
    }

    @Test
    void garbageInItIsNotTakenForAKey() {
        made();
        keychain.entries().replaceAll((_, _) -> new byte[]{1, 2, 3});
        person.opensWaybill().awaitsText("alertText", "has been removed there");
    }

    @Test
    void anOlderStateThatWasPutBackIsNamedAndUsedOnlyWhenThePersonSaysSo() throws IOException {
        made();
        Path copy = Files.createDirectory(parent.resolve("copy"));
        copy(home(), copy);
        person.opensWaybill().awaits("registerButton").quits();
        copy(copy, home());
        person.opensWaybill().awaitsText("alertText", "an earlier copy of its files was put in their place");
        assertThat(person.sees("setAsideButton")).isFalse();

        person.clicks("quitButton").awaits("the window to go", () -> !person.sees("quitButton"));

        person.quits();
        assertThat(home().resolve("vault.json")).hasSameBinaryContentAs(copy.resolve("vault.json"));
        person.opensWaybill().clicks("useOlderButton").awaits("registerButton").quits();
        person.opensWaybill().awaits("registerButton");
        assertThat(person.reads("vaultState")).isEqualTo(OPEN);
    }

    /** A vault that the keychain opens. */
    private void made() {
        person = new Person(home(), keychain);
        person.opensWaybill().awaits("registerButton").quits();
    }

    /** A vault that the keychain or a passphrase opens, and a keychain that has lost its key. */
    private void madeWithBothAndEmptied() {
        madeWithBoth();
        keychain.entries().clear();
    }

    private void madeWithBoth() {
        keychain.become(Availability.ABSENT);
        try (Vault vault = TestVaults.vault(home(), keychain, new Database(new SecureRandom()), InstantSource.system())) {
            TestVaults.open(vault);
            keychain.become(Availability.READY);
            vault.change(new KeyOrder.UseKeychain(), TestVaults.passphrase());
        }
        person = new Person(home(), keychain);
    }

    private static boolean nothingIsAsked() {
        boolean isOver = Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("keychain-"));
        WindowThread.run(() -> {});
        return isOver;
    }

    private static void copy(Path from, Path to) throws IOException {
        for (String name : new String[]{"vault.json", "waybill.mv.db"}) {
            Files.write(to.resolve(name), Files.readAllBytes(from.resolve(name)));
        }
    }

    private Path home() {
        return parent.resolve("home");
    }
}

package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

import javafx.scene.control.Button;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.store.Database;
import waybill.vault.FakeKeychain;
import waybill.vault.KeyOrder;
import waybill.vault.Keychain.Availability;
import waybill.vault.TestVaults;
import waybill.vault.Vault;

/** What a person sees where a passphrase opens the vault, too, since the keychain does not do as it should. */
class KeychainOrPassphraseTest {
    private static final String OPEN = "Vault open · keychain";

    @TempDir private Path parent;
    private final FakeKeychain keychain = FakeKeychain.ready();
    private Person person;

    @AfterEach
    void quit() {
        keychain.thaw();
        person.quits();
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

        person.awaits("the answer to be told", KeychainOrPassphraseTest::nothingIsAsked);
        assertThat(person.reads("passphraseField")).isEqualTo("half of");
        person.awaitsText("unlockText", "has answered while you were typing").photographs("vault-unlock-answered");
        person.clicks("retryButton").awaits("registerButton");
        assertThat(person.reads("vaultState")).isEqualTo(OPEN);
    }

    @Test
    void oneThatAnsweredWhileAPersonTypedOpensItOnceTheFieldIsEmptyAgain() {
        madeWithBoth();
        keychain.lockAndAsk();
        person.opensWaybill().awaitsText("unlockText", "is locked").types("passphraseField", "half of");
        keychain.answer(true);
        person.awaits("the answer to be told", KeychainOrPassphraseTest::nothingIsAsked);

        person.types("passphraseField", "");

        person.awaits("registerButton");
        assertThat(person.reads("vaultState")).isEqualTo(OPEN);
    }

    @Test
    void oneThatAnsweredWhileAPersonTypedOpensItWhenWhatTheyTypedIsWrong() {
        madeWithBoth();
        keychain.lockAndAsk();
        person.opensWaybill().awaitsText("unlockText", "is locked").types("passphraseField", "wrong one");
        keychain.answer(true);
        person.awaits("the answer to be told", KeychainOrPassphraseTest::nothingIsAsked);

        person.clicks("unlockButton");

        person.awaits("registerButton");
        assertThat(person.reads("vaultState")).isEqualTo(OPEN);
    }

    @Test
    void oneThatAnswersLateAndHasLostTheKeyIsSpokenOfAsThat() {
        madeWithBoth();
        keychain.lockAndAsk();
        person.opensWaybill().awaitsText("unlockText", "is locked");
        keychain.entries().clear();

        keychain.answer(true);

        person.awaitsText("unlockText", "no longer has its key");
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
    void oneCanBeTriedAgainThoughThatWasPressedWhileAPassphraseWasChecked() {
        madeWithBoth();
        keychain.become(Availability.ABSENT);
        person.opensWaybill().awaitsText("unlockText", "does not answer").fills("passphraseField", "wrong one");
        presses("unlockButton", "retryButton");
        person.awaitsText("passphraseError", "once").awaits("the end of it", () -> !person.isBusy());
        presses("retryButton", "unlockButton");
        person.awaits("the end of it", () -> !person.isBusy());

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

    /** In one go, so that nothing can have ended in between. */
    private static void presses(String... buttons) {
        WindowThread.run(() -> List.of(buttons).forEach(button -> ((Button) Screen.find(button).orElseThrow()).fire()));
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

    private Path home() {
        return parent.resolve("home");
    }
}

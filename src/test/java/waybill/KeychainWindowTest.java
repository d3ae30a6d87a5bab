package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import waybill.vault.FakeKeychain;
import waybill.vault.Keychain.Availability;

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
    void aVaultIsSetAsideThoughItIsBeingTriedWhenThatIsConfirmed() {
        made();
        keychain.become(Availability.ABSENT);
        person.opensWaybill().awaitsText("alertText", "does not answer");
        keychain.freeze();
        person.clicks("retryButton").awaits("the trying to begin", person::isBusy);

        person.clicks("setAsideButton").clicks("confirmButton").awaitsText("vaultState", "Opening the vault");
        keychain.thaw();

        person.awaits("createVaultButton");
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

    private static void copy(Path from, Path to) throws IOException {
        for (String name : new String[]{"vault.json", "waybill.mv.db"}) {
            Files.write(to.resolve(name), Files.readAllBytes(from.resolve(name)));
        }
    }

    private Path home() {
        return parent.resolve("home");
    }
}

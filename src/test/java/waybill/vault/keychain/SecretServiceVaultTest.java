package waybill.vault.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.vault.keychain.DesktopSession.FREEZE_AND_KILL_KEYRING;
import static waybill.vault.keychain.DesktopSession.LOCK_KEYRING;
import static waybill.vault.keychain.DesktopSession.OPEN_KEYRING;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A vault whose key a real GNOME keyring has, and what becomes of it when something happens to that. */
@EnabledOnOs(OS.LINUX)
class SecretServiceVaultTest {
    private static final String OPENED = "opened by KEYCHAIN";

    @TempDir Path folder;
    private DesktopSession session;
    private String vault;
    private String home;

    @BeforeEach
    void begin() throws IOException {
        session = new DesktopSession(folder);
        home = folder.resolve("vault").toString();
        vault = "vault " + home;
    }

    @Test
    void isMadeAndOpenedAgainWithoutAQuestion() throws Exception {
        assertThat(session.probe(OPEN_KEYRING, vault, vault)).containsExactly("open", OPENED, OPENED);
        assertThat(session.probe(OPEN_KEYRING, vault)).endsWith(OPENED);
    }

    @Test
    void withoutADefaultCollectionAPassphraseIsSet() throws Exception {
        assertThat(session.probe(vault)).containsExactly("asks for a new passphrase");
    }

    @Test
    void aLockedCollectionIsNamedAndTheVaultOpensAfterwards() throws Exception {
        assertThat(session.probe(OPEN_KEYRING, vault, LOCK_KEYRING, vault)).endsWith("refused: KEYCHAIN_LOCKED");
        assertThat(session.probe(OPEN_KEYRING, vault)).endsWith(OPENED);
    }

    @Test
    void aDaemonThatIsKilledWhileItIsAskedIsNamedAndTheNextOneUsed() throws Exception {
        assertThat(session.probe(OPEN_KEYRING, vault, FREEZE_AND_KILL_KEYRING, "timed any", OPEN_KEYRING, vault))
                .satisfiesExactly(line -> assertThat(line).isEqualTo("open"), line -> assertThat(line).isEqualTo(OPENED),
                        line -> assertThat(line).isEqualTo("dying"), line -> assertThat(line).startsWith("unavailable: "),
                        line -> assertThat(line).isEqualTo("open"),
                        line -> assertThat(line).isEqualTo(OPENED));
    }

    @Test
    void anEntryThatSomebodyRemovedIsMissing() throws Exception {
        assertThat(session.probe(OPEN_KEYRING, vault, "sh secret-tool clear service waybill; echo cleared", vault))
                .endsWith("cleared", "refused: KEYCHAIN_ENTRY_MISSING");
    }

    @Test
    void anEntryThatSomebodyReplacedIsNotTakenForTheKey() throws Exception {
        assertThat(session.probe(OPEN_KEYRING, vault, overwrite("", "AP8Q"), vault, overwrite("", "no base64"), vault))
                .endsWith("written", "refused: KEYCHAIN_ENTRY_MISSING", "written", "refused: KEYCHAIN_UNAVAILABLE");
    }

    @Test
    void aCounterThatSomebodyReplacedIsWrittenAnew() throws Exception {
        assertThat(
                session.probe(OPEN_KEYRING, vault, overwrite(".opened", "no base64"), vault, overwrite(".opened", "AP8Q"), vault,
                        vault))
                .endsWith("written", OPENED, "written", OPENED, OPENED);
    }

    @Test
    void anOlderStateThatWasPutBackIsNoticed() throws Exception {
        assertThat(session.probe(OPEN_KEYRING, vault, "sh cp -r " + home + " " + home + "-copy; echo copied", vault,
                "sh cp " + home + "-copy/* " + home + "; echo put back", vault, vault, "older " + home, vault))
                .containsExactly("open", OPENED, "copied", OPENED, "put back", "refused: OLDER_STATE", "refused: OLDER_STATE",
                        OPENED, OPENED);
    }

    /** Writes over the entry whose name is the vault's install id and {@code end}. */
    private String overwrite(String end, String text) {
        return "sh id=$(grep -o '[0-9a-f]\\{32\\}' " + home + "/vault.json | head -1); printf '%s' '" + text
                + "' | secret-tool store --label=x service waybill entry $id" + end + "; echo written";
    }
}

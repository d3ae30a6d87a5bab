package waybill.vault.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.vault.keychain.DesktopSession.LOCK_KEYRING;
import static waybill.vault.keychain.DesktopSession.OPEN_KEYRING;
import static waybill.vault.keychain.DesktopSession.STOP_KEYRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a real GNOME keyring on a real bus, without a display. */
@EnabledOnOs(OS.LINUX)
class SecretServiceKeychainTest {
    private static final String KEY = "00ff10807f0a0d0000ff10807f0a0d0000ff10807f0a0d0000ff10807f0a0d00";

    @TempDir Path folder;
    private DesktopSession session;

    @BeforeEach
    void begin() throws IOException {
        session = new DesktopSession(folder);
    }

    @Test
    void storesReadsReplacesAndRemoves() throws Exception {
        assertThat(session.probe(OPEN_KEYRING, "available", "store a " + KEY, "read a", "store a 01", "store b 02", "read a",
                "remove a",
                "read a", "remove a", "read b"))
                .containsExactly("open", "READY", "stored", KEY, "stored", "stored", "01", "removed", "missing", "removed", "02");
    }

    @Test
    void aNewProcessReadsWhatAnEarlierOneStored() throws Exception {
        session.probe(OPEN_KEYRING, "store a " + KEY, STOP_KEYRING);
        assertThat(session.probe(OPEN_KEYRING, "timed a").getLast()).startsWith(KEY + " after ");
    }

    @Test
    void theEntryIsBase64ForTheSystemsOwnTools() throws Exception {
        assertThat(session.probe(OPEN_KEYRING, "store a 00ff10", "sh secret-tool lookup service waybill entry a").getLast())
                .isEqualTo("AP8Q");
    }

    @Test
    void anEntryThatSomebodyElseWroteOverIsUnavailable() throws Exception {
        assertThat(
                session.probe(OPEN_KEYRING, "sh printf '%s' '*' | secret-tool store --label=x service waybill entry a", "read a"))
                .endsWith("unavailable: the entry is not base64");
    }

    @Test
    void aLockedCollectionIsLockedAndItsEntriesNotMissing() throws Exception {
        assertThat(session.probe(OPEN_KEYRING, "store a " + KEY, LOCK_KEYRING, "available", "read a", "read never-stored",
                "store a 01",
                "remove a", "available"))
                .containsExactly("open", "stored", "locked", "LOCKED", "locked", "locked", "not stored", "removed", "LOCKED");
        assertThat(session.probe(OPEN_KEYRING, "read a")).endsWith(KEY);
    }

    @Test
    void aPromptThatCannotBeShownLeavesItLocked() throws Exception {
        assertThat(session.probe(OPEN_KEYRING, "store a " + KEY, LOCK_KEYRING, "unlock", "available").subList(3, 5))
                .containsExactly("still locked", "LOCKED");
    }

    @Test
    void itIsLockedWhileItsPromptIsOut() throws Exception {
        session.holdPrompts();
        assertThat(session.probe(OPEN_KEYRING, "store a " + KEY, LOCK_KEYRING, "limited a", "limited a", "available"))
                .containsExactly("open", "stored", "locked", "locked", "locked", "LOCKED");
    }

    @Test
    void aCollectionThatWasNotOpenedSinceTheSessionBeganIsLocked() throws Exception {
        session.probe(OPEN_KEYRING, "store a " + KEY, STOP_KEYRING);
        assertThat(session.probe("available", "read a")).containsExactly("LOCKED", "locked");
    }

    @Test
    void withoutADefaultCollectionThereIsNoKeychainAndNothingIsAsked() throws Exception {
        assertThat(session.probe("available", "store a " + KEY, "read a", "remove a"))
                .containsExactly("ABSENT", "not stored", "missing", "removed");
    }

    @Test
    void withoutAServiceThereIsNoKeychain() throws Exception {
        assertThat(session.probeWithoutServices("available", "store a " + KEY, "read a", "remove a"))
                .satisfiesExactly(line -> assertThat(line).isEqualTo("ABSENT"), line -> assertThat(line).isEqualTo("not stored"),
                        line -> assertThat(line).startsWith("unavailable: "), line -> assertThat(line).isEqualTo("removed"));
    }

    @Test
    void withoutABusThereIsNoKeychain() throws Exception {
        assertThat(session.probeAlone(Map.of(), "available", "read a", "store a 01"))
                .containsExactly("ABSENT", "unavailable: no session bus", "not stored");
    }

    @Test
    void aBusThatIsNotThereIsNoKeychain() throws Exception {
        var gone = Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + folder.resolve("gone"));
        assertThat(session.probeAlone(gone, "available", "store a 01", "remove a"))
                .containsExactly("ABSENT", "not stored", "removed");
        assertThat(session.probeAlone(gone, "read a").getFirst()).startsWith("unavailable: ");
    }

    @Test
    void aServiceThatWasStartedAnewIsFoundAgain() throws Exception {
        assertThat(session.probe(OPEN_KEYRING, "store a " + KEY, "read a", STOP_KEYRING, OPEN_KEYRING, "read a"))
                .containsExactly("open", "stored", KEY, "stopped", "open", KEY);
    }

    @Test
    void whenTheBusGoesTheProcessStays() throws Exception {
        String stopBus = "sh kill $(" + DesktopSession.pidOf("org.freedesktop.DBus") + "); sleep 0.5; echo stopped";
        assertThat(session.probe(OPEN_KEYRING, "available", stopBus, "loop", "available"))
                .containsExactly("open", "READY", "stopped", "looped", "ABSENT");
    }

    @Test
    void aServiceThatHangsDoesNotKeepTheProcessFromEnding() throws Exception {
        String daemon = DesktopSession.pidOf("org.freedesktop.secrets");
        Path pid = folder.resolve("pid");
        try {
            assertThat(session.probe(OPEN_KEYRING, "sh " + daemon + " >" + pid + "; kill -STOP $(cat " + pid + "); echo frozen",
                    "hang a"))
                    .containsExactly("open", "frozen", "hangs");
        } finally {
            Files.readString(pid).lines().map(Long::valueOf).flatMap(running -> ProcessHandle.of(running).stream())
                    .forEach(ProcessHandle::destroyForcibly);
        }
    }
}

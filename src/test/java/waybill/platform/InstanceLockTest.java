package waybill.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import waybill.Promise;
import waybill.Promised;
import waybill.platform.InstanceLock.Claim;
import waybill.platform.InstanceLock.Reason;

@Promised(Promise.SECOND_START)
@Timeout(60)
class InstanceLockTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir Path folder;
    private AppPaths paths;
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void choose() {
        paths = new AppPaths(folder.resolve("home"));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : open.reversed()) {
            resource.close();
        }
    }

    @Test
    void theFirstStartHasTheFolderAndItsFilesAreForTheirOwnerOnly() throws IOException {
        acquired();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(paths.home()))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(paths.lock()))).isEqualTo("rw-------");
        awaitSocket();
    }

    @Test
    void aHundredSecondStartsShowTheFirstAndDamageNothing() {
        AtomicInteger shown = showCounter(acquired());
        for (int start = 1; start <= 100; start++) {
            assertThat(InstanceLock.claim(paths)).isEqualTo(new Claim.ShownElsewhere());
            assertThat(shown).hasValue(start);
        }
    }

    @Test
    void aHundredSecondStartsAtOnceAreAllAnswered() throws Exception {
        AtomicInteger shown = showCounter(acquired());
        assertThat(claims(100)).containsOnly(new Claim.ShownElsewhere());
        assertThat(shown).hasValue(100);
    }

    @Test
    void ofTwentyFirstStartsAtOnceOneWins() throws Exception {
        List<Claim> claims = claims(20);
        claims.forEach(this::keep);
        assertThat(claims.stream().filter(Claim.Acquired.class::isInstance)).hasSize(1);
        assertThat(claims.stream().filter(new Claim.ShownElsewhere()::equals)).hasSize(19);
    }

    @Test
    void aRequestThatComesBeforeTheWindowIsKeptForIt() {
        InstanceLock lock = acquired();
        assertThat(InstanceLock.claim(paths)).isEqualTo(new Claim.ShownElsewhere());
        AtomicInteger shown = showCounter(lock);
        assertThat(shown).hasValue(1);
        showCounter(lock);
        assertThat(shown).hasValue(1);
    }

    @Test
    void afterItIsClosedTheFolderIsFreeAndTheSocketGone() {
        acquired().close();
        assertThat(paths.socket()).doesNotExist();
        acquired();
    }

    @Test
    void twoProcessesShareAFolderAsTwoStartsDo() throws Exception {
        ChildInstance first = child();
        assertThat(first.says()).isEqualTo("acquired");
        assertThat(child().says()).isEqualTo("shown elsewhere");
        assertThat(first.says()).isEqualTo("shown");
        assertThat(InstanceLock.claim(paths)).isEqualTo(new Claim.ShownElsewhere());
        assertThat(first.says()).isEqualTo("shown");
    }

    @Test
    void aSecondClaimInTheProcessDoesNotDropItsLock() throws Exception {
        acquired();
        for (int i = 0; i < 3; i++) {
            InstanceLock.claim(paths);
        }
        assertThat(child().says()).isEqualTo("shown elsewhere");
    }

    @Test
    void afterAKillTheFolderIsFreeAndTheOldSocketInNobodysWay() throws Exception {
        ChildInstance first = child();
        assertThat(first.says()).isEqualTo("acquired");
        awaitSocket();
        first.kill();
        assertThat(paths.socket()).exists();
        AtomicInteger shown = showCounter(acquired());
        assertThat(InstanceLock.claim(paths)).isEqualTo(new Claim.ShownElsewhere());
        assertThat(shown).hasValue(1);
    }

    @Test
    void aFirstInstanceThatHangsIsOpenElsewhere() throws Exception {
        ChildInstance first = child();
        assertThat(first.says()).isEqualTo("acquired");
        first.stop();
        long started = System.nanoTime();
        assertThat(InstanceLock.claim(paths)).isEqualTo(new Claim.OpenElsewhere());
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(4));
    }

    @Test
    void anInstanceWithoutASocketIsOpenElsewhere() throws Exception {
        acquired();
        removeSocket();
        assertThat(InstanceLock.claim(paths, SHORT)).isEqualTo(new Claim.OpenElsewhere());
    }

    @Test
    void takesOverFromAnInstanceThatIsAboutToClose() throws Exception {
        InstanceLock first = acquired();
        removeSocket();
        try (var start = Executors.newSingleThreadExecutor()) {
            Future<Claim> second = start.submit(() -> InstanceLock.claim(paths, Duration.ofSeconds(30)));
            first.close();
            keep(second.get());
            assertThat(second.get()).isInstanceOf(Claim.Acquired.class);
        }
    }

    @Test
    void waitsForAnInstanceThatHasNoWindowAnyMoreAndShowsNone() throws Exception {
        InstanceLock first = acquired();
        AtomicInteger shown = showCounter(first);
        first.leave();
        assertThat(InstanceLock.claim(paths, SHORT)).isEqualTo(new Claim.OpenElsewhere());
        try (var start = Executors.newSingleThreadExecutor()) {
            Future<Claim> second = start.submit(() -> InstanceLock.claim(paths, Duration.ofSeconds(30)));
            first.close();
            keep(second.get());
            assertThat(second.get()).isInstanceOf(Claim.Acquired.class);
        }
        assertThat(shown).hasValue(0);
    }

    @Test
    void whoeverAnswersSomethingElseIsNotBelieved() throws Exception {
        acquired();
        removeSocket();
        var impostor = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        open.add(impostor);
        impostor.bind(UnixDomainSocketAddress.of(paths.socket()));
        Thread.ofVirtual().start(() -> {
            while (true) {
                try (var client = impostor.accept()) {
                    client.write(ByteBuffer.wrap("HTTP/1.1 200 OK\r\n\r\n".getBytes()));
                } catch (IOException _) {
                    return;
                }
            }
        });
        assertThat(InstanceLock.claim(paths, SHORT)).isEqualTo(new Claim.OpenElsewhere());
    }

    @Test
    void aPathTooLongForASocketStillHasOneInstance() {
        paths = new AppPaths(folder.resolve("long".repeat(30)));
        acquired();
        assertThat(paths.socket()).doesNotExist();
        assertThat(InstanceLock.claim(paths, SHORT)).isEqualTo(new Claim.OpenElsewhere());
    }

    @Test
    void aFolderThatMayNotBeWrittenIsRefused() throws Exception {
        Files.createDirectory(paths.home());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(paths.home(), PosixFilePermissions.fromString("r-xr-xr-x"));
        ChildInstance start = "root".equals(System.getProperty("user.name"))
                ? ChildInstance.startAsNobody(paths.home(), folder)
                : ChildInstance.start(paths.home());
        open.add(start);
        assertThat(start.says()).isEqualTo("refused READ_ONLY");
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() throws Exception {
        Files.createFile(paths.home());
        assertThat(InstanceLock.claim(paths)).isInstanceOfSatisfying(Claim.Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(Reason.OTHER));
    }

    /** Which comes a moment after the lock. */
    private void removeSocket() throws IOException {
        awaitSocket();
        Files.delete(paths.socket());
    }

    private void awaitSocket() {
        Awaitility.await().untilAsserted(() -> assertThat(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(paths.socket()))).isEqualTo("rw-------"));
    }

    private InstanceLock acquired() {
        Claim claim = InstanceLock.claim(paths);
        keep(claim);
        assertThat(claim).isInstanceOf(Claim.Acquired.class);
        return ((Claim.Acquired) claim).lock();
    }

    private List<Claim> claims(int number) throws Exception {
        List<Claim> claims = new ArrayList<>();
        try (var starts = Executors.newFixedThreadPool(20)) {
            Callable<Claim> start = () -> InstanceLock.claim(paths, Duration.ofSeconds(20));
            for (Future<Claim> claim : starts.invokeAll(Collections.nCopies(number, start))) {
                claims.add(claim.get());
            }
        }
        return claims;
    }

    private void keep(Claim claim) {
        if (claim instanceof Claim.Acquired(InstanceLock lock)) {
            open.add(lock);
        }
    }

    private ChildInstance child() throws IOException {
        ChildInstance child = ChildInstance.start(paths.home());
        open.add(child);
        return child;
    }

    private static AtomicInteger showCounter(InstanceLock lock) {
        AtomicInteger shown = new AtomicInteger();
        lock.onShow(shown::incrementAndGet);
        return shown;
    }
}

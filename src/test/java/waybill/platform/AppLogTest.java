package waybill.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppLogTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @TempDir Path folder;
    private AppPaths paths;

    @BeforeEach
    void choose() {
        paths = new AppPaths(folder.resolve("home"));
    }

    @Test
    void nothingIsTouchedBeforeTheFirstRecord() {
        log(UnaryOperator.identity());
        assertThat(paths.home()).doesNotExist();
    }

    @Test
    void recordsTimeOccasionTypesMessagesAndFrames() throws IOException {
        log(UnaryOperator.identity()).record("saving", new IllegalStateException("outer", new IOException("inner")));
        assertThat(Files.readString(paths.log()))
                .startsWith("2026-11-24T12:00:00Z saving: java.lang.IllegalStateException: outer\n")
                .contains("Caused by: java.io.IOException: inner", "AppLogTest.recordsTimeOccasionTypesMessagesAndFrames");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(paths.log()))).isEqualTo("rw-------");
    }

    @Test
    void everyPartOfARecordGoesThroughTheRedactor() throws IOException {
        AppLog log = log(UnaryOperator.identity());
        log.redactWith(text -> text.replace("hunter2", "••••••"));
        var error = new IllegalStateException("hunter2", new IOException("password hunter2"));
        error.addSuppressed(new IOException("again hunter2"));
        log.record("trying hunter2", error);
        assertThat(Files.readString(paths.log())).doesNotContain("hunter2").contains("trying ••••••", "password ••••••");
    }

    @Test
    void noMessageOfTheDatabaseIsWritten() throws IOException {
        var fault = new SQLException("INSERT ... VALUES ('a body') [23505-240]", "23505", 23505,
                new MVStoreException(1, "a body"));
        fault.setNextException(new SQLException("a body"));
        var error = new IllegalStateException(fault);
        error.addSuppressed(new IOException("during", new SQLException("a body")));
        log(UnaryOperator.identity()).record("saving", error);
        assertThat(Files.readString(paths.log())).doesNotContain("a body").contains("java.lang.IllegalStateException\n",
                "Caused by: java.sql.SQLException [23505-240]\n", "Caused by: org.h2.mvstore.MVStoreException\n",
                "Suppressed: java.io.IOException: during", "AppLogTest.noMessageOfTheDatabaseIsWritten");
    }

    @Test
    void errorsThatAreEachOthersCauseAreWrittenOnce() throws IOException {
        var outer = new IllegalStateException("outer");
        outer.initCause(new IOException("inner", outer));
        log(UnaryOperator.identity()).record("x", outer);
        assertThat(Files.readString(paths.log())).contains("outer", "inner");
    }

    @Test
    void aSecretAcrossTheCutIsStillRedacted() throws IOException {
        String secret = "s".repeat(40_000);
        log(text -> text.replace(secret, "••••••")).record("x", new IOException("a".repeat(20_000) + secret));
        assertThat(Files.readString(paths.log())).doesNotContain("sss").contains("a••••••");
    }

    @Test
    void aFailingRedactorLetsNoTextThrough() throws IOException {
        log(_ -> {
            throw new IllegalArgumentException("hunter2");
        }).record("hunter2", new IOException("hunter2"));
        assertThat(Files.readString(paths.log())).doesNotContain("hunter2")
                .contains("java.io.IOException, not written out because of java.lang.IllegalArgumentException");
    }

    @Test
    void aMessageOfManyLinesCannotPassForAnotherRecord() throws IOException {
        log(UnaryOperator.identity()).record("x", new IOException("one\n2026-11-24T13:00:00Z forged\r2026 forged"));
        assertThat(Files.readString(paths.log()).lines().filter(line -> line.startsWith("2026"))).hasSize(1);
    }

    @Test
    void whatWouldMoveACursorIsSeenInstead() throws IOException {
        log(UnaryOperator.identity()).record("x", new IOException("\u001b[2J \b \u0085 \u2028 \0 \t é 😀"));
        assertThat(Files.readString(paths.log())).contains("\uFFFD[2J \uFFFD \uFFFD \uFFFD \uFFFD \t é 😀");
    }

    @Test
    void anEndlessMessageIsCut() throws IOException {
        log(UnaryOperator.identity()).record("x", new IOException("é".repeat(1_000_000)));
        assertThat(Files.size(paths.log())).isLessThan(100_000);
    }

    @Test
    void neitherFileGrowsBeyondTheLimit() throws IOException {
        AppLog log = new AppLog(paths, NOON, UnaryOperator.identity(), 10_000);
        for (int i = 0; i < 100; i++) {
            log.record("number " + i, new IOException());
        }
        Path earlier = paths.home().resolve("waybill.log.1");
        assertThat(Files.size(paths.log())).isLessThanOrEqualTo(10_000);
        assertThat(Files.size(earlier)).isBetween(1L, 10_000L);
        assertThat(Files.readString(paths.log())).contains("number 99");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(earlier))).isEqualTo("rw-------");
    }

    @Test
    void aLogThatCannotBeWrittenDisturbsNobody() throws IOException {
        Files.createFile(paths.home());
        assertThatCode(() -> log(UnaryOperator.identity()).record("x", new IOException())).doesNotThrowAnyException();
    }

    @Test
    void takesWhatNoThreadCaught() throws Exception {
        AppLog log = log(UnaryOperator.identity());
        Thread thread = Thread.ofPlatform().name("lost").unstarted(() -> {
            throw new IllegalStateException("nobody caught me");
        });
        thread.setUncaughtExceptionHandler(log);
        thread.start();
        thread.join();
        assertThat(Files.readString(paths.log())).contains("uncaught in lost: java.lang.IllegalStateException: nobody caught me");
    }

    private AppLog log(UnaryOperator<String> redactor) {
        return new AppLog(paths, NOON, redactor);
    }
}

package waybill.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import waybill.destination.PracticeIdentity;
import waybill.destination.Secret;
import waybill.receiver.PracticeAnswer.Kind;
import waybill.receiver.PracticeReceiver.Start;

class PracticeReceiverLifeTest {
    private final CountDownLatch inPause = new CountDownLatch(1);
    private final CountDownLatch wokenUp = new CountDownLatch(1);
    private final PracticeReceiver receiver = new PracticeReceiver(InstantSource.system(), new SecureRandom(), length -> {
        if (!length.isZero()) {
            inPause.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                wokenUp.countDown();
            }
        }
    });
    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        receiver.onRequest(requests::add);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void runsFromStartToStop() {
        assertThat(receiver.isRunning()).isFalse();
        assertThat(receiver.url()).isEmpty();

        var identity = receiver.start();

        assertThat(receiver.isRunning()).isTrue();
        assertThat(receiver.identity()).hasValue(identity);
        assertThat(receiver.url()).hasValue("https://127.0.0.1:" + identity.port() + "/");
        receiver.stop();
        assertThat(receiver.isRunning()).isFalse();
        assertThat(receiver.identity()).isEmpty();
        assertThatThrownBy(() -> new Socket("127.0.0.1", identity.port()).close()).isInstanceOf(IOException.class);
    }

    @Test
    void keepsItsIdentityWhenStartedTwice() {
        assertThat(receiver.start()).isSameAs(receiver.start());
    }

    @Test
    void makesAnotherKeyForEachNewStart() {
        var first = receiver.start();
        receiver.stop();

        assertThat(receiver.start().certificate()).isNotEqualTo(first.certificate());
    }

    @Test
    void isTheSameAgainForWhoTrustedItsCertificate() throws Exception {
        var identity = receiver.start();
        try (var caller = new Caller(identity)) {
            assertThat(caller.post("{}").statusCode()).isEqualTo(200);
            for (int again = 0; again < 10; again++) {
                receiver.stop();
                assertThat(receiver.start(identity)).isEqualTo(new Start.Started(identity));
                assertThat(caller.post("{}").statusCode()).isEqualTo(200);
            }
        }
        assertThat(requests).as("outlive a stop").hasSize(11);
    }

    @Test
    void isTheSameAgainInAnotherProcessThatStoredTheIdentity() throws Exception {
        var identity = receiver.start();
        receiver.stop();
        var restored = new PracticeIdentity(identity.port(), Secret.of(identity.privateKey().reveal()), identity.certificate());
        try (var another = new PracticeReceiver(InstantSource.system(), new SecureRandom(), Thread::sleep);
                var caller = new Caller(identity)) {
            another.start(restored);

            assertThat(caller.post("{}").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void givesUpItsIdentityForAnotherThatIsAskedFor() throws Exception {
        var first = receiver.start();
        receiver.stop();
        var second = receiver.start();

        receiver.start(first);

        assertThat(receiver.identity()).hasValue(first);
        assertThatThrownBy(() -> new Socket("127.0.0.1", second.port()).close()).isInstanceOf(IOException.class);
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        var identity = receiver.start();
        receiver.stop();
        try (var _ = new ServerSocket(identity.port(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(receiver.start(identity)).isInstanceOfSatisfying(Start.PortTaken.class,
                    taken -> assertThat(taken.port()).isEqualTo(identity.port()));
            assertThat(receiver.isRunning()).isFalse();
        }
        assertThat(receiver.start(identity)).as("once the port is free").isInstanceOf(Start.Started.class);
    }

    @Test
    void refusesADamagedKeyAndFreesThePort() throws Exception {
        var identity = receiver.start();
        receiver.stop();
        var damaged = new PracticeIdentity(identity.port(), Secret.of("AAAA"), identity.certificate());

        assertThatThrownBy(() -> receiver.start(damaged)).isInstanceOf(IllegalArgumentException.class);
        assertThat(receiver.isRunning()).isFalse();
        new ServerSocket(identity.port(), 1, InetAddress.ofLiteral("127.0.0.1")).close();
    }

    @Test
    void cannotBeReachedFromAnotherAddressOfThisMachine() throws Exception {
        int port = receiver.start().port();
        var others = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress()).toList();
        Assumptions.assumeFalse(others.isEmpty(), "this machine has no address but loopback");

        assertThat(others).allSatisfy(address -> assertThatThrownBy(() -> {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, port), 5_000);
            }
        }).isInstanceOf(IOException.class));
    }

    @Test
    void stopsAtOnceWhileAnAnswerIsWaitedFor() throws Exception {
        receiver.answerWith(PracticeAnswer.of(Kind.OK_200).after(Duration.ofSeconds(120)));
        try (var caller = new Caller(receiver.start())) {
            var answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return caller.post("{}");
                } catch (Exception e) {
                    throw new CompletionException(e);
                }
            }, Thread::startVirtualThread);
            inPause.await();
            long before = System.nanoTime();

            receiver.stop();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
            await().until(answer::isCompletedExceptionally);
            assertThat(wokenUp.await(20, TimeUnit.SECONDS)).as("its thread has ended").isTrue();
        }
    }

    @Test
    void leavesNothingBehind() throws Exception {
        for (int again = 0; again < 5; again++) {
            try (var caller = new Caller(receiver.start()); var open = caller.connect()) {
                caller.post("{}");
                await().until(() -> receiver.openConnections() == 1);
                receiver.stop();
                assertThat(open.getInputStream().read()).as("closed by the stop").isEqualTo(-1);
            }
        }
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).map(Thread::getName)
                .noneMatch(name -> name.startsWith("practice-receiver")));
    }

}

package waybill.store;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import waybill.delivery.AttemptMaker;
import waybill.delivery.DeliveryQueue;
import waybill.delivery.DeliverySettings;
import waybill.delivery.DeliveryWorker;
import waybill.delivery.Message;
import waybill.delivery.MessageId;
import waybill.delivery.NewMessage;
import waybill.delivery.Next;
import waybill.delivery.RecordedAttempt;
import waybill.delivery.RequestSigner;
import waybill.delivery.RetryPolicy;
import waybill.delivery.Surroundings;
import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.EndpointUrl;
import waybill.destination.TrustedCertificates;
import waybill.http.HttpTransport;
import waybill.vault.FakeKeychain;

/**
 * Hands messages in and delivers them, and says which it begins to hand in, which were acknowledged, and which have an outcome,
 * until it is killed.
 * Now and then it closes and reopens the file, as the program does when it is idle.
 */
final class DeliveringProcess {
    static final String BEGINS = "begins ";
    static final String ACKNOWLEDGED = "acknowledged ";
    static final String FINAL = "final ";
    /** Behind the numbers of messages: a line without it was cut short. */
    static final String END = ".";

    private static final int MOST_AT_ONCE = 30;
    private static final int COMPACT_EVERY = 7;
    private static final Duration BETWEEN = Duration.ofMillis(40);

    private DeliveringProcess() {}

    /** @param arguments the folder, the keychain's entry and its secret in hex, the URL of the endpoint, its certificate */
    public static void main(String[] arguments) {
        FakeKeychain keychain = FakeKeychain.ready();
        keychain.entries().put(arguments[1], HexFormat.of().parseHex(arguments[2]));
        Home home = Home.open(Path.of(arguments[0]), keychain, new Database(QueueHome.RANDOM));
        if (!(home.status() instanceof waybill.vault.VaultStatus.Opened)) {
            System.out.println(home.status());
            return;
        }
        var queue = new SqlDeliveryQueue(home.database(), InstantSource.system());
        DeliveryWorker worker = worker(home.database(), telling(queue), arguments[3], arguments[4]);
        worker.start();
        var random = new Random();
        for (int group = 1;; group++) {
            List<NewMessage> messages = messages(random.nextInt(1, MOST_AT_ONCE));
            String ids = String.join(",", messages.stream().map(message -> message.message().id().text()).toList());
            System.out.println(BEGINS + ids);
            queue.enqueue(1, messages);
            System.out.println(ACKNOWLEDGED + ids);
            worker.look();
            if (group % COMPACT_EVERY == 0) {
                home.database().compact();
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    /** The queue; says which messages are final once that is recorded. */
    private static DeliveryQueue telling(DeliveryQueue queue) {
        return (DeliveryQueue) Proxy.newProxyInstance(DeliveryQueue.class.getClassLoader(), new Class<?>[]{DeliveryQueue.class},
                (_, method, arguments) -> {
                    Object result = method.invoke(queue, arguments);
                    if (method.getName().equals("record")) {
                        String numbers = ((List<?>) arguments[0]).stream().map(RecordedAttempt.class::cast)
                                .filter(recorded -> !(recorded.next() instanceof Next.Retry))
                                .map(recorded -> String.valueOf(recorded.message())).collect(Collectors.joining(","));
                        System.out.println(FINAL + numbers + END);
                    }
                    return result;
                });
    }

    static DeliveryWorker worker(Database database, DeliveryQueue queue, String url, String pem) {
        var control = new SqlDeliveryControl(database);
        control.change(DeliverySettings.DEFAULT.withAtOnce(6).withHoldAfter(0)
                .withRetry(new RetryPolicy(2, Duration.ofSeconds(1), 1)));
        var destination = new Destination(EndpointUrl.of(url), new Auth.None(), TrustedCertificates.ofPem(pem),
                Optional.empty());
        var maker = new AttemptMaker(new RequestSigner(InstantSource.system(), "crash"), HttpTransport.ofSystem(),
                InstantSource.system(), QueueHome.RANDOM, () -> Duration.ofSeconds(10));
        return new DeliveryWorker(queue, control, () -> Optional.of(destination), maker, Surroundings.ofSystem());
    }

    /** Each has its id in its body, too. */
    private static List<NewMessage> messages(int count) {
        var messages = new ArrayList<NewMessage>();
        for (int i = 0; i < count; i++) {
            var id = MessageId.next(QueueHome.RANDOM);
            messages.add(new NewMessage(new Message(id, ("{\"id\":\"" + id + "\"}").getBytes()), "crash"));
        }
        return messages;
    }
}

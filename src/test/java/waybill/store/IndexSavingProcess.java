package waybill.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import waybill.SettableClock;
import waybill.delivery.DeliveryActions.Progress;
import waybill.delivery.MessageQuery;
import waybill.delivery.Next;
import waybill.delivery.RecordedAttempt;
import waybill.delivery.Retention;
import waybill.delivery.Selection;
import waybill.vault.FakeKeychain;

/** Saves blocks of the index and changes messages in them, says after each round that it is alive, until it is killed. */
final class IndexSavingProcess {
    private static final int MESSAGES = 6;
    private static final int SOME = 30;

    private IndexSavingProcess() {}

    /** @param arguments the folder, the keychain's entry and its secret in hex */
    public static void main(String[] arguments) {
        FakeKeychain keychain = FakeKeychain.ready();
        keychain.entries().put(arguments[1], HexFormat.of().parseHex(arguments[2]));
        var clock = new SettableClock();
        clock.set(Instant.now());
        var home = new QueueHome(Path.of(arguments[0]), keychain, clock);
        var random = new Random();
        for (int round = 1;; round++) {
            clock.pass(Duration.ofHours(1));
            home.endBlockIn(random.nextInt(1, MESSAGES));
            home.enqueueMany(MESSAGES, random.nextInt(1, 100));
            deliver(home);
            home.queue.tidy(random.nextInt(SOME) == 0);
            home.actions.sendAgain(some(home, random), Progress.unseen());
            deliver(home);
            home.actions.remove(new Retention(1, 0), Progress.unseen());
            System.out.println(round);
        }
    }

    private static void deliver(QueueHome home) {
        String revision = home.queue.revision();
        home.queue.record(home.due().stream().map(due -> new RecordedAttempt(due.number(),
                home.attempt(due.number(), due.attempt(), QueueHome.delivered(), new Next.Delivered()).attempt(),
                new Next.Delivered(), due.earlier(), revision)).toList());
    }

    private static Selection some(QueueHome home, Random random) {
        List<Long> all = new ArrayList<>(home.log.select(MessageQuery.all()).numbers());
        Collections.shuffle(all, random);
        return new Selection.These(all.subList(0, Math.min(all.size(), random.nextInt(SOME))));
    }
}

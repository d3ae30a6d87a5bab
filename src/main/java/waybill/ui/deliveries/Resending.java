package waybill.ui.deliveries;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import javafx.stage.Window;

import waybill.delivery.Cancellation;
import waybill.delivery.DeliveryActions.Progress;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.delivery.Period;
import waybill.delivery.Selection;
import waybill.delivery.StateCounts;
import waybill.ui.Context;
import waybill.ui.Job;
import waybill.ui.Questions.Question;
import waybill.ui.destination.StorageText;

/** Sends messages again, after saying how many they are and whether their links have likely expired. */
final class Resending {
    private final Context context;
    private final DeliveriesServices services;
    private final MessageActions actions;
    private final MessageActions.Teller teller;

    Resending(Context context, DeliveriesServices services, MessageActions actions, MessageActions.Teller teller) {
        this.context = context;
        this.services = services;
        this.actions = actions;
        this.teller = teller;
    }

    /** How to send a message once more. */
    enum Way {
        /** Under the same id: an endpoint that knows the id may take it for what it has. Not while it waits anyway. */
        AGAIN,
        /** Under a new id: for the endpoint another message. */
        AS_NEW
    }

    /** What is asked about. @param count of those that will be sent; @param expired of those whose links likely have */
    private record Plan(Way way, Selection selection, long count, long expired) {
        boolean needsNoQuestion() {
            return count == 1 && expired == 0;
        }
    }

    /** Those that {@code query} finds now. */
    void resend(Window owner, Way way, MessageQuery query) {
        var untilNow = upTo(query, services.clock().instant());
        plan(owner, way, new Selection.Matching(untilNow), () -> count(services.ports().log().count(untilNow), way));
    }

    void resend(Window owner, Way way, Selection.These selection) {
        plan(owner, way, selection, () -> selection.numbers().stream().map(services.ports().log()::find)
                .flatMap(Optional::stream).map(MessageRow::state).filter(state -> way == Way.AS_NEW || state.isFinal()).count());
    }

    /** What is handed in while the person reads the question is not meant. */
    private static MessageQuery upTo(MessageQuery query, Instant now) {
        var asked = query.created().orElse(new Period(Instant.EPOCH, now));
        Instant to = asked.to().isBefore(now) ? asked.to() : now;
        return query.withCreated(Optional.of(new Period(asked.from().isBefore(to) ? asked.from() : to, to)));
    }

    private static long count(StateCounts counts, Way way) {
        return switch (way) {
            case AGAIN -> counts.total() - counts.of(MessageState.WAITING) - counts.of(MessageState.HELD);
            case AS_NEW -> counts.total();
        };
    }

    private void plan(Window owner, Way way, Selection selection, LongSupplier count) {
        context.background().quietly(() -> new Plan(way, selection, count.getAsLong(),
                services.ports().log().countExpiredLinks(selection)), plan -> ask(owner, plan), actions::failed);
    }

    private void ask(Window owner, Plan plan) {
        if (plan.count() == 0) {
            teller.say(context.text("resend.none"));
        } else if (plan.needsNoQuestion()) {
            send(plan);
        } else {
            String way = "resend." + plan.way();
            var question = new Question(way + ".title", way + ".text", way + ".confirm", plan.count(),
                    Math.min(plan.expired(), plan.count()));
            context.questions().ask(owner, question, () -> send(plan));
        }
    }

    private void send(Plan plan) {
        var cancellation = new Cancellation();
        var handedIn = new AtomicLong();
        var job = new Job(context.text("job.resend"), cancellation);
        context.background().run(job, show -> send(plan, cancellation, done -> {
            handedIn.set(done);
            show.accept(context.text("job.resendOf", done, plan.count()));
        }), done -> {
                    String key = cancellation.isCancelled() ? "resend.stopped" : "resend.done";
                    teller.say(context.text(key, done, plan.count()));
                    teller.changed();
                }, failure -> {
                    failed(failure, handedIn.get(), plan.count());
                    teller.changed();
                });
    }

    /** Who takes "nothing was saved" for the whole would send a part twice. */
    private void failed(Throwable failure, long done, long count) {
        if (done == 0) {
            actions.failed(failure);
        } else {
            teller.say(context.text("resend.partly", done, count, new StorageText(context.messages()).reason(failure)));
        }
    }

    private long send(Plan plan, Cancellation cancellation, LongConsumer done) {
        var progress = new Progress(cancellation, done);
        try {
            return switch (plan.way()) {
                case AGAIN -> services.ports().actions().sendAgain(plan.selection(), progress);
                case AS_NEW -> services.ports().actions().sendAsNew(plan.selection(), progress);
            };
        } finally {
            // What was changed before a fault stays changed.
            services.ports().sending().wake();
        }
    }
}

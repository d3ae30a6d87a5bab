package waybill.ui.deliveries;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

import javafx.stage.Window;

import waybill.delivery.Cancellation;
import waybill.delivery.DeliveryActions.Progress;
import waybill.delivery.MessageQuery;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.delivery.Selection;
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

    /** What is asked about, and then sent as it stands. @param expired how many have links that likely have */
    private record Plan(Way way, Selection.These messages, long expired) {
        int count() {
            return messages.numbers().size();
        }

        boolean needsNoQuestion() {
            return count() == 1 && expired == 0;
        }
    }

    /** Those that {@code query} finds now: what changes while the person reads the question changes nothing about them. */
    void resend(Window owner, Way way, MessageQuery query) {
        plan(owner, way, () -> {
            var states = EnumSet.copyOf(query.states());
            states.removeIf(state -> !isMeant(state, way));
            return states.isEmpty() ? new Selection.These(List.of()) : services.ports().log().select(query.withStates(states));
        });
    }

    void resend(Window owner, Way way, Selection.These selection) {
        plan(owner, way, () -> new Selection.These(selection.numbers().stream().sorted().map(services.ports().log()::find)
                .flatMap(Optional::stream).filter(row -> isMeant(row.state(), way)).map(MessageRow::number).toList()));
    }

    private static boolean isMeant(MessageState state, Way way) {
        return way == Way.AS_NEW || state.isFinal();
    }

    private void plan(Window owner, Way way, Supplier<Selection.These> choice) {
        context.background().quietly(() -> {
            var messages = choice.get();
            return new Plan(way, messages, services.ports().log().countExpiredLinks(messages));
        }, plan -> ask(owner, plan), actions::failed);
    }

    private void ask(Window owner, Plan plan) {
        if (plan.count() == 0) {
            teller.say(context.text("resend.none"));
        } else if (plan.needsNoQuestion()) {
            send(plan);
        } else {
            String way = "resend." + plan.way();
            var question = new Question(way + ".title", way + ".text", way + ".confirm", plan.count(), plan.expired());
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
                case AGAIN -> services.ports().actions().sendAgain(plan.messages(), progress);
                case AS_NEW -> services.ports().actions().sendAsNew(plan.messages(), progress);
            };
        } finally {
            // What was changed before a fault stays changed.
            services.ports().sending().wake();
        }
    }
}

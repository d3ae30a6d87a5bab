package waybill.ui.deliveries;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

import waybill.delivery.CurlCommand;
import waybill.delivery.DeliveryActions.Progress;
import waybill.delivery.Message;
import waybill.delivery.MessageRow;
import waybill.delivery.Selection;
import waybill.delivery.Trigger;
import waybill.destination.Destination;
import waybill.ui.Context;
import waybill.ui.destination.StorageText;

/** What can be done with one message. */
final class MessageActions {
    /** A larger body makes a command that no terminal takes. In bytes. */
    private static final int COPIED_BODY = 1_000_000;

    private final Context context;
    private final DeliveriesServices services;
    private final Teller teller;

    MessageActions(Context context, DeliveriesServices services, Teller teller) {
        this.context = context;
        this.services = services;
        this.teller = teller;
    }

    /** Where what was done is told. */
    interface Teller {
        void say(String note);

        /** The log has changed. */
        void changed();

        /** The person has seen enough of the message. */
        void close();

        /** The message is no longer in the log. */
        void gone();
    }

    /** The next attempt of those that wait is due now. */
    void tryNow(Selection.These messages) {
        change(() -> services.ports().actions().tryNow(messages));
    }

    /** Nothing more is sent of those that wait. */
    void cancel(Selection.These messages) {
        change(() -> {
            var begun = new AtomicReference<Selection.These>();
            services.ports().sending().whileStill(
                    () -> begun.set(services.ports().actions().beginCancelling(messages)), Duration.ZERO);
            return services.ports().actions().finishCancelling(begun.get());
        });
    }

    void copyIds(List<MessageRow> rows) {
        toClipboard(rows.stream().map(row -> row.id().text()).collect(Collectors.joining("\n")));
        teller.say(context.text("message.idsCopied", rows.size()));
    }

    /** As it would be sent now to what is registered. */
    void copyCurl(MessageRow row) {
        Optional<Destination> destination = services.destination().now().get();
        if (destination.isEmpty()) {
            teller.say(context.text("message.curl.noDestination"));
        } else if (row.size() > COPIED_BODY) {
            teller.say(context.text("message.curl.tooLarge"));
        } else {
            context.background().quietly(() -> services.ports().log().body(row.number()).map(body -> CurlCommand
                    .of(services.signer().sign(new Message(row.id(), body), destination.get(), Trigger.MANUAL,
                            row.attempts() + 1),
                            destination.get())),
                    this::copy, this::failed);
        }
    }

    /** Whether there is a destination to be edited. */
    boolean canEdit() {
        return services.destination().now().get().isPresent();
    }

    /** Opens what is registered to be edited. */
    void edit() {
        services.destination().now().get().ifPresent(services.destination().edit());
    }

    /** Shows no message any more. */
    void close() {
        teller.close();
    }

    /** The message that was shown is no longer in the log. */
    void gone() {
        teller.gone();
    }

    /** Says why something could not be done. */
    void failed(Throwable failure) {
        teller.say(new StorageText(context.messages()).of(failure));
    }

    private void copy(Optional<String> command) {
        command.ifPresent(MessageActions::toClipboard);
        teller.say(context.text(command.isPresent() ? "destination.curlCopied" : "message.removed"));
    }

    private void change(Callable<Long> change) {
        context.background().quietly(() -> {
            long changed = change.call();
            services.ports().sending().wake();
            return changed;
        }, changed -> {
            teller.say(changed == 0 ? context.text("message.tooLate") : "");
            teller.changed();
        }, this::failed);
    }

    private static void toClipboard(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}

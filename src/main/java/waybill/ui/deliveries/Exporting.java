package waybill.ui.deliveries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

import javafx.stage.Window;

import waybill.delivery.Cancellation;
import waybill.delivery.MessageQuery;
import waybill.delivery.Redactor;
import waybill.export.ExportFormat;
import waybill.export.LogExport;
import waybill.ui.Context;
import waybill.ui.FilePicker;
import waybill.ui.Job;
import waybill.vault.FileFaults;

/** Writes what the search shows to a file that the person chooses. */
final class Exporting {
    /** After so many messages the status line says how far it is. */
    private static final int REPORTED = 1_000;

    private final Context context;
    private final DeliveriesServices services;
    private final MessageActions actions;
    private final MessageActions.Teller teller;

    Exporting(Context context, DeliveriesServices services, MessageActions actions, MessageActions.Teller teller) {
        this.context = context;
        this.services = services;
        this.actions = actions;
        this.teller = teller;
    }

    void choose(Window owner, ExportFormat format, MessageQuery query) {
        var kind = new FilePicker.Kind(context.text("export.choose"), context.text("export.format." + format),
                format.extension());
        services.files().save(owner, kind, "deliveries." + format.extension()).ifPresent(file -> write(file, format, query));
    }

    /** Writes it there, in the background. */
    private void write(Path file, ExportFormat format, MessageQuery query) {
        var cancellation = new Cancellation();
        var export = new LogExport(services.ports().log(), mask());
        context.background().run(new Job(context.text("job.export"), cancellation), show -> {
            try {
                return export.write(file, format, query, cancellation, done -> {
                    if (done % REPORTED == 0) {
                        show.accept(context.text("job.exportOf", done));
                    }
                });
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }, count -> said(file, count), failure -> failed(file, failure));
    }

    /** The log has no secrets in it; names of files may. */
    private UnaryOperator<String> mask() {
        return services.destination().now().get().map(Redactor::of).<UnaryOperator<String>>map(redactor -> redactor::redact)
                .orElse(UnaryOperator.identity());
    }

    private void said(Path file, OptionalLong count) {
        teller.say(count.isPresent()
                ? context.text("export.done", count.getAsLong(), file.toString())
                : context.text("export.stopped"));
    }

    private void failed(Path file, Throwable failure) {
        if (failure instanceof UncheckedIOException io) {
            Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
            teller.say(context.text("export." + FileFaults.refusal(folder, io.getCause()), file.toString()));
        } else {
            actions.failed(failure);
        }
    }
}

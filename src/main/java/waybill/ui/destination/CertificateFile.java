package waybill.ui.destination;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

import javafx.beans.property.StringProperty;
import javafx.stage.FileChooser;
import javafx.stage.Window;

import waybill.destination.TrustedCertificates;
import waybill.ui.Context;

/** Reads a certificate file that the person chose into the field, in the background. */
final class CertificateFile {
    /** A list of all public authorities is about 250 KB. */
    private static final int LIMIT = 1024 * 1024;

    private final Context context;

    CertificateFile(Context context) {
        this.context = context;
    }

    /** @param notice says why a file was not read */
    void choose(Window owner, StringProperty certificate, StringProperty notice) {
        var chooser = new FileChooser();
        chooser.setTitle(context.text("certificate.choose"));
        chooser.getExtensionFilters().setAll(
                new FileChooser.ExtensionFilter(context.text("certificate.files"), "*.pem", "*.crt", "*.cer", "*.ca-bundle"),
                new FileChooser.ExtensionFilter(context.text("certificate.allFiles"), "*.*"));
        File file = chooser.showOpenDialog(owner);
        // A lock closes the popup, but not the dialogs of the operating system.
        if (file != null && owner.isShowing()) {
            context.background().run(context.text("job.readFile"), () -> read(file), text -> {
                notice.set("");
                certificate.set(text);
            }, _ -> notice.set(context.text("certificate.unreadable", file.getName())));
        }
    }

    /** Of a binary file (DER), as *.cer often is. */
    private static String pemOf(byte[] bytes) throws IOException, CertificateException {
        var certificates = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
        if (certificates.isEmpty()) {
            throw new IOException("no certificate");
        }
        return new TrustedCertificates(certificates.stream().map(X509Certificate.class::cast).toList()).pem();
    }

    static String read(File file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file.toPath())) {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new IOException("too large");
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.contains("-----BEGIN ") ? text : pemOf(bytes);
        }
    }
}

package waybill.http;

import java.io.IOException;
import java.util.Optional;

import waybill.delivery.Fault;
import waybill.delivery.ServerCertificate;

/** A fault that was named where it happened, on its way through HttpClient. The message is fit for a person to read. */
final class NamedFault extends IOException {
    private static final long serialVersionUID = 1;

    private final Fault fault;
    private final transient Optional<ServerCertificate> certificate;

    NamedFault(Fault fault, String detail, Throwable cause) {
        this(fault, Optional.empty(), detail, cause);
    }

    NamedFault(Fault fault, Optional<ServerCertificate> certificate, String detail, Throwable cause) {
        super(detail, cause);
        this.fault = fault;
        this.certificate = certificate;
    }

    Fault fault() {
        return fault;
    }

    Optional<ServerCertificate> certificate() {
        return certificate;
    }
}

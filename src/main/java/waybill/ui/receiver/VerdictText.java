package waybill.ui.receiver;

import waybill.delivery.CredentialCheck.Verdict;
import waybill.destination.SignatureFormat;
import waybill.ui.Messages;

/** What the receiver made of a request's credentials, in words. */
final class VerdictText {
    private final Messages messages;

    VerdictText(Messages messages) {
        this.messages = messages;
    }

    String of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.SignatureValid(var header) -> messages.text("verdict.signatureValid", header);
            case Verdict.WrongSecret(var header) -> messages.text("verdict.wrongSecret", header);
            case Verdict.WrongFormat(var header, var expected, var found) ->
                messages.text("verdict.wrongFormat", header, format(expected), format(found));
            case Verdict.HeaderMissing(var header) -> messages.text("verdict.headerMissing", header);
            case Verdict.ParameterMissing(var parameter) -> messages.text("verdict.parameterMissing", parameter);
            case Verdict.CredentialsAsRegistered() -> messages.text("verdict.asRegistered");
            case Verdict.CredentialsDiffer(var name) -> messages.text("verdict.differ", name);
            case Verdict.NoAuthExpected() -> messages.text("verdict.noAuth");
            case Verdict.NothingToCompare() -> messages.text("verdict.nothing");
        };
    }

    private String format(SignatureFormat format) {
        String encoding = messages.text("option.hmacEncoding." + format.encoding().name().toLowerCase(messages.locale()));
        return format.prefix().isEmpty() ? encoding : messages.text("verdict.prefixed", encoding, format.prefix());
    }
}

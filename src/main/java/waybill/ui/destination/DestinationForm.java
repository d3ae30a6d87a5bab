package waybill.ui.destination;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import waybill.destination.AuthField;
import waybill.destination.AuthType;
import waybill.destination.Destination;
import waybill.destination.DestinationDraft;
import waybill.destination.EndpointUrl;
import waybill.destination.FieldValues;
import waybill.destination.PracticeIdentity;
import waybill.destination.Secret;
import waybill.destination.TrustedCertificates;

/** What is typed in the popup, as properties. Values of auth types that are not chosen are kept until it closes. */
final class DestinationForm {
    private final StringProperty url = new SimpleStringProperty("");
    private final ObjectProperty<AuthType> type = new SimpleObjectProperty<>(AuthType.values()[0]);
    private final StringProperty certificate = new SimpleStringProperty("");
    private final Map<String, StringProperty> fields = new HashMap<>();
    private final Map<String, Secret> kept;
    private final List<PracticeIdentity> practices;
    private DestinationDraft asOpened;

    /**
     * A form to register with.
     *
     * @param url filled in
     * @param running what the practice receiver runs with
     */
    DestinationForm(String url, Optional<PracticeIdentity> running) {
        this(Map.of(), running.stream().toList());
        this.url.set(url);
        asOpened = draft();
    }

    /** A form that shows a stored destination; its secrets are not put into fields but kept aside. */
    DestinationForm(Destination stored, Optional<PracticeIdentity> running) {
        this(AuthType.values(stored.auth()).secrets(),
                Stream.of(stored.practice(), running).flatMap(Optional::stream).toList());
        url.set(stored.url().text());
        type.set(AuthType.of(stored.auth()));
        FieldValues values = AuthType.values(stored.auth());
        values.texts().forEach((id, text) -> field(id).set(text));
        certificate.set(chosenByThePerson(stored).pem());
        asOpened = draft();
    }

    private DestinationForm(Map<String, Secret> kept, List<PracticeIdentity> practices) {
        this.kept = kept;
        this.practices = practices;
        for (AuthType each : AuthType.values()) {
            for (AuthField field : each.fields()) {
                fields.put(field.id(), new SimpleStringProperty(field.initial()));
            }
        }
        asOpened = draft();
    }

    /** Without the practice receiver's own certificate, which comes with its URL. */
    private static TrustedCertificates chosenByThePerson(Destination stored) {
        return new TrustedCertificates(stored.trusted().certificates().stream()
                .filter(each -> stored.practice().filter(practice -> practice.certificate().equals(each)).isEmpty()).toList());
    }

    StringProperty url() {
        return url;
    }

    ObjectProperty<AuthType> type() {
        return type;
    }

    StringProperty certificate() {
        return certificate;
    }

    StringProperty field(String id) {
        return fields.get(id);
    }

    /** The property behind a problem's field id. */
    StringProperty property(String id) {
        return switch (id) {
            case "url" -> url;
            case "trustedCertificate" -> certificate;
            default -> field(id);
        };
    }

    /** Whether a stored secret stands behind the field as long as nothing is typed. */
    boolean keeps(String id) {
        return kept.containsKey(id);
    }

    DestinationDraft draft() {
        var texts = new HashMap<String, String>();
        fields.forEach((id, text) -> texts.put(id, text.get()));
        return new DestinationDraft(url.get(), type.get(), texts, certificate.get(), kept, practices);
    }

    /** The host that is connected to, where it is not what was typed: an IDN, or a number in another form. */
    Optional<String> connectsTo() {
        try {
            String host = EndpointUrl.of(url.get()).host();
            return host.equalsIgnoreCase(typedHost()) ? Optional.empty() : Optional.of(host);
        } catch (IllegalArgumentException _) {
            // The check says below the field what is wrong.
            return Optional.empty();
        }
    }

    /** What stands between the scheme and the path, without a port. */
    private String typedHost() {
        return url.get().strip().replaceFirst("^[^:]*:[/\\\\]*", "").split("[/?#\\\\]", 2)[0].replaceFirst(":[0-9]*$", "");
    }

    /** Whether anything differs from what the popup opened with. */
    boolean isChanged() {
        return !draft().equals(asOpened);
    }

    /** Runs {@code action} after every change of any value. */
    void onChange(Runnable action) {
        Observable[] all = fields.values().toArray(Observable[]::new);
        for (Observable each : all) {
            each.addListener((Observable _) -> action.run());
        }
        url.addListener((Observable _) -> action.run());
        type.addListener((Observable _) -> action.run());
        certificate.addListener((Observable _) -> action.run());
    }
}

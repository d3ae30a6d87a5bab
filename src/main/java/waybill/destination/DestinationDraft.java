package waybill.destination;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import waybill.destination.Problem.Reason;

/**
 * What a person typed, raw, before any check.
 *
 * @param url the text of the URL field
 * @param type the chosen auth type
 * @param fields typed text by {@link AuthField} id; an absent field counts as empty
 * @param trustedCertificate PEM text, or empty for none
 * @param kept when editing, the stored secrets by field id: one is used where its field was left empty
 * @param practice the identity of the practice receiver, while the draft was filled in from it
 */
public record DestinationDraft(String url, AuthType type, Map<String, String> fields, String trustedCertificate,
        Map<String, Secret> kept, List<PracticeIdentity> practices) {
    public DestinationDraft {
        fields = Map.copyOf(fields);
        kept = Map.copyOf(kept);
        practices = List.copyOf(practices);
    }

    /**
     * Checks every field, every time. Pure; fast enough for each key press (well under 1 ms).
     * <p>
     * A practice receiver's identity goes into the destination only while the URL leads to it: then its certificate is
     * trusted, too.
     */
    public DestinationCheck check() {
        var remarks = new ArrayList<Problem>();
        Optional<EndpointUrl> endpoint = noting(UrlReader.read(url), remarks);
        FieldValues values = values();
        var others = new FieldRule.Others(values, endpoint);
        for (AuthField field : type.fields()) {
            remarks.addAll(field.rule().check(field.id(), value(field, values), others));
        }
        Optional<TrustedCertificates> trusted = noting(PemReader.read(trustedCertificate), remarks);
        if (trusted.stream().flatMap(each -> each.certificates().stream())
                .anyMatch(each -> !KeyStrength.isStrong(each.getPublicKey()))) {
            remarks.add(Problem.of(PemReader.FIELD, Reason.CERTIFICATE_WEAK, KeyStrength.RSA_BITS, KeyStrength.EC_BITS));
        }
        if (endpoint.isEmpty() || trusted.isEmpty() || !remarks.stream().allMatch(Problem::isWarning)) {
            return new DestinationCheck.Invalid(List.copyOf(remarks));
        }
        return new DestinationCheck.Valid(destination(endpoint.get(), type.auth(values), trusted.get()), List.copyOf(remarks));
    }

    /** Never prints what was typed: it may be a secret. */
    @Override
    public String toString() {
        return "DestinationDraft[" + type + "]";
    }

    private FieldValues values() {
        var texts = new HashMap<String, String>();
        var secrets = new HashMap<String, Secret>();
        for (AuthField field : type.fields()) {
            String typed = fields.getOrDefault(field.id(), field.initial());
            if (!field.isSecret()) {
                texts.put(field.id(), typed);
            } else if (typed.isEmpty()) {
                secrets.put(field.id(), kept.getOrDefault(field.id(), Secret.of("")));
            } else {
                secrets.put(field.id(), Secret.of(typed));
            }
        }
        return new FieldValues(texts, secrets);
    }

    private static String value(AuthField field, FieldValues values) {
        return field.isSecret() ? values.secret(field.id()).reveal() : values.text(field.id());
    }

    private Destination destination(EndpointUrl endpoint, Auth auth, TrustedCertificates trusted) {
        return practices.stream().filter(identity -> endpoint.isLoopback() && endpoint.port() == identity.port()).findFirst()
                .map(identity -> new Destination(endpoint, auth, trusted.with(identity.certificate()), Optional.of(identity)))
                .orElseGet(() -> new Destination(endpoint, auth, trusted, Optional.empty()));
    }

    private static <T> Optional<T> noting(Reading<T> reading, List<Problem> remarks) {
        return switch (reading) {
            case Reading.Good<T>(var value) -> Optional.of(value);
            case Reading.Bad<T>(var problem) -> {
                remarks.add(problem);
                yield Optional.empty();
            }
        };
    }
}

package waybill.delivery;

import java.util.List;
import java.util.Optional;

import waybill.destination.Auth;

/**
 * One header or query parameter that an auth type adds to a request.
 *
 * @param name of the header or the parameter
 * @param parts the value, joined
 */
record Credential(Auth.Placement placement, String name, List<Part> parts) {
    Credential {
        parts = List.copyOf(parts);
    }

    static Credential inHeader(String name, Part... parts) {
        return new Credential(Auth.Placement.HEADER, name, List.of(parts));
    }

    /** The value to send with {@code body}; not yet percent-encoded. */
    String value(byte[] body) {
        return Part.value(parts, body);
    }

    OutgoingRequest addTo(OutgoingRequest request) {
        byte[] body = request.body();
        return switch (placement) {
            case HEADER -> {
                String value = value(body);
                // A signature is shown as it is; it is not computed twice, for that takes as long as sending does.
                boolean isShown = signature().isPresent() && parts.size() == 1;
                var field = new HeaderField(name, value, isShown ? value : Part.shown(parts, body));
                var more = request.withHeader(field);
                yield signature().isPresent() ? more.withSigned(new OutgoingRequest.Signed(body, name, field.value())) : more;
            }
            case QUERY -> {
                var target = request.target();
                String start = parameterStart(target.sent());
                yield request.withTarget(new OutgoingRequest.Target(target.sent() + start + PercentEncoding.encode(value(body)),
                        target.shown() + start + Part.shown(parts, body)));
            }
        };
    }

    /** What stands between {@code target} and the parameter's value: a separator, the name and an equals sign. */
    String parameterStart(String target) {
        int query = target.indexOf('?');
        boolean hasParameters = query >= 0 && query + 1 < target.length();
        String separator = query < 0 ? "?" : hasParameters ? "&" : "";
        return separator + PercentEncoding.encode(name) + "=";
    }

    /** The word before the credentials, where this is the Authorization header of RFC 9110 §11.6.2. */
    Optional<String> scheme() {
        boolean isAuthorization = placement == Auth.Placement.HEADER && name.equalsIgnoreCase(RequestSigner.AUTHORIZATION);
        return isAuthorization && parts.getFirst() instanceof Part.Literal(var text)
                ? Optional.of(text.strip())
                : Optional.empty();
    }

    /** The part that signs the body, if one does. */
    Optional<Part.Signature> signature() {
        return parts.stream().filter(Part.Signature.class::isInstance).map(Part.Signature.class::cast).findFirst();
    }
}

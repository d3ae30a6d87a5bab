package waybill.ui.destination;

import java.util.ArrayList;

import waybill.destination.Auth;
import waybill.destination.AuthField;
import waybill.destination.AuthType;
import waybill.destination.FieldValues;
import waybill.destination.Secret;
import waybill.ui.Messages;

/** How a destination is authenticated, in one line; names no type. */
final class DestinationSummary {
    private static final String SEPARATOR = " · ";

    private final Messages messages;

    DestinationSummary(Messages messages) {
        this.messages = messages;
    }

    /** @param plain whether secrets are shown, because the person asked for it */
    String of(Auth auth, boolean plain) {
        AuthType type = AuthType.of(auth);
        FieldValues values = AuthType.values(auth);
        var parts = new ArrayList<String>();
        parts.add(messages.text("auth." + type));
        for (AuthField field : type.fields()) {
            String value = value(field, values, plain);
            if (!value.isEmpty()) {
                parts.add(name(field) + " " + value);
            }
        }
        return String.join(SEPARATOR, parts);
    }

    /** As beside the field, without a remark in brackets. */
    private String name(AuthField field) {
        return messages.text("field." + field.id()).replaceFirst(" \\(.*\\)$", "").toLowerCase(messages.locale());
    }

    private String value(AuthField field, FieldValues values, boolean plain) {
        return switch (field.kind()) {
            case TEXT -> values.text(field.id());
            case SECRET -> plain ? values.secret(field.id()).reveal() : Secret.MASK;
            case CHOICE, SEGMENTS -> messages.text("option." + field.id() + "." + values.text(field.id()));
        };
    }
}

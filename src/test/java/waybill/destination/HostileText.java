package waybill.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Text from outside in the fields of a destination. */
public final class HostileText {
    private static final int FIELDS = 3;

    private HostileText() {}

    /** Cut at its line separators into URL and fields of every type; each is refused, or kept and sent as it is. */
    public static void isSentUnaltered(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\u2028", FIELDS + 1);
        Drafts.of(parts[0]).check();
        for (AuthType type : AuthType.values()) {
            var fields = new HashMap<String, String>();
            type.fields().forEach(field -> fields.put(field.id(), parts[Math.min(fields.size() + 1, parts.length - 1)]));
            assertUnaltered(type, fields);
        }
    }

    /** What is accepted of {@code fields} is exactly what was typed, and can be sent. */
    static void assertUnaltered(AuthType type, Map<String, String> fields) {
        if (Drafts.of(type, fields).check() instanceof DestinationCheck.Valid(var destination, var _)) {
            var values = AuthType.values(destination.auth());
            for (AuthField field : type.fields()) {
                String typed = fields.get(field.id());
                String kept = field.isSecret() ? values.secret(field.id()).reveal() : values.text(field.id());
                if (field.options().isEmpty()) {
                    assertThat(kept).isEqualTo(typed);
                    assertThat(new String(typed.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)).isEqualTo(typed);
                }
            }
            assertOneLine(destination.auth());
        }
    }

    /** What goes into a header as it is has no character that could end it. */
    private static void assertOneLine(Auth auth) {
        switch (auth) {
            case Auth.HmacSha256(var header, var _, var format) -> assertThat(header + format.prefix()).matches("[!-~]+");
            case Auth.Bearer(var token) -> assertThat(token.reveal()).matches("[!-~]+");
            case Auth.ApiKey(var name, var value, var placement) when placement == Auth.Placement.HEADER ->
                assertThat(name + value.reveal()).matches("[ -~]+");
            case Auth.ApiKey _,Auth.None _ -> {
            }
            case Auth.Basic(var username, var password) ->
                assertThat(username + password.reveal()).doesNotContainPattern("\\p{Cc}");
        }
    }
}

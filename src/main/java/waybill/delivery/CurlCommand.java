package waybill.delivery;

import static waybill.delivery.ShellScript.quoted;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import waybill.destination.Auth;
import waybill.destination.Destination;

/**
 * A destination's test as a shell command, secrets replaced by shell variables. Built from the {@link Part}s of the
 * destination's credentials, so it names no auth type.
 */
public final class CurlCommand {
    private final OutgoingRequest request;
    private final Destination destination;
    private final List<Credential> credentials;

    private CurlCommand(OutgoingRequest request, Destination destination) {
        this.request = request;
        this.destination = destination;
        this.credentials = RequestSigner.credentials(destination.auth());
    }

    /**
     * A POSIX shell script that runs once its variables are set; no secret is in it. It sends the request's body and id, a
     * time stamp of its own, and computes signature and credentials from the variables; it follows no redirect.
     *
     * @param request the request to show, as made for {@code destination}
     */
    public static String of(OutgoingRequest request, Destination destination) {
        return new CurlCommand(request, destination).text();
    }

    /** In parentheses: pasted into a shell, it is read as a whole, and a missing variable ends it and not the shell. */
    private String text() {
        var lines = new ArrayList<>(remarks());
        lines.add("(");
        lines.add("set -eu");
        labels().forEach(label -> lines.add(": \"${" + ShellScript.variable(label) + ":?set it to the " + label + "}\""));
        lines.addAll(List.of("for tool in curl openssl od sed tr base64; do",
                "  command -v \"$tool\" > /dev/null || { echo \"$tool is needed\" >&2; exit 1; }", "done",
                "dir=$(mktemp -d)", "trap 'rm -rf \"$dir\"' EXIT", "trap 'exit 1' HUP INT TERM"));
        lines.add(ShellScript.write(request.body()) + " > \"$dir/body\"");
        lines.addAll(trustedCertificates());
        if (!credentials.isEmpty()) {
            lines.add(ShellScript.FUNCTIONS.strip());
        }
        lines.addAll(computed());
        lines.add(curl());
        lines.add(")");
        return String.join("\n", lines) + "\n";
    }
}

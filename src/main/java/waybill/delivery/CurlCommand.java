package waybill.delivery;

import static waybill.delivery.ShellScript.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import waybill.destination.Auth;
import waybill.destination.Destination;

/**
 * A destination's test as a shell command, secrets replaced by shell variables. Built from the {@link Part}s of the
 * destination's credentials, so it names no auth type.
 */
public final class CurlCommand {
    private static final String CONTINUED = " \\\n  ";

    private final OutgoingRequest request;
    private final Destination destination;
    private final List<Credential> credentials;

    private CurlCommand(OutgoingRequest request, Destination destination) {
        this.request = request;
        this.destination = destination;
        this.credentials = RequestSigner.credentials(destination.auth());
    }

    /**
     * A POSIX shell script that runs once its variables are set; no secret is in it. It sends the request's body and id with
     * a time stamp of its own, computes signature and credentials from the variables, and follows no redirect.
     *
     * @param request the request to show, as made for {@code destination}
     */
    public static String of(OutgoingRequest request, Destination destination) {
        return new CurlCommand(request, destination).text();
    }

    /** In parentheses: a shell it is pasted into reads it as a whole, and a missing variable ends it and not the shell. */
    private String text() {
        return Stream.of(remarks(), Stream.of("(", "set -eu"), guards(), files(), functions(), Stream.of(config() + curl(), ")"))
                .flatMap(lines -> lines).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Free of quotes and semicolons: zsh takes a pasted remark for a command. */
    private Stream<String> remarks() {
        var remarks = labels().map(label -> "# Set " + ShellScript.variable(label) + " to the " + label + " first.");
        var trust = Stream.of("# curl trusts only the certificates below. Waybill trusts them in addition to the usual ones.");
        return destination.trusted().isEmpty() ? remarks : Stream.concat(remarks, trust);
    }

    private Stream<String> guards() {
        return labels().map(label -> ": \"${" + ShellScript.variable(label) + ":?set it to the " + label + "}\"");
    }

    private Stream<String> labels() {
        return credentials.stream().flatMap(credential -> credential.parts().stream()).flatMap(Part::labels).distinct();
    }

    private Stream<String> files() {
        var files = Stream.of("dir=$(mktemp -d)", "trap 'rm -rf \"$dir\"' EXIT", "trap 'exit 1' HUP INT TERM",
                ShellScript.write(request.body()) + " > \"$dir/body\"");
        return destination.trusted().isEmpty()
                ? files
                : Stream.concat(files,
                        Stream.of("cat > \"$dir/trusted.pem\" <<'END'", destination.trusted().pem().strip(), "END"));
    }

    private Stream<String> functions() {
        var functions = new ArrayList<String>();
        if (credentials.stream().anyMatch(credential -> credential.signature().isPresent())) {
            functions.add(ShellScript.HMAC_FUNCTION);
        }
        if (inQuery().findAny().isPresent()) {
            functions.add(ShellScript.PERCENT_FUNCTION);
        }
        if (!credentials.isEmpty()) {
            functions.add(ShellScript.CONFIG_FUNCTION);
        }
        return functions.stream();
    }

    /** What has a secret in it goes to curl through a pipe. */
    private String config() {
        var headers = credentials.stream().filter(credential -> credential.placement() == Auth.Placement.HEADER)
                .map(credential -> ShellScript.group(List.of(ShellScript.write(credential.name() + ": "),
                        ShellScript.write(credential.parts()))) + " | config header");
        var urls = inQuery().findAny().isPresent() ? Stream.of(urlWithParameters() + " | config url") : Stream.<String>empty();
        var lines = Stream.concat(headers, urls).toList();
        return lines.isEmpty() ? "" : ShellScript.group(lines) + " |\n";
    }

    private String urlWithParameters() {
        String target = request.url().target();
        var commands = new ArrayList<>(List.of(ShellScript.write(origin() + target)));
        for (var credential : inQuery().toList()) {
            String start = credential.parameterStart(target);
            target += start + "…";
            commands.add(ShellScript.write(start));
            commands.add(ShellScript.write(credential.parts()) + " | percent");
        }
        return ShellScript.group(commands);
    }

    private Stream<Credential> inQuery() {
        return credentials.stream().filter(credential -> credential.placement() == Auth.Placement.QUERY);
    }

    private String origin() {
        return "https://" + request.url().authority();
    }

    /** The options make curl send what Waybill would, whatever the version and the person's settings. */
    private String curl() {
        var words = new ArrayList<String>();
        words.add("curl --disable --silent --show-error --include --http1.1 --proto '=https' --tlsv1.2");
        words.add("--globoff --path-as-is --max-time " + Transport.Terms.DEFAULT_DEADLINE.toSeconds());
        if (!destination.trusted().isEmpty()) {
            words.add("--cacert \"$dir/trusted.pem\"");
        }
        request.headers().stream().filter(header -> !isCredential(header)).map(CurlCommand::option).forEach(words::add);
        words.add("--header 'Accept:' --header 'Expect:' --data-binary \"@$dir/body\"");
        if (!credentials.isEmpty()) {
            words.add("--config -");
        }
        if (inQuery().findAny().isEmpty()) {
            words.add("--url " + quoted(origin() + request.url().target()));
        }
        return String.join(CONTINUED, words);
    }

    private boolean isCredential(HeaderField header) {
        return credentials.stream().anyMatch(credential -> credential.placement() == Auth.Placement.HEADER
                && credential.name().equalsIgnoreCase(header.name()));
    }

    private static String option(HeaderField header) {
        return header.name().equals(RequestSigner.TIMESTAMP)
                ? "--header \"" + RequestSigner.TIMESTAMP + ": $(date +%s)\""
                : "--header " + quoted(header.name() + ": " + header.shown());
    }
}

package waybill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the application for a test class, registers the practice receiver and goes to the Deliver page. The constructor of
 * the class may ask for the {@link Person} there, the {@link Practised} and a {@link Path} of an empty folder. Quits after the
 * last test.
 */
final class AtTheEditor implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Person.class || parameter.getParameter().getType() == Practised.class
                || parameter.getParameter().getType() == Path.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var open = context.getStore(ExtensionContext.Namespace.create(AtTheEditor.class))
                .computeIfAbsent(Open.class, _ -> new Open(), Open.class);
        Class<?> asked = parameter.getParameter().getType();
        return asked == Person.class ? open.person : asked == Path.class ? open.files : open.practised;
    }

    /** Closed by JUnit with the class's context. */
    private static final class Open implements AutoCloseable {
        private final Path folder;
        private final Path files;
        private final Person person;
        private final Practised practised;

        Open() {
            try {
                folder = Files.createTempDirectory("waybill");
                files = Files.createDirectory(folder.resolve("files"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            person = new Person(folder.resolve("home"));
            practised = Practised.opensAndRegisters(person);
        }

        @Override
        public void close() throws IOException {
            person.quits();
            try (var all = Files.walk(folder)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

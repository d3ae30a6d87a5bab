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
 * Starts the application with a new vault for a test class, whose constructor is given the {@link Person} at its empty page.
 * Quits after the last test.
 */
final class WithWaybill implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Person.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(ExtensionContext.Namespace.create(WithWaybill.class))
                .computeIfAbsent(Open.class, _ -> new Open(), Open.class).person;
    }

    /** Closed by JUnit with the class's context. */
    private static final class Open implements AutoCloseable {
        private final Path home;
        private final Person person;

        Open() {
            try {
                home = Files.createTempDirectory("waybill");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            person = new Person(home);
            person.opensANewWaybill();
        }

        @Override
        public void close() throws IOException {
            person.quits();
            try (var files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

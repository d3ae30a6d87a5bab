package waybill.ui.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The documents that are offered to try with. */
enum Sample {
    TEST_EVENT("TestEvent", "test-event"), AUTO("Auto", "auto"), HOMEOWNERS("Homeowners", "homeowners");

    private final String id;
    private final String file;

    Sample(String id, String file) {
        this.id = id;
        this.file = file;
    }

    /** For node ids. */
    String id() {
        return id;
    }

    byte[] bytes() {
        try (InputStream in = Sample.class.getResourceAsStream("/samples/" + file + ".json")) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

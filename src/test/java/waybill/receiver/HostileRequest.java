package waybill.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;

/** What may arrive where the practice receiver listens. */
public final class HostileRequest {
    private HostileRequest() {}

    /** Any fault but those two is one of ours. */
    public static void isReadOrRefused(byte[] bytes) throws IOException {
        try {
            RequestHead head = RequestHead.read(new ByteArrayInputStream(bytes));
            assertThat(head.headers()).allSatisfy(header -> assertThat(header.value()).doesNotContain("\r", "\n", "\0"));
        } catch (RefusedRequest | EOFException _) {
            // As it should be.
        }
    }
}

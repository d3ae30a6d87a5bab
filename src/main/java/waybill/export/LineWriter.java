package waybill.export;

import java.io.IOException;

import waybill.delivery.MessageRow;

/** Writes the lines of one file, one message each. */
interface LineWriter extends AutoCloseable {
    void write(MessageRow row) throws IOException;

    @Override
    void close() throws IOException;
}

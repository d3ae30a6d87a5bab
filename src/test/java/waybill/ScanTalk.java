package waybill;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/** What a watched process tells whoever watches it, over a socket: its output is looked at for secrets. */
final class ScanTalk implements AutoCloseable {
    private final Socket socket;

    ScanTalk(Socket socket) {
        this.socket = socket;
    }

    static ScanTalk to(int port) throws IOException {
        return new ScanTalk(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    void says(String text) {
        try {
            new DataOutputStream(socket.getOutputStream()).writeUTF(text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits for what the other side says next. */
    String hears() {
        try {
            return new DataInputStream(socket.getInputStream()).readUTF();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Says it, and waits until it was dealt with. */
    void asks(String text) {
        says(text);
        hears();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

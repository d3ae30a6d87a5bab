package waybill.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.OptionalInt;

/**
 * A TCP connection that remembers the first byte it received, by which a peer that does not speak TLS is told from one
 * that does, and that can be closed at once from any thread. Goes straight to the address, whatever the system's proxy
 * settings are.
 */
final class TappedSocket extends Socket {
    private volatile int first = -1;

    TappedSocket() throws IOException {
        super(Proxy.NO_PROXY);
        setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** Empty while nothing was received. */
    OptionalInt firstByte() {
        return first < 0 ? OptionalInt.empty() : OptionalInt.of(first);
    }

    /** Whether something was received that nobody has read; also if the connection is broken. */
    boolean isMoreThere() {
        try {
            return super.getInputStream().available() > 0;
        } catch (IOException _) {
            return true;
        }
    }

    /** Drops the connection with a reset; whoever reads from it or writes to it gets an exception. Does not block. */
    void drop() {
        try {
            setSoLinger(true, 0);
        } catch (IOException _) {
            // Closed already, or not connected yet: closing is all there is to do.
        }
        try {
            close();
        } catch (IOException _) {
            // Nothing is left that could be done with it.
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Tap(super.getInputStream());
    }

    private final class Tap extends FilterInputStream {
        private Tap(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            note(b);
            return b;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            if (count > 0) {
                note(target[offset] & 0xff);
            }
            return count;
        }

        private void note(int b) {
            if (first < 0) {
                first = b;
            }
        }
    }
}

package waybill.receiver;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import waybill.destination.PracticeIdentity;

/** TLS 1.2 and 1.3 with one key and certificate, over connections that were already accepted. */
final class ServerTls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    /** The key store lives in memory only; it demands a password for its key all the same. */
    private static final char[] IN_MEMORY = "memory".toCharArray();

    private final SSLContext context;

    /** @throws IllegalArgumentException if the key is damaged */
    ServerTls(PracticeIdentity identity) {
        try {
            context = context(identity);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the practice receiver's key cannot be used", e);
        }
    }

    /** The server's side of a handshake; {@code connection} stays open when the returned socket fails. */
    SSLSocket over(Socket connection) throws IOException {
        var secured = (SSLSocket) context.getSocketFactory().createSocket(connection, null, true);
        secured.setUseClientMode(false);
        secured.setEnabledProtocols(PROTOCOLS);
        secured.startHandshake();
        return secured;
    }

    private static SSLContext context(PracticeIdentity identity) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, IN_MEMORY);
        store.setKeyEntry("practice", privateKey(identity), IN_MEMORY, new Certificate[]{identity.certificate()});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, IN_MEMORY);
        var made = SSLContext.getInstance("TLS");
        made.init(keys.getKeyManagers(), null, null);
        return made;
    }

    private static PrivateKey privateKey(PracticeIdentity identity) throws GeneralSecurityException {
        byte[] encoded = identity.privateKey().withUtf8(Base64.getDecoder()::decode);
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }
}

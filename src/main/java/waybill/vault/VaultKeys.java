package waybill.vault;

/** The keys derived from the master key (HKDF-SHA256), each for one purpose. Wiped on {@link #close}. */
public interface VaultKeys extends AutoCloseable {
    /** H2's file password: 32 bytes as base64url. A fresh array that the caller wipes. */
    char[] filePassword();

    /** H2's user password: 32 bytes as base64url. A fresh array that the caller wipes. */
    char[] userPassword();

    /** The AES-256 key that seals columns. A fresh array that the caller wipes. */
    byte[] fieldKey();

    /** The password of the jasypt layer inside. A fresh array that the caller wipes. */
    char[] jasyptPassword();

    @Override
    void close();
}

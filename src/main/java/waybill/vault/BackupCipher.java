package waybill.vault;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What encrypts one backup, and seals it as a whole: HMAC over key file, encrypted rows and head, in this order. Only what a
 * {@link #seals seal} was found to fit may be decrypted.
 */
final class BackupCipher {
    private static final int BLOCK_BYTES = 16;

    private final MasterKey master;
    private final String installId;
    private final Mac mac;

    /** @param master stays the caller's, open as long as this is used */
    BackupCipher(MasterKey master, String installId, byte[] keyFile) {
        this.master = master;
        this.installId = installId;
        mac = mac(master, installId);
        mac.update(keyFile);
    }

    /** Writes to {@code out} what it is given, encrypted. Closing it leaves {@code out} open. */
    OutputStream encrypting(OutputStream out) {
        return new CipherOutputStream(new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                mac.update(bytes, from, length);
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                out.flush();
            }
        }, cipher(Cipher.ENCRYPT_MODE));
    }

    /** The next {@code length} bytes of {@code in}, still encrypted. Closing it leaves {@code in} open. */
    InputStream sealed(InputStream in, long length) {
        return new Sealed(in, length);
    }

    /** Decrypts what {@link #sealed} gives. */
    InputStream decrypting(InputStream sealed) {
        return new CipherInputStream(sealed, cipher(Cipher.DECRYPT_MODE));
    }

    /** The seal of what went through, behind which comes {@code head}. Ends the use of this. */
    byte[] seal(BackupHead head) {
        return mac.doFinal(head.bytes());
    }

    /** Whether {@code seal} is the one of what went through. Ends the use of this. */
    boolean seals(BackupHead head, byte[] seal) {
        return MessageDigest.isEqual(seal(head), seal);
    }

    /** The bytes of a file up to where its seal begins, on their way through the HMAC. */
    private final class Sealed extends InputStream {
        private final InputStream in;
        private long left;

        private Sealed(InputStream in, long length) {
            this.in = in;
            left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = left == 0 ? -1 : in.read(bytes, from, (int) Math.min(length, left));
            if (read > 0) {
                mac.update(bytes, from, read);
                left -= read;
            }
            return read;
        }
    }

    private Cipher cipher(int mode) {
        byte[] key = master.derive(installId, MasterKey.Purpose.BACKUP_ROWS);
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            // From 0: the key is of this one file.
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[BLOCK_BYTES]));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES is not usable", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static Mac mac(MasterKey master, String installId) {
        byte[] key = master.derive(installId, MasterKey.Purpose.BACKUP);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC is not usable", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}

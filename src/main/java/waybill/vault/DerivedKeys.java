package waybill.vault;

import java.util.Arrays;
import java.util.Base64;

/** The keys of one vault, derived once and held until it is locked. */
final class DerivedKeys implements VaultKeys {
    private final char[] filePassword;
    private final char[] userPassword;
    private final byte[] fieldKey;
    private final char[] jasyptPassword;

    DerivedKeys(MasterKey master, String installId) {
        filePassword = text(master.derive(installId, MasterKey.Purpose.DATABASE_FILE));
        userPassword = text(master.derive(installId, MasterKey.Purpose.DATABASE_USER));
        fieldKey = master.derive(installId, MasterKey.Purpose.FIELDS);
        jasyptPassword = text(master.derive(installId, MasterKey.Purpose.JASYPT));
    }

    @Override
    public char[] filePassword() {
        return filePassword.clone();
    }

    @Override
    public char[] userPassword() {
        return userPassword.clone();
    }

    @Override
    public byte[] fieldKey() {
        return fieldKey.clone();
    }

    @Override
    public char[] jasyptPassword() {
        return jasyptPassword.clone();
    }

    @Override
    public void close() {
        Arrays.fill(filePassword, '\0');
        Arrays.fill(userPassword, '\0');
        Arrays.fill(fieldKey, (byte) 0);
        Arrays.fill(jasyptPassword, '\0');
    }

    private static char[] text(byte[] key) {
        byte[] base64 = Base64.getUrlEncoder().withoutPadding().encode(key);
        char[] text = new char[base64.length];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) base64[i];
        }
        Arrays.fill(base64, (byte) 0);
        Arrays.fill(key, (byte) 0);
        return text;
    }
}

package waybill.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;

import waybill.Promise;
import waybill.Promised;

@Promised(Promise.VECTORS)
class MasterKeyTest {
    private static final String INSTALL_ID = "000102030405060708090a0b0c0d0e0f";

    private final byte[] master = HexFormat.of().parseHex("0b".repeat(32));

    @Test
    void derivesAsRfc5869Says() throws GeneralSecurityException {
        byte[] pseudorandom = hmac(HexFormat.of().parseHex(INSTALL_ID), master);
        byte[] expected = hmac(pseudorandom, "waybill fields/1\u0001".getBytes(StandardCharsets.UTF_8));
        assertThat(MasterKey.of(master).derive(INSTALL_ID, MasterKey.Purpose.FIELDS)).isEqualTo(expected);
    }

    @Test
    void derivesADifferentKeyForEachPurposeAndVault() {
        MasterKey key = MasterKey.of(master);
        List<String> derived = new ArrayList<>();
        for (MasterKey.Purpose purpose : MasterKey.Purpose.values()) {
            derived.add(HexFormat.of().formatHex(key.derive(INSTALL_ID, purpose)));
            derived.add(HexFormat.of().formatHex(key.derive("f".repeat(32), purpose)));
        }
        assertThat(derived).doesNotHaveDuplicates().hasSize(2 * MasterKey.Purpose.values().length);
    }

    @Test
    void givesPasswordsAsBase64urlOf32Bytes() {
        DerivedKeys keys = new DerivedKeys(MasterKey.of(master), INSTALL_ID);
        for (char[] password : List.of(keys.filePassword(), keys.userPassword(), keys.jasyptPassword())) {
            assertThat(Base64.getUrlDecoder().decode(new String(password))).hasSize(32);
            assertThat(password).hasSize(43);
        }
        assertThat(keys.fieldKey()).hasSize(32);
    }

    @Test
    void wipesKeysWhenClosed() {
        DerivedKeys keys = new DerivedKeys(MasterKey.of(master), INSTALL_ID);
        keys.close();
        assertThat(keys.filePassword()).containsOnly('\0');
        assertThat(keys.userPassword()).containsOnly('\0');
        assertThat(keys.jasyptPassword()).containsOnly('\0');
        assertThat(keys.fieldKey()).containsOnly(0);
        byte[] held = Arrays.copyOf(master, master.length);
        MasterKey.of(held).close();
        assertThat(held).containsOnly(0);
    }

    private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }
}

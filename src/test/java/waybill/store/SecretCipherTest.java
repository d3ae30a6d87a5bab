package waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

import org.jasypt.encryption.ByteEncryptor;
import org.jasypt.encryption.pbe.StandardPBEByteEncryptor;
import org.jasypt.exceptions.EncryptionOperationNotPossibleException;
import org.jasypt.iv.RandomIvGenerator;
import org.junit.jupiter.api.Test;

import waybill.Promise;
import waybill.Promised;
import waybill.Promises;
import waybill.store.SecretCipher.Cell;
import waybill.vault.AesGcm;
import waybill.vault.VaultKeys;
import waybill.vault.WycheproofVectors;

@Promised(Promise.SEALED_VALUES)
class SecretCipherTest {
    /** Security's figure is 100,000: {@code -Dwaybill.flips=100000}. */
    private static final int FLIPS = Promises.of("waybill.flips", 10_000, 100_000);

    private static final String INSTALL_ID = "00112233445566778899aabbccddeeff";
    private static final byte[] PLAIN = "https://good.example/".getBytes(StandardCharsets.UTF_8);

    private final SecretCipher cipher = new SecretCipher(new FixedKeys(1), INSTALL_ID, new SecureRandom());

    @Test
    void opensWhatItSealed() {
        for (ByteEncryptor cell : everyCell(cipher)) {
            assertThat(cell.decrypt(cell.encrypt(PLAIN))).isEqualTo(PLAIN);
            assertThat(cell.decrypt(cell.encrypt(new byte[0]))).isEmpty();
        }
    }

    @Test
    void sealsTheSameValueDifferentlyEachTime() {
        Set<String> sealed = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            sealed.add(Arrays.toString(everyCell(cipher).getFirst().encrypt(PLAIN)));
        }
        assertThat(sealed).hasSize(100);
    }

    @Test
    void acceptsNoFlippedBit() {
        Random random = new Random(7);
        List<ByteEncryptor> cells = everyCell(cipher);
        List<byte[]> sealed = cells.stream().map(cell -> cell.encrypt(PLAIN)).toList();
        int accepted = 0;
        for (int i = 0; i < FLIPS; i++) {
            int cell = i % cells.size();
            byte[] flipped = sealed.get(cell).clone();
            int bit = random.nextInt(flipped.length * 8);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            accepted += isAccepted(cells.get(cell), flipped) ? 1 : 0;
        }
        System.out.println("sealed values: " + FLIPS + " flips, " + accepted + " accepted");
        assertThat(accepted).isZero();
    }

    @Test
    void acceptsNoValueOfAnotherPlace() {
        List<ByteEncryptor> cells = new ArrayList<>(everyCell(cipher));
        cells.addAll(everyCell(new SecretCipher(new FixedKeys(1), "f".repeat(32), new SecureRandom())));
        cells.addAll(everyCell(new SecretCipher(new FixedKeys(2), INSTALL_ID, new SecureRandom())));
        List<byte[]> sealed = cells.stream().map(cell -> cell.encrypt(PLAIN)).toList();
        for (int from = 0; from < cells.size(); from++) {
            for (int to = 0; to < cells.size(); to++) {
                assertThat(isAccepted(cells.get(to), sealed.get(from))).as("%d in %d", from, to).isEqualTo(from == to);
            }
        }
    }

    @Test
    void acceptsNothingThatWasCut() {
        ByteEncryptor cell = everyCell(cipher).getFirst();
        byte[] sealed = cell.encrypt(PLAIN);
        for (int length = 0; length < sealed.length; length++) {
            assertThat(isAccepted(cell, Arrays.copyOf(sealed, length))).isFalse();
        }
    }

    @Test
    void secretsAreEncryptedByJasyptInsideTheSeal() {
        Cell cell = new Cell("auth_field", "1/token", "sealed");
        byte[] sealed = cipher.secret(cell).encrypt(PLAIN);
        byte[] aad = String.join("\n", "waybill cell", "1", "1", INSTALL_ID, "auth_field", "1/token", "sealed")
                .getBytes(StandardCharsets.UTF_8);
        byte[] inside = AesGcm.open(new FixedKeys(1).fieldKey(), Arrays.copyOfRange(sealed, 2, 14), aad,
                Arrays.copyOfRange(sealed, 14, sealed.length)).orElseThrow();
        StandardPBEByteEncryptor jasypt = new StandardPBEByteEncryptor();
        jasypt.setAlgorithm("PBEWITHHMACSHA512ANDAES_256");
        jasypt.setKeyObtentionIterations(1_000);
        jasypt.setIvGenerator(new RandomIvGenerator());
        jasypt.setPasswordCharArray(new FixedKeys(1).jasyptPassword());
        assertThat(jasypt.decrypt(inside)).isEqualTo(PLAIN);
    }

    @Test
    void saysNothingOfTheValueInItsException() {
        ByteEncryptor cell = everyCell(cipher).getFirst();
        assertThatThrownBy(() -> cell.decrypt(new byte[40])).isInstanceOf(EncryptionOperationNotPossibleException.class)
                .hasMessage(null);
    }

    /** What was encrypted under a key of the vectors opens with the password that the vectors derive it from. */
    @Test
    void derivesTheInnerKeyAsTheVectorsDo() throws GeneralSecurityException {
        int checked = 0;
        for (WycheproofVectors.Vector vector : WycheproofVectors.read("wycheproof_pbkdf2_hmacsha512_test.json")) {
            byte[] key = vector.bytes("dk");
            byte[] salt = vector.bytes("salt");
            String password = new String(vector.bytes("password"), StandardCharsets.US_ASCII);
            // Jasypt's salt has 16 bytes, the key 32, and the JDK takes passwords of visible ASCII only.
            if (salt.length == 16 && key.length >= 32 && password.matches("[ -~]+")) {
                byte[] iv = Arrays.copyOf(new byte[]{1, 2, 3}, 16);
                Cipher aes = Cipher.getInstance("AES/CBC/PKCS5Padding");
                aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 0, 32, "AES"), new IvParameterSpec(iv));
                byte[] encrypted = aes.doFinal(PLAIN);
                byte[] value = ByteBuffer.allocate(32 + encrypted.length).put(salt).put(iv).put(encrypted).array();
                int iterations = Integer.parseInt(vector.text("iterationCount"));
                assertThat(SecretCipher.jasypt(password.toCharArray(), iterations).decrypt(value)).as(vector.text("tcId"))
                        .isEqualTo(PLAIN);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(4);
    }

    /** The same code of the runtime, asked directly: it then takes other passwords and salts, too. */
    @Test
    void theRuntimesPbkdf2GivesWhatTheVectorsSay() throws GeneralSecurityException {
        SecretKeyFactory pbkdf2 = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512", "SunJCE");
        int checked = 0;
        for (WycheproofVectors.Vector vector : WycheproofVectors.read("wycheproof_pbkdf2_hmacsha512_test.json")) {
            byte[] password = vector.bytes("password");
            String text = new String(password, StandardCharsets.UTF_8);
            if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), password) && vector.bytes("salt").length > 0) {
                PBEKeySpec spec = new PBEKeySpec(text.toCharArray(), vector.bytes("salt"),
                        Integer.parseInt(vector.text("iterationCount")), Integer.parseInt(vector.text("dkLen")) * 8);
                assertThat(pbkdf2.generateSecret(spec).getEncoded()).as(vector.text("tcId")).isEqualTo(vector.bytes("dk"));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(40);
    }

    private static boolean isAccepted(ByteEncryptor cell, byte[] sealed) {
        try {
            cell.decrypt(sealed);
            return true;
        } catch (EncryptionOperationNotPossibleException _) {
            return false;
        }
    }

    private static List<ByteEncryptor> everyCell(SecretCipher cipher) {
        List<ByteEncryptor> cells = new ArrayList<>();
        for (String table : List.of("destination", "auth_field")) {
            for (String row : List.of("1", "2")) {
                for (String column : List.of("url", "sealed")) {
                    cells.add(cipher.secret(new Cell(table, row, column)));
                    cells.add(cipher.visible(new Cell(table, row, column)));
                }
            }
        }
        return cells;
    }

    /** Keys that are the same each time. */
    private record FixedKeys(int seed) implements VaultKeys {
        @Override
        public char[] filePassword() {
            return ("file" + seed).toCharArray();
        }

        @Override
        public char[] userPassword() {
            return ("user" + seed).toCharArray();
        }

        @Override
        public byte[] fieldKey() {
            byte[] key = new byte[32];
            Arrays.fill(key, (byte) seed);
            return key;
        }

        @Override
        public char[] jasyptPassword() {
            return ("jasypt" + seed).toCharArray();
        }

        @Override
        public void close() {}
    }
}

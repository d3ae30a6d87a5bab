package waybill.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import waybill.destination.Secret;
import waybill.store.SecretCipher.Cell;

/** The sealed columns of one row: texts, secrets and bytes, each bound to its column. */
record SealedRow(SecretCipher cipher, String table, String row) {
    byte[] seal(String column, String text) {
        return seal(column, text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] seal(String column, byte[] bytes) {
        return cipher.visible(cell(column)).encrypt(bytes);
    }

    byte[] seal(String column, Secret secret) {
        return secret.withUtf8(cipher.secret(cell(column))::encrypt);
    }

    String text(String column, byte[] sealed) {
        return new String(bytes(column, sealed), StandardCharsets.UTF_8);
    }

    byte[] bytes(String column, byte[] sealed) {
        return cipher.visible(cell(column)).decrypt(sealed);
    }

    Secret secret(String column, byte[] sealed) {
        byte[] utf8 = cipher.secret(cell(column)).decrypt(sealed);
        try {
            return Secret.ofUtf8(utf8);
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    private Cell cell(String column) {
        return new Cell(table, row, column);
    }
}

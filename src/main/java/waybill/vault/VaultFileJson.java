package waybill.vault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** The key file's members as JSON, in a fixed order, without the seals at its end. */
final class VaultFileJson {
    private static final JsonFactory JSON = new JsonFactory();

    private VaultFileJson() {}

    /** Everything up to the seals: the object is left open. */
    static byte[] write(Witness witness, List<KeySlot> slots) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("format", VaultFile.FORMAT);
            json.writeStringField("installId", witness.installId());
            json.writeNumberField("schemaVersion", witness.schemaVersion());
            json.writeNumberField("opened", witness.opened());
            json.writeArrayFieldStart("slots");
            for (KeySlot slot : slots) {
                write(json, slot);
            }
            json.writeEndArray();
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws VaultException if it is not what {@link #write} wrote, or of a newer format */
    static VaultFile read(byte[] bytes) {
        try (JsonParser json = JSON.createParser(bytes)) {
            expect(json, JsonToken.START_OBJECT);
            int format = integer(json, "format");
            if (format > VaultFile.FORMAT) {
                throw new VaultException(VaultStatus.Refusal.NEWER_VERSION, "vault.json has format " + format, null);
            }
            String installId = text(json, "installId");
            Witness witness = new Witness(installId, integer(json, "schemaVersion"), number(json, "opened"));
            if (format < 1 || !installId.matches("[0-9a-f]{32}")) {
                throw VaultFile.damaged("no install id, or no such format");
            }
            return new VaultFile(witness, slots(json), bytes);
        } catch (IOException e) {
            throw new VaultException(VaultStatus.Refusal.KEY_FILE_DAMAGED, "vault.json is no key file", e);
        }
    }

    private static void write(JsonGenerator json, KeySlot slot) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", slot.kind());
        if (slot instanceof KeySlot.OfPassphrase(var cost, var salt, var _)) {
            json.writeStringField("kdf", "argon2id");
            json.writeNumberField("memoryKiB", cost.memoryKiB());
            json.writeNumberField("passes", cost.passes());
            json.writeNumberField("lanes", cost.lanes());
            json.writeBinaryField("salt", salt);
        }
        json.writeBinaryField("nonce", slot.wrapped().nonce());
        json.writeBinaryField("wrapped", slot.wrapped().sealed());
        json.writeEndObject();
    }

    private static List<KeySlot> slots(JsonParser json) throws IOException {
        member(json, "slots", JsonToken.START_ARRAY);
        List<KeySlot> slots = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            slots.add(slot(json));
            expect(json, JsonToken.END_OBJECT);
        }
        if (slots.isEmpty()) {
            throw VaultFile.damaged("no slot");
        }
        return slots;
    }

    private static KeySlot slot(JsonParser json) throws IOException {
        String kind = text(json, "kind");
        return switch (kind) {
            case KeySlot.OfKeychain.KIND -> new KeySlot.OfKeychain(wrapped(json));
            case KeySlot.OfPassphrase.KIND -> passphraseSlot(json);
            case KeySlot.OfRecovery.KIND -> new KeySlot.OfRecovery(wrapped(json));
            default -> throw VaultFile.damaged("unknown slot");
        };
    }

    private static KeySlot passphraseSlot(JsonParser json) throws IOException {
        String kdf = text(json, "kdf");
        Argon2Cost cost = new Argon2Cost(integer(json, "memoryKiB"), integer(json, "passes"), integer(json, "lanes"));
        if (!kdf.equals("argon2id") || !cost.isAcceptable()) {
            throw VaultFile.damaged("Argon2 parameters out of range");
        }
        return new KeySlot.OfPassphrase(cost, binary(json, "salt", Passphrase.SALT_BYTES), wrapped(json));
    }

    private static WrappedKey wrapped(JsonParser json) throws IOException {
        return new WrappedKey(binary(json, "nonce", AesGcm.NONCE_BYTES),
                binary(json, "wrapped", MasterKey.BYTES + WrappedKey.TAG_BYTES));
    }

    private static String text(JsonParser json, String name) throws IOException {
        member(json, name, JsonToken.VALUE_STRING);
        return json.getText();
    }

    private static int integer(JsonParser json, String name) throws IOException {
        member(json, name, JsonToken.VALUE_NUMBER_INT);
        return json.getIntValue();
    }

    private static long number(JsonParser json, String name) throws IOException {
        member(json, name, JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }

    private static byte[] binary(JsonParser json, String name, int length) throws IOException {
        member(json, name, JsonToken.VALUE_STRING);
        byte[] value = json.getBinaryValue();
        if (value.length != length) {
            throw VaultFile.damaged("a value has the wrong length");
        }
        return value;
    }

    private static void member(JsonParser json, String name, JsonToken value) throws IOException {
        expect(json, JsonToken.FIELD_NAME);
        if (!json.currentName().equals(name)) {
            throw VaultFile.damaged(name + " is not where it belongs");
        }
        expect(json, value);
    }

    private static void expect(JsonParser json, JsonToken token) throws IOException {
        if (json.nextToken() != token) {
            throw VaultFile.damaged("not the members of a key file");
        }
    }
}

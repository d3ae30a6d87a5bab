package waybill.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Documents to deliver: they say the same about different policies, as those of one batch do. */
final class Documents {
    private static final int BYTES = 2_900;
    private static final int DIFFERENT = 500;

    private final List<byte[]> documents;

    private Documents(List<byte[]> documents) {
        this.documents = documents;
    }

    /** @param samples the folder with Waybill's samples */
    static Documents of(Path samples) throws IOException {
        String auto = Files.readString(samples.resolve("auto.json")).strip();
        String begin = "[" + auto + ",\n" + auto + ",\n\"";
        String end = "\"]";
        int missing = BYTES - (begin + end).getBytes(StandardCharsets.UTF_8).length;
        String document = begin + "00".repeat(missing).substring(0, missing) + end;
        var random = new Random();
        return new Documents(IntStream.range(0, DIFFERENT).mapToObj(_ -> another(document, random)).toList());
    }

    byte[] get(int number) {
        return documents.get(number % DIFFERENT);
    }

    /** Another digit for each, but for the first of a number, which may not become a zero. */
    private static byte[] another(String document, Random random) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        for (int i = bytes.length - 1; i > 0; i--) {
            if (isDigit(bytes[i]) && isDigit(bytes[i - 1])) {
                bytes[i] = (byte) ('0' + random.nextInt(10));
            }
        }
        return bytes;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Puts PNG files named after their pixels into one file as Windows has icons, and one as macOS has them. */
public final class Icons {
    private static final List<Integer> WINDOWS = List.of(16, 32, 48, 64, 128, 256);
    private static final int HEADER = 6;
    private static final int ENTRY = 16;

    private Icons() {}

    /** The first argument is the folder with the PNG files, the second the one for the icons. */
    public static void main(String[] arguments) throws IOException {
        Path from = Path.of(arguments[0]);
        Path to = Path.of(arguments[1]);
        Files.write(to.resolve("waybill.ico"), windows(from));
        Files.write(to.resolve("waybill.icns"), macos(from));
    }

    /** A directory of images, little-endian; the images may be PNG since Windows Vista. A size of 256 is written as 0. */
    private static byte[] windows(Path from) throws IOException {
        var directory = ByteBuffer.allocate(HEADER + ENTRY * WINDOWS.size()).order(ByteOrder.LITTLE_ENDIAN);
        directory.putShort((short) 0).putShort((short) 1).putShort((short) WINDOWS.size());
        var images = new ByteArrayOutputStream();
        for (int pixels : WINDOWS) {
            byte[] image = png(from, pixels);
            directory.put((byte) pixels).put((byte) pixels).putShort((short) 0).putShort((short) 1).putShort((short) 32)
                    .putInt(image.length).putInt(directory.capacity() + images.size());
            images.writeBytes(image);
        }
        var icon = new ByteArrayOutputStream();
        icon.writeBytes(directory.array());
        icon.writeBytes(images.toByteArray());
        return icon.toByteArray();
    }

    /** Chunks with a type and a length, big-endian; the types name the size, those from ic11 on for displays of double density. */
    private static byte[] macos(Path from) throws IOException {
        var chunks = new ByteArrayOutputStream();
        var out = new DataOutputStream(chunks);
        write("icp4", png(from, 16), out);
        write("icp5", png(from, 32), out);
        write("ic07", png(from, 128), out);
        write("ic08", png(from, 256), out);
        write("ic09", png(from, 512), out);
        write("ic10", png(from, 1024), out);
        write("ic11", png(from, 32), out);
        write("ic12", png(from, 64), out);
        write("ic13", png(from, 256), out);
        write("ic14", png(from, 512), out);
        var icon = new ByteArrayOutputStream();
        write("icns", chunks.toByteArray(), new DataOutputStream(icon));
        return icon.toByteArray();
    }

    private static void write(String type, byte[] content, DataOutputStream out) throws IOException {
        out.write(type.getBytes(StandardCharsets.US_ASCII));
        out.writeInt(content.length + 8);
        out.write(content);
    }

    private static byte[] png(Path from, int pixels) throws IOException {
        return Files.readAllBytes(from.resolve(pixels + ".png"));
    }
}

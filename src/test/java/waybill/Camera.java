package waybill;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import javafx.scene.image.WritableImage;

import org.testfx.util.WaitForAsyncUtils;

/** Writes pictures to {@code target/screenshots}. */
final class Camera {
    private Camera() {}

    /** Takes a picture of the front window. */
    static void photograph(String name) {
        WaitForAsyncUtils.waitForFxEvents();
        WritableImage picture = WindowThread.call(() -> Screen.windows().getFirst().getScene().snapshot(null));
        try {
            Path file = Files.createDirectories(Path.of("target/screenshots")).resolve(name + ".png");
            ImageIO.write(image(picture), "png", file.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static BufferedImage image(WritableImage picture) {
        var image = new BufferedImage((int) picture.getWidth(), (int) picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, picture.getPixelReader().getArgb(x, y));
            }
        }
        return image;
    }
}

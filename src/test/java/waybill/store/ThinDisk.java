package waybill.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/**
 * A real file system that has promised more room than is behind it, as on a thin volume: once that runs out, files can still be
 * written, and the sync of what was written fails. Needs what {@link SmallDisk} needs, and loop devices; where a machine has none
 * of those, as a container may, the test is skipped, and says so.
 */
final class ThinDisk {
    private final SmallDisk behind;
    private final Path folder;

    private ThinDisk(SmallDisk behind, Path folder) {
        this.behind = behind;
        this.folder = folder;
    }

    static ThinDisk mount(Path parent) throws IOException, InterruptedException {
        SmallDisk behind = SmallDisk.mount(parent.resolve("behind"));
        Path image = behind.folder().resolve("image");
        Path folder = Files.createDirectories(parent.resolve("thin"));
        // Without a journal, whose failure would end all writing.
        boolean isMounted = SmallDisk.run("truncate", "-s", "32m", image.toString())
                && SmallDisk.run("mkfs.ext4", "-q", "-F", "-O", "^has_journal", image.toString())
                && SmallDisk.run("mount", "-o", "loop,errors=continue", image.toString(), folder.toString());
        String missing = "a failing sync can only be tried where a loop device can be mounted (as root)";
        if (!isMounted) {
            behind.unmount();
        }
        Assumptions.assumeTrue(isMounted, missing);
        return new ThinDisk(behind, folder);
    }

    Path folder() {
        return folder;
    }

    /** From now on, what is written anew cannot be synced. */
    void failSyncs() throws IOException, InterruptedException {
        // What was written once and is free now has room behind it still.
        if (!SmallDisk.run("fstrim", folder.toString())) {
            throw new IOException("cannot be trimmed");
        }
        behind.fill();
    }

    void recover() throws IOException {
        behind.makeRoom();
    }

    void unmount() throws IOException, InterruptedException {
        SmallDisk.run("umount", "-l", folder.toString());
        behind.unmount();
    }
}

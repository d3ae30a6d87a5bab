package waybill.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Asks a person for a file. What is done with it takes a path, so that it is tested without this. */
public interface FilePicker {
    /** A file that is there. */
    Optional<Path> open(Window owner, Kind kind);

    /** Where a file is to be written; the system asks before one is replaced. */
    Optional<Path> save(Window owner, Kind kind, String proposedName);

    /**
     * The same, but nothing counts as chosen where {@code isOpen} held before and does no more. A lock does not close the dialogs
     * of the operating system: whoever sits there then may not go on with what was begun before it.
     */
    default FilePicker unlessEnded(BooleanSupplier isOpen) {
        return new FilePicker() {
            @Override
            public Optional<Path> open(Window owner, Kind kind) {
                boolean wasOpen = isOpen.getAsBoolean();
                return FilePicker.this.open(owner, kind).filter(_ -> !wasOpen || isOpen.getAsBoolean());
            }

            @Override
            public Optional<Path> save(Window owner, Kind kind, String proposedName) {
                boolean wasOpen = isOpen.getAsBoolean();
                return FilePicker.this.save(owner, kind, proposedName).filter(_ -> !wasOpen || isOpen.getAsBoolean());
            }
        };
    }

    /** What the dialog says. @param extension without a dot */
    record Kind(String title, String name, String extension) {}

    /** The dialogs of the operating system. */
    static FilePicker ofSystem() {
        return new FilePicker() {
            @Override
            public Optional<Path> open(Window owner, Kind kind) {
                return path(chooser(kind).showOpenDialog(owner));
            }

            @Override
            public Optional<Path> save(Window owner, Kind kind, String proposedName) {
                FileChooser chooser = chooser(kind);
                chooser.setInitialFileName(proposedName);
                return path(chooser.showSaveDialog(owner));
            }
        };
    }

    private static Optional<Path> path(File file) {
        return Optional.ofNullable(file).map(File::toPath);
    }

    private static FileChooser chooser(Kind kind) {
        var chooser = new FileChooser();
        chooser.setTitle(kind.title());
        chooser.getExtensionFilters().setAll(new FileChooser.ExtensionFilter(kind.name(), "*." + kind.extension()));
        return chooser;
    }
}

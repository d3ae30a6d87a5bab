package waybill.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Asks a person for a file. What is done with it takes a path, so that it is tested without this. */
public interface FilePicker {
    /** A file that is there. */
    Optional<Path> open(Window owner, Kind kind);

    /** Where a file is to be written; the system asks before one is replaced. */
    Optional<Path> save(Window owner, Kind kind, String proposedName);

    /**
     * The same, but nothing counts as chosen where {@code state} became another meanwhile. A lock does not close the dialogs of
     * the operating system: whoever sits there then may not go on with what was begun before it.
     */
    default FilePicker whileUnchanged(Supplier<?> state) {
        return new FilePicker() {
            @Override
            public Optional<Path> open(Window owner, Kind kind) {
                Object before = state.get();
                return FilePicker.this.open(owner, kind).filter(_ -> state.get().equals(before));
            }

            @Override
            public Optional<Path> save(Window owner, Kind kind, String proposedName) {
                Object before = state.get();
                return FilePicker.this.save(owner, kind, proposedName).filter(_ -> state.get().equals(before));
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

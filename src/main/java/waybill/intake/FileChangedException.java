package waybill.intake;

/** A file is no longer what the preview looked at, so that it cannot be gone on with behind its first lines. */
public final class FileChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;

    FileChangedException(String file) {
        super("a file was changed since it was looked through");
        this.file = file;
    }

    /** Its name, which is in no log. */
    public String file() {
        return file;
    }
}

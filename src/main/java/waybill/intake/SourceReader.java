package waybill.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;

import waybill.delivery.NewMessage;

/** Goes through sources, one message after the other, and keeps none. */
final class SourceReader {
    private final Visitor visitor;
    private long bytesRead;

    /** Told what is found. */
    interface Visitor {
        /** Asked before the messages of a file. @param digest SHA-256 of what it holds. @return whether to hand it in */
        boolean wants(String name, byte[] digest);

        /** Asked before a file is read by lines; may read it. @return whether to hand it in */
        boolean wantsLines(Path file, String name) throws IOException;

        void message(String name, byte[] body);

        void refused(Refused refused);

        /** Something in a folder is not taken: what is neither JSON nor JSON Lines by its name, is hidden, or links to a folder. */
        void passedOver();

        /** A file begins that is read by lines. @return how many of them to pass over */
        long linesBegin(Path file, String name);

        /** A line was read or passed over; told before {@link #goesOn}. */
        void lineEnded(long number);

        /** A file was read to its end. @param digest SHA-256 of its content */
        void fileEnded(Path file, String name, byte[] digest);

        /** Asked before each message. @return whether to go on */
        boolean goesOn(long bytesRead);
    }

    SourceReader(Visitor visitor) {
        this.visitor = visitor;
    }

    /** The bytes of all files together, as far as they can be seen. */
    static long size(List<Source> sources) {
        return sources.stream().mapToLong(SourceReader::size).sum();
    }

    private static long size(Source source) {
        return switch (source) {
            case Source.Typed(var _, byte[] bytes) -> bytes.length;
            case Source.WholeFile(var file) -> size(file);
            case Source.Lines(var file) -> size(file);
            case Source.Folder(var folder) -> {
                try (Stream<Path> files = Files.walk(folder)) {
                    yield files.filter(file -> SourceNames.isLines(file) || SourceNames.isWhole(file))
                            .mapToLong(SourceReader::size)
                            .sum();
                } catch (IOException | UncheckedIOException _) {
                    yield 0;
                }
            }
        };
    }

    /** 0 where it cannot be seen. */
    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException _) {
            return 0;
        }
    }

    /** @return whether all was read; false where the visitor wanted no more */
    boolean read(List<Source> sources) {
        return sources.stream().allMatch(this::read);
    }

    private boolean read(Source source) {
        return switch (source) {
            case Source.Typed(String name, byte[] bytes) -> typed(name, bytes);
            case Source.WholeFile(var file) -> guarded(file, name(file), this::whole);
            case Source.Lines(var file) -> guarded(file, name(file), this::lines);
            case Source.Folder(var folder) -> folder(folder, folder);
        };
    }

    private boolean typed(String name, byte[] bytes) {
        if (!visitor.goesOn(bytesRead)) {
            return false;
        }
        bytesRead += bytes.length;
        if (bytes.length > NewMessage.BODY_LIMIT) {
            visitor.refused(new Refused(name, new Refused.Reason.TooLarge(bytes.length)));
        } else {
            visitor.message(name, bytes);
        }
        return true;
    }

    private boolean folder(Path root, Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().allMatch(entry -> entry(root, entry));
        } catch (IOException e) {
            visitor.refused(unreadable(name(folder), e));
            return true;
        }
    }

    private boolean entry(Path root, Path entry) {
        boolean isHidden = SourceNames.isHidden(entry);
        // A link to a folder may lead back up.
        if (!isHidden && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            return folder(root, entry);
        }
        if (isHidden || Files.isDirectory(entry) || !SourceNames.isLines(entry) && !SourceNames.isWhole(entry)) {
            visitor.passedOver();
            return true;
        }
        boolean isLines = SourceNames.isLines(entry) || JsonLines.areIn(entry);
        return guarded(entry, root.relativize(entry).toString(), isLines ? this::lines : this::whole);
    }

    @FunctionalInterface
    private interface FileReader {
        boolean read(Path file, String name) throws IOException;
    }

    private boolean guarded(Path file, String name, FileReader reader) {
        try {
            return visitor.goesOn(bytesRead) && reader.read(file, name);
        } catch (IOException e) {
            visitor.refused(unreadable(name, e));
            return true;
        }
    }

    private boolean whole(Path file, String name) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] body = in.readNBytes(NewMessage.BODY_LIMIT + 1);
            bytesRead += body.length;
            if (body.length > NewMessage.BODY_LIMIT) {
                visitor.refused(new Refused(name, new Refused.Reason.TooLarge(Files.size(file))));
            } else {
                whole(file, name, body);
            }
        }
        return true;
    }

    private void whole(Path file, String name, byte[] body) {
        byte[] digest = sha256().digest(body);
        if (visitor.wants(name, digest)) {
            visitor.message(name, body);
            visitor.fileEnded(file, name, digest);
        }
    }

    private boolean lines(Path file, String name) throws IOException {
        if (!visitor.wantsLines(file, name)) {
            bytesRead += Files.size(file);
            return true;
        }
        MessageDigest digest = sha256();
        long passedOver = visitor.linesBegin(file, name);
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            var lines = new LineReader(in, NewMessage.BODY_LIMIT);
            for (long number = 1; lines.next(); number++) {
                bytesRead += lines.length() + 1;
                if (number > passedOver) {
                    line(lines, name + ":" + number);
                }
                visitor.lineEnded(number);
                if (!visitor.goesOn(bytesRead)) {
                    return false;
                }
            }
        }
        visitor.fileEnded(file, name, digest.digest());
        return true;
    }

    private void line(LineReader lines, String name) {
        if (lines.isCut() || lines.length() > NewMessage.BODY_LIMIT) {
            visitor.refused(new Refused(name, new Refused.Reason.TooLarge(lines.length())));
        } else {
            byte[] body = lines.bytes();
            if (!LineReader.isBlank(body)) {
                visitor.message(name, body);
            }
        }
    }

    private static Refused unreadable(String name, IOException e) {
        return new Refused(name, new Refused.Reason.Unreadable(e.getClass().getSimpleName()));
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

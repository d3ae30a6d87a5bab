package waybill.store;

import java.io.File;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;

import org.h2.Driver;

import waybill.vault.VaultException;
import waybill.vault.VaultKeys;
import waybill.vault.VaultStatus.Refusal;

/** Connections to an encrypted, durable H2 database. */
final class H2 {
    static final String SUFFIX = ".mv.db";

    /**
     * The cache's size in KiB is set because H2's own choice grows with the machine, to some hundred MB. Pages are compressed
     * (LZF) because H2 encrypts in Java, which costs more time than anything else it does here. A file with pages that are not
     * compressed is read as it is.
     */
    private static final String SETTINGS = ";CIPHER=AES;COMPRESS=TRUE;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;CACHE_SIZE=65536";
    private static final String USER = "waybill";

    static {
        loadNoClasses();
    }

    private H2() {}

    /** Triggers and functions in Java are of no use here. Has to be said before the first class of H2 is loaded. */
    static void loadNoClasses() {
        System.setProperty("h2.allowedClasses", "");
    }

    /** Makes a database and opens it. */
    static Connection make(Path folder, String name, VaultKeys keys) throws SQLException {
        Connection connection = connect(folder, name, "", keys);
        try (Statement statement = connection.createStatement()) {
            // Larger results would go to files in the temporary folder.
            statement.execute("SET MAX_MEMORY_ROWS " + Integer.MAX_VALUE);
        }
        return connection;
    }

    /** Opens a database that is there. Statements run in transactions. */
    static Connection open(Path folder, String name, VaultKeys keys) throws SQLException {
        return connect(folder, name, ";IFEXISTS=TRUE", keys);
    }

    /** Opens a database to look at it: nothing can be changed, and H2 itself changes nothing. */
    static Connection openToRead(Path folder, String name, VaultKeys keys) throws SQLException {
        return connect(folder, name, ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r", keys);
    }

    /** Commits, and returns when it is on disk. */
    static void commit(Connection connection) throws SQLException {
        connection.commit();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        }
    }

    /** Closes the database behind {@code connection}. Not compacting: that would write the whole file anew. */
    static void shutDown(Connection connection) throws SQLException {
        try (connection; Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }

    private static Connection connect(Path folder, String name, String more, VaultKeys keys) throws SQLException {
        String path = folder.toAbsolutePath().resolve(name).toString();
        requireReadable(path);
        char[] passwords = passwords(keys);
        try {
            Properties properties = new Properties();
            properties.put("user", USER);
            properties.put("password", passwords);
            Connection connection = new Driver().connect("jdbc:h2:file:" + path + SETTINGS + more, properties);
            connection.setAutoCommit(false);
            return connection;
        } finally {
            Arrays.fill(passwords, '\0');
        }
    }

    /** H2 ends a path at a semicolon, and takes a backslash for a slash wherever it runs. */
    private static void requireReadable(String path) {
        if (path.contains(";") || File.separatorChar == '/' && path.contains("\\")) {
            throw new VaultException(Refusal.OTHER, "H2 cannot use a path with a semicolon or a backslash in it", null);
        }
    }

    /** As H2 wants them: that of the file, a space, that of the user. */
    private static char[] passwords(VaultKeys keys) {
        char[] file = keys.filePassword();
        char[] user = keys.userPassword();
        char[] both = new char[file.length + 1 + user.length];
        CharBuffer.wrap(both).put(file).put(' ').put(user);
        Arrays.fill(file, '\0');
        Arrays.fill(user, '\0');
        return both;
    }
}

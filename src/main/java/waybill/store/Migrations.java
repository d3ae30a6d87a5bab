package waybill.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The scripts that make the schema what this version needs, in their order. Script n leads from schema version n - 1 to n.
 * <p>
 * H2 commits with each DDL statement, so that a script cannot be undone. It need not be: {@link Database} runs scripts only
 * on files that are not yet in use, a new one or a copy, and puts the file in its place when all are done.
 *
 * @param scripts SQL, each statement closed by a semicolon at the end of a line
 */
record Migrations(List<String> scripts) {
    private static final String FOLDER = "/db/";
    private static final String INDEX = "migrations.txt";

    Migrations {
        scripts = List.copyOf(scripts);
    }

    /** Those of this version. */
    static Migrations bundled() {
        List<String> scripts = new ArrayList<>();
        for (String name : resource(INDEX).lines().filter(line -> !line.isBlank()).toList()) {
            if (!name.startsWith("V" + (scripts.size() + 1) + "__")) {
                throw new IllegalStateException(name + " is not the next migration");
            }
            scripts.add(resource(name));
        }
        return new Migrations(scripts);
    }

    /** The schema version that the last script leads to. */
    int newest() {
        return scripts.size();
    }

    /** Runs the scripts that come after schema version {@code from}. */
    void run(Connection connection, int from) throws SQLException {
        run(connection, from, newest());
    }

    /** Runs the scripts that lead from schema version {@code from} to {@code to}. */
    void run(Connection connection, int from, int to) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String script : scripts.subList(from, to)) {
                for (String sql : script.split(";\\R")) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
            }
        }
    }

    private static String resource(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + FOLDER + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import waybill.delivery.Fault;
import waybill.delivery.LastAnswer;

/**
 * The different answers that messages had, in memory. Few: an endpoint that makes up its own words for a status is allowed so
 * many, after which they are left out. Added to on the store thread, read on any.
 */
final class Answers {
    private static final int DIFFERENT_WORDS = 2_000;
    private static final int LONGEST_WORDS = 100;

    private final List<LastAnswer> byId = new CopyOnWriteArrayList<>();
    private final Map<LastAnswer, Integer> ids = new ConcurrentHashMap<>();

    static Answers read(Connection connection) throws SQLException {
        var answers = new Answers();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT kind, status, text FROM answer ORDER BY id")) {
            while (rows.next()) {
                answers.add(answer(rows.getInt(1), rows.getInt(2), rows.getString(3)));
            }
        }
        return answers;
    }

    LastAnswer get(int id) {
        return byId.get(id);
    }

    boolean isAnswer(int id) {
        return id >= 0 && byId.get(id) instanceof LastAnswer.Status;
    }

    /** The id of {@code answer}, which is stored if it is new. */
    int idOf(Connection connection, LastAnswer answer) throws SQLException {
        LastAnswer known = bounded(answer);
        Integer id = ids.get(known);
        return id == null ? insert(connection, known) : id;
    }

    /** The ids of those that have {@code needle} in their text, which is in lower case. */
    BitSet containing(byte[] needle) {
        var found = new BitSet();
        for (int id = 0; id < byId.size(); id++) {
            byte[] text = SearchText.of(byId.get(id).searchText());
            found.set(id, SearchText.indexOf(text, text.length, needle, 0) >= 0);
        }
        return found;
    }

    private LastAnswer bounded(LastAnswer answer) {
        return switch (answer) {
            case LastAnswer.Status(int status, String reason) -> {
                var cut = new LastAnswer.Status(status, reason.substring(0, Math.min(LONGEST_WORDS, reason.length())));
                yield byId.size() < DIFFERENT_WORDS || ids.containsKey(cut) ? cut : new LastAnswer.Status(status, "");
            }
            case LastAnswer.NoAnswer _,LastAnswer.Stopped _ -> answer;
        };
    }

    private int insert(Connection connection, LastAnswer answer) throws SQLException {
        int id = byId.size();
        try (PreparedStatement insert = connection
                .prepareStatement("INSERT INTO answer (id, kind, status, text) VALUES (?, ?, ?, ?)")) {
            insert.setInt(1, id);
            insert.setInt(2, switch (answer) {
                case LastAnswer.Status _ -> 0;
                case LastAnswer.NoAnswer _ -> 1;
                case LastAnswer.Stopped _ -> 2;
            });
            insert.setInt(3, answer instanceof LastAnswer.Status(int status, var _) ? status : 0);
            insert.setString(4, switch (answer) {
                case LastAnswer.Status(var _, String reason) -> reason;
                case LastAnswer.NoAnswer(var fault) -> fault.name();
                case LastAnswer.Stopped() -> "";
            });
            insert.executeUpdate();
        }
        add(answer);
        return id;
    }

    private void add(LastAnswer answer) {
        ids.put(answer, byId.size());
        byId.add(answer);
    }

    private static LastAnswer answer(int kind, int status, String text) {
        return switch (kind) {
            case 0 -> new LastAnswer.Status(status, text);
            case 1 -> new LastAnswer.NoAnswer(Fault.valueOf(text));
            default -> new LastAnswer.Stopped();
        };
    }
}

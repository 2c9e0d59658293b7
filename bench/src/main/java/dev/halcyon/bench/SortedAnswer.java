package dev.halcyon.bench;

import dev.halcyon.engine.RowCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The rows of an answer as sorted text, so that answers of two engines can be compared. */
public final class SortedAnswer {

    private SortedAnswer() {}

    /** Reads a cursor to its end. */
    public static List<String> of(RowCursor cursor) {
        List<String> rows = new ArrayList<>();
        while (cursor.next()) {
            StringBuilder row = new StringBuilder();
            for (int column = 0; column < cursor.columns().size(); column++) {
                row.append('|').append(cursor.isNull(column) ? "null" : cell(cursor, column));
            }
            rows.add(row.toString());
        }
        Collections.sort(rows);
        return rows;
    }

    private static String cell(RowCursor cursor, int column) {
        return switch (cursor.columns().get(column).type()) {
            case STRING, DYNAMIC -> cursor.getString(column);
            case REAL -> number(cursor.getReal(column));
            case BOOL -> String.valueOf(cursor.getBoolean(column));
            case DECIMAL -> cursor.getDecimal(column).toString();
            case GUID -> cursor.getGuid(column).toString();
            case INT, LONG, DATETIME, TIMESPAN -> Long.toString(cursor.getLong(column));
        };
    }

    /** Reads a result to its end. */
    public static List<String> of(ResultSet result) throws SQLException {
        List<String> rows = new ArrayList<>();
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            StringBuilder row = new StringBuilder();
            for (int column = 1; column <= columns; column++) {
                Object value = result.getObject(column);
                row.append('|').append(value instanceof Double real ? number(real) : value);
            }
            rows.add(row.toString());
        }
        Collections.sort(rows);
        return rows;
    }

    /**
     * Fails when answers differ.
     *
     * @throws IllegalStateException with the first rows of both
     */
    public static void requireEqual(String question, List<String> expected, List<String> actual) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException("The answers to '%s' differ: %d and %d rows, %s and %s"
                    .formatted(
                            question,
                            expected.size(),
                            actual.size(),
                            expected.subList(0, Math.min(5, expected.size())),
                            actual.subList(0, Math.min(5, actual.size()))));
        }
    }

    /** Sums of reals depend on the order of addition in the last digits. */
    private static String number(double value) {
        return "%.6g".formatted(value);
    }
}

package dev.halcyon.engine.runtime;

import dev.halcyon.engine.sql.SqlType;
import org.jspecify.annotations.Nullable;

/** Sessions of instants in a given order (R110). */
final class SessionFunctions {

    private SessionFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        list.strict(
                "kql_session_starts",
                "R110",
                text,
                a -> starts(a.text(0), a.text(1), a.integer(2), a.integer(3)),
                text,
                text,
                SqlType.BIGINT,
                SqlType.BIGINT);
    }

    /**
     * The start of each instant's session.
     *
     * @param instants a JSON array of ticks and nulls
     * @param restarts {@code 1} where a session is forced to begin, one digit for each instant; empty for none
     */
    private static String starts(String instants, String restarts, long mostFromFirst, long mostBetween) {
        if (instants.equals("[]")) {
            return instants;
        }
        StringBuilder result = new StringBuilder(instants.length()).append('[');
        boolean open = false;
        long first = 0;
        long previous = 0;
        int row = 0;
        int position = 1;
        while (position < instants.length()) {
            int comma = instants.indexOf(',', position);
            int end = comma < 0 ? instants.length() - 1 : comma;
            Long instant = instant(instants, position, end);
            boolean restart = row < restarts.length() && restarts.charAt(row) == '1';
            open &= !restart;
            if (instant != null) {
                if (!open || instant - first >= mostFromFirst || instant - previous >= mostBetween) {
                    first = instant;
                    open = true;
                }
                previous = instant;
            }
            result.append(row > 0 ? "," : "");
            if (instant == null) {
                result.append("null");
            } else {
                result.append(first);
            }
            row++;
            position = end + 1;
        }
        return result.append(']').toString();
    }

    private static @Nullable Long instant(String text, int start, int end) {
        return text.charAt(start) == 'n' ? null : Long.valueOf(Long.parseLong(text, start, end, 10));
    }
}

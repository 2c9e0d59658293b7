package dev.halcyon.workspace.access.condition;

import dev.halcyon.kql.bind.RowRestriction.Operator;
import java.util.Locale;

/** Compares the name of a table as KQL compares texts; names are letters, digits and underscores of ASCII. */
final class TextComparison {

    private TextComparison() {}

    static boolean holds(String name, Operator operator, String text) {
        return switch (operator) {
            case EQUAL -> name.equals(text);
            case NOT_EQUAL -> !name.equals(text);
            case EQUAL_IGNORING_CASE -> name.equalsIgnoreCase(text);
            case NOT_EQUAL_IGNORING_CASE -> !name.equalsIgnoreCase(text);
            case HAS -> has(name, text);
            case NOT_HAS -> !has(name, text);
            case HAS_IGNORING_CASE -> has(lower(name), lower(text));
            case NOT_HAS_IGNORING_CASE -> !has(lower(name), lower(text));
            case STARTS_WITH -> name.startsWith(text);
            case NOT_STARTS_WITH -> !name.startsWith(text);
            case STARTS_WITH_IGNORING_CASE -> lower(name).startsWith(lower(text));
            case NOT_STARTS_WITH_IGNORING_CASE -> !lower(name).startsWith(lower(text));
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean has(String name, String term) {
        for (int at = name.indexOf(term); at >= 0; at = name.indexOf(term, at + 1)) {
            int after = at + term.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(name.charAt(at - 1));
            boolean ends = after == name.length() || !Character.isLetterOrDigit(name.charAt(after));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }
}

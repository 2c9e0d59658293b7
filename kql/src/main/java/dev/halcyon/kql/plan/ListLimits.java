package dev.halcyon.kql.plan;

import java.util.Collection;
import java.util.HashSet;

/** How many different values the list of a membership test may hold (R53). */
public final class ListLimits {

    public static final int IN = 1_000_000;
    public static final int HAS_ANY = 10_000;
    public static final int HAS_ALL = 256;

    private ListLimits() {}

    /** The limit of an operator as it is written: {@code in} and its kin, {@code has_any}, {@code has_all}. */
    public static int of(String operator) {
        return switch (operator) {
            case "has_any" -> HAS_ANY;
            case "has_all" -> HAS_ALL;
            default -> IN;
        };
    }

    /** Whether a list holds more different values than an operator takes. */
    public static boolean isExceeded(String operator, Collection<?> values) {
        int most = of(operator);
        return values.size() > most && new HashSet<>(values).size() > most;
    }

    /** What is wrong with such a list. */
    public static String reason(String operator) {
        return "'%s' takes at most %d different values".formatted(operator, of(operator));
    }
}

package dev.halcyon.conformance.metamorphic;

import java.util.List;
import java.util.random.RandomGenerator;

/** Conditions over the columns of {@link RandomTable}. */
final class RandomPredicate {

    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");
    private static final List<String> TEXT_OPERATORS = List.of(
            "==",
            "!=",
            "=~",
            "!~",
            "has",
            "!has",
            "has_cs",
            "contains",
            "!contains",
            "contains_cs",
            "!contains_cs",
            "startswith",
            "!startswith",
            "startswith_cs",
            "endswith",
            "!endswith",
            "endswith_cs",
            "hasprefix",
            "!hasprefix",
            "hassuffix",
            "hassuffix_cs");
    private static final List<String> TEXTS =
            List.of("''", "'error'", "'ERROR'", "'a'", "'alpha'", "'é'", "'42'", "' '", "'10.0'", "u");
    private static final List<String> REGEXES = List.of("'^a'", "'\\\\d+'", "'(?i)ERR.r'", "'[a-z]_[a-z]'", "'^$'");
    private static final List<String> NUMBERS =
            List.of("0", "1", "-1", "2.5", "n", "i", "r", "m", "id", "long(null)", "real(nan)", "7");
    private static final List<String> NUMBER_OPERATORS = List.of("+", "-", "*", "/", "%");

    private final RandomGenerator random;

    RandomPredicate(RandomGenerator random) {
        this.random = random;
    }

    /** A condition; {@code depth} bounds how deep conditions nest. */
    String next(int depth) {
        if (depth > 0) {
            switch (random.nextInt(6)) {
                case 0 -> {
                    return "(%s and %s)".formatted(next(depth - 1), next(depth - 1));
                }
                case 1 -> {
                    return "(%s or %s)".formatted(next(depth - 1), next(depth - 1));
                }
                case 2 -> {
                    return "not(%s)".formatted(next(depth - 1));
                }
                case 3 -> {
                    return "iff(%s, %s, %s)".formatted(next(depth - 1), next(depth - 1), next(depth - 1));
                }
                default -> {}
            }
        }
        return leaf();
    }

    private String leaf() {
        return switch (random.nextInt(15)) {
            case 0, 1 -> "%s %s %s".formatted(number(1), one(COMPARISONS), number(1));
            case 2, 3 -> "s %s %s".formatted(one(TEXT_OPERATORS), one(TEXTS));
            case 4 -> "s matches regex %s".formatted(one(REGEXES));
            case 5 -> "f";
            case 6 -> "t %s datetime(2024-01-01)".formatted(one(COMPARISONS));
            case 7 -> "t between (datetime(2023-12-31) .. 60d)";
            case 8 -> "p %s %s".formatted(one(COMPARISONS), random.nextBoolean() ? "1h" : "(t - datetime(2024-01-01))");
            case 9 ->
                "%s(%s)"
                        .formatted(
                                one(List.of("isnull", "isnotnull", "isempty", "isnotempty")),
                                one(List.of("n", "s", "d", "t", "f", "r")));
            case 10 -> "n %s (1, 2, 7, 100)".formatted(one(List.of("in", "!in")));
            case 11 ->
                "s %s ('a', 'error', '')".formatted(one(List.of("in", "!in", "in~", "!in~", "has_any", "has_all")));
            case 12 ->
                "%s %s %s"
                        .formatted(
                                one(List.of("tolong(d.a)", "array_length(d)", "toreal(d)")),
                                one(COMPARISONS),
                                number(0));
            case 13 -> "g == guid(74be27de-1e4e-49d9-b579-fe0b331d3642)";
            default -> "tostring(d) %s %s".formatted(one(TEXT_OPERATORS), one(TEXTS));
        };
    }

    private String number(int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return "(%s %s %s)".formatted(number(depth - 1), one(NUMBER_OPERATORS), number(depth - 1));
        }
        return one(NUMBERS);
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

package dev.halcyon.kql.syntax.parse;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of the tabular operators, for errors that suggest one. */
final class OperatorNames {
    private static final List<String> NAMES = List.of(
            "where",
            "extend",
            "project",
            "summarize",
            "join",
            "union",
            "sort",
            "order",
            "top",
            "take",
            "limit",
            "count",
            "distinct",
            "parse",
            "render",
            "search",
            "find",
            "lookup",
            "mv-expand",
            "mv-apply",
            "make-series",
            "evaluate",
            "as",
            "assert-schema",
            "consume",
            "execute-and-cache",
            "facet",
            "filter",
            "fork",
            "getschema",
            "graph-mark-components",
            "graph-match",
            "graph-merge",
            "graph-shortest-paths",
            "graph-to-table",
            "graph-where-edges",
            "graph-where-nodes",
            "invoke",
            "macro-expand",
            "make-graph",
            "mvapply",
            "mvexpand",
            "parse-kv",
            "parse-where",
            "partition",
            "print",
            "project-away",
            "project-by-names",
            "project-keep",
            "project-rename",
            "project-reorder",
            "range",
            "reduce",
            "sample",
            "sample-distinct",
            "scan",
            "serialize",
            "top-hitters",
            "top-nested");

    private static final Set<String> SET = Set.copyOf(NAMES);
    private static final int LONGEST_COMPARED = 30;

    private OperatorNames() {}

    static boolean isOperator(String word) {
        return SET.contains(word);
    }

    /** The operator closest to a word, as advice; null when none is close. */
    static @Nullable String suggestion(String word) {
        String nearest = nearest(word, NAMES);
        return nearest == null ? null : "did you mean '" + nearest + "'?";
    }

    /** The name closest to a word; null when none is close. */
    static @Nullable String nearest(String word, Collection<String> names) {
        if (word.length() > LONGEST_COMPARED) {
            return null;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        String best = null;
        int bestDistance = Math.max(1, lower.length() / 3) + 1;
        for (String name : names) {
            int distance = distance(lower, name);
            if (distance < bestDistance) {
                best = name;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** Edit distance of Damerau and Levenshtein, with swaps of neighbours only. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}

package dev.halcyon.conformance.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes broken and odd texts out of queries. */
final class QueryMutator {

    private static final Pattern TOKEN = Pattern.compile("\\w+|\\s+|[^\\w\\s]");

    private static final List<String> FRAGMENTS = List.of(
            "|",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ";",
            "=",
            "==",
            "=~",
            "!in~",
            "..",
            "=>",
            "-->",
            "-[",
            "]-",
            "*",
            "\"",
            "'",
            "@'",
            "h\"",
            "```",
            "~~~",
            "\\",
            "\\u12",
            "//",
            "\n",
            "\r\n",
            "\t",
            "\u0000",
            "\uFEFF",
            "\uD800",
            "é",
            "日本",
            "😀",
            "0x",
            "1e",
            "1e999",
            "99999999999999999999",
            "1.5h",
            "1tick",
            "datetime(",
            "dynamic(",
            "dynamic({",
            "guid(",
            "real(nan)",
            "let",
            "set",
            "declare",
            "view",
            "where",
            "extend",
            "project",
            "summarize",
            "by",
            "join",
            "on",
            "kind=",
            "union",
            "parse",
            "with",
            "mv-expand",
            "mv-apply",
            "to typeof(",
            "make-series",
            "scan",
            "step",
            "partition",
            "fork",
            "facet",
            "top-nested",
            "evaluate",
            "render",
            "graph-match",
            "make-graph",
            "between",
            "has_any",
            "matches regex",
            "and",
            "or",
            "not(",
            "in",
            "$left.",
            "$right.",
            "[\"",
            "['",
            "toscalar(",
            "materialize(",
            "function",
            "restrict",
            "alias",
            "pattern",
            "datatable(",
            "externaldata(",
            "print",
            "range");

    private final List<String> queries;
    private final RandomGenerator random;

    QueryMutator(List<String> queries, RandomGenerator random) {
        this.queries = queries;
        this.random = random;
    }

    String next() {
        return switch (random.nextInt(12)) {
            case 0 -> noise();
            case 1 -> nested();
            default -> mutated();
        };
    }

    private String mutated() {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(query());
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        if (tokens.isEmpty()) {
            return "";
        }
        int changes = 1 + random.nextInt(4);
        for (int change = 0; change < changes && !tokens.isEmpty(); change++) {
            int place = random.nextInt(tokens.size());
            switch (random.nextInt(7)) {
                case 0 -> tokens.remove(place);
                case 1 -> tokens.add(place, fragment());
                case 2 -> tokens.set(place, fragment());
                case 3 -> tokens.add(place, tokens.get(random.nextInt(tokens.size())));
                case 4 -> tokens.subList(place, tokens.size()).clear();
                case 5 -> tokens.subList(0, place).clear();
                default -> tokens.add(place, query());
            }
        }
        return String.join("", tokens);
    }

    private String noise() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(60);
        for (int index = 0; index < length; index++) {
            if (random.nextBoolean()) {
                text.append(fragment()).append(random.nextBoolean() ? " " : "");
            } else {
                text.append((char) random.nextInt(random.nextInt(20) == 0 ? 0x10000 : 128));
            }
        }
        return text.toString();
    }

    private String nested() {
        String open = List.of("(", "[", "{", "not(", "print (", "dynamic([", "T | join (", "toscalar(", "-", "!", "a.")
                .get(random.nextInt(11));
        return "print " + open.repeat(1 + random.nextInt(300)) + (random.nextBoolean() ? query() : "");
    }

    private String fragment() {
        return FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
    }

    private String query() {
        return queries.get(random.nextInt(queries.size()));
    }
}

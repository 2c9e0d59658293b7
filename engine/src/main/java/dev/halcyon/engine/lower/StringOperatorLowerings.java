package dev.halcyon.engine.lower;

import dev.halcyon.engine.runtime.JsonText;
import dev.halcyon.engine.runtime.RegexSyntax;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** String operators: case rules R50, terms R51, lists R53, regular expressions R54. */
final class StringOperatorLowerings {

    private StringOperatorLowerings() {}

    static void register(ScalarLowerings.Registry registry) {
        simple(registry, "contains", "contains");
        simple(registry, "startswith", "starts_with");
        simple(registry, "endswith", "ends_with");
        term(registry, "has", true, true);
        term(registry, "hasprefix", true, false);
        term(registry, "hassuffix", false, true);
        registry.add("has_any", call -> list(call, Sql::or, Sql.FALSE, "kql_has_any"));
        registry.add("has_all", call -> list(call, Sql::and, Sql.TRUE, "kql_has_all"));
        registry.add("matches regex", StringOperatorLowerings::matchesRegex);
    }

    private static void simple(ScalarLowerings.Registry registry, String name, String sqlName) {
        registry.add(name, call -> simple(call, sqlName));
        registry.add("!" + name, call -> Sql.not(simple(call, sqlName)));
        registry.add(name + "_cs", call -> Sql.function(sqlName, call.text(0), call.text(1)));
        registry.add("!" + name + "_cs", call -> Sql.not(Sql.function(sqlName, call.text(0), call.text(1))));
    }

    private static SqlExpression simple(ScalarArguments call, String sqlName) {
        boolean caseless = call.constantString(1)
                .filter(StringOperatorLowerings::isCaseless)
                .isPresent();
        return caseless
                ? Sql.function(sqlName, call.text(0), call.text(1))
                : Sql.function(sqlName, folded(call, 0), folded(call, 1));
    }

    /** Numbers, addresses and the like are the same in either case, and folding a column for them costs most of the time. */
    private static boolean isCaseless(String needle) {
        return needle.chars().allMatch(c -> c < 128 && !Character.isLetter(c));
    }

    private static void term(ScalarLowerings.Registry registry, String name, boolean start, boolean end) {
        registry.add(name, call -> term(call, true, start, end));
        registry.add("!" + name, call -> Sql.not(term(call, true, start, end)));
        registry.add(name + "_cs", call -> term(call, false, start, end));
        registry.add("!" + name + "_cs", call -> Sql.not(term(call, false, start, end)));
    }

    private static SqlExpression folded(ScalarArguments call, int index) {
        return Sql.function("lower", call.text(index));
    }

    private static SqlExpression term(ScalarArguments call, boolean fold, boolean start, boolean end) {
        Optional<String> needle = call.constantString(1);
        if (needle.isPresent() && call.type(1) == ScalarType.STRING) {
            return fold
                    ? foldedTerm(call, needle.get(), start, end)
                    : constantTerm(call.text(0), needle.get(), start, end);
        }
        SqlExpression text = fold ? folded(call, 0) : call.text(0);
        SqlExpression other = fold ? folded(call, 1) : call.text(1);
        return Sql.function("kql_has_term", text, other, start ? Sql.TRUE : Sql.FALSE, end ? Sql.TRUE : Sql.FALSE);
    }

    private static SqlExpression foldedTerm(ScalarArguments call, String needle, boolean start, boolean end) {
        return constantTerm(
                isCaseless(needle) ? call.text(0) : folded(call, 0), RegexSyntax.lowerCase(needle), start, end);
    }

    /** A substring search first: it is fast and leaves few rows for the check of the term's ends. */
    private static SqlExpression constantTerm(SqlExpression text, String needle, boolean start, boolean end) {
        if (needle.isEmpty()) {
            return Sql.TRUE;
        }
        SqlExpression contains = Sql.function("contains", text, Sql.text(needle));
        Optional<String> pattern = RegexSyntax.termPattern(needle, start, end);
        return pattern.isEmpty() ? contains : Sql.and(contains, endsAsTerm(text, needle, pattern.get(), start, end));
    }

    /**
     * Compiling a pattern of all the letters of Unicode takes longer than many a query: a pattern of ASCII finds most
     * terms, and only in texts with other characters there may be one that it does not find.
     */
    private static SqlExpression endsAsTerm(
            SqlExpression text, String needle, String pattern, boolean start, boolean end) {
        SqlExpression found = Sql.function("regexp_matches", text, Sql.text(pattern));
        SqlExpression onlyAscii = Sql.equal(Sql.function("strlen", text), Sql.function("length", text));
        SqlExpression searched = Sql.function(
                "kql_has_term", text, Sql.text(needle), start ? Sql.TRUE : Sql.FALSE, end ? Sql.TRUE : Sql.FALSE);
        return Sql.when(found, Sql.TRUE, Sql.when(onlyAscii, Sql.FALSE, searched));
    }

    /** {@code has_any} and {@code has_all}: scalars or one dynamic array. */
    private static SqlExpression list(
            ScalarArguments call, BinaryOperator<SqlExpression> combine, SqlExpression none, String runtime) {
        List<SqlExpression> terms = new ArrayList<>();
        for (int index = 1; index < call.count(); index++) {
            Optional<String> constant = call.constantString(index);
            if (call.type(index) == ScalarType.DYNAMIC && constant.isPresent()) {
                JsonText.elementTexts(constant.get())
                        .forEach(needle -> terms.add(foldedTerm(call, needle, true, true)));
            } else if (call.type(index) == ScalarType.DYNAMIC) {
                terms.add(Sql.function(runtime, folded(call, 0), call.value(index)));
            } else if (constant.isPresent()) {
                terms.add(foldedTerm(call, constant.get(), true, true));
            } else {
                terms.add(Sql.function("kql_has_term", folded(call, 0), folded(call, index), Sql.TRUE, Sql.TRUE));
            }
        }
        return terms.stream().reduce(combine).orElse(none);
    }

    private static SqlExpression matchesRegex(ScalarArguments call) {
        return Sql.function("regexp_matches", call.text(0), regex(call, 1));
    }

    /** A pattern in the engine's syntax; a constant one is checked here, so that the user learns what is wrong. */
    static SqlExpression regex(ScalarArguments call, int index) {
        Optional<String> pattern = call.constantString(index);
        if (pattern.isEmpty()) {
            return Sql.function("kql_regex", call.text(index));
        }
        return Sql.text(RegexSyntax.translate(pattern.get()));
    }
}

package dev.halcyon.conformance.fuzz;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary texts: queries of the grammar, queries of the tests, both damaged; nesting, noise, management commands. */
final class TextArbitraries {

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

    private static final List<String> NESTING =
            List.of("(", "[", "{", "not(", "print (", "dynamic([", "T | join (", "toscalar(", "-", "!", "a.");

    private static final List<String> COMMANDS = List.of(
            ".show tables | where TableName has 'a' | take 5",
            ".create-or-alter function with (folder='f', docstring='d') F(n:long, s:string='x') { T | take n }",
            ".set-or-append async T with (tags='[\"a\"]') <| U | summarize count() by bin(t, 1h)",
            ".alter table T policy caching hot = 7d, hot_window = datetime(2024-01-01) .. datetime(2024-02-01)",
            ".create table T ingestion json mapping 'm' '[{\"column\": \"a\"}]'",
            ".create tables A (x:long, ['a b']:string), B (y:dynamic)",
            ".execute database script <|\n.drop table A ifexists\n.create table A (x:long)\n.set B <| A | take 1",
            ".ingest inline into table T with (format='csv') <|\n1,\"a\"\n2,b",
            ".drop extents <| .show table T extents | where RowCount == 0",
            ".show database D.['x y'] schema as json;\n$command_results | project DatabaseSchema",
            ".cancel operation 078b2641-f10d-4694-96f8-1ee2b75dda48 with (Reason='r')");

    private static final int MOST_CHOICES = 24;

    /** On both sides of what the parser bears. */
    private static final int MOST_NESTED = 120;

    private final Arbitrary<String> queries;
    private final Arbitrary<List<Damage>> damages;
    private final Arbitrary<String> fragments = Arbitraries.of(FRAGMENTS);

    /** Numbers are values of a list, since the library's own numbers are made for edge cases and take longer. */
    private final Arbitrary<Integer> choices = numbers(256);

    TextArbitraries(List<String> queries) {
        this.queries = Arbitraries.of(queries);
        Arbitrary<Damage> damage = Combinators.combine(
                        Arbitraries.of(Damage.Kind.values()), numbers(Damage.PLACES), fragments, this.queries)
                .as(Damage::new);
        this.damages = damage.list().ofMinSize(1).ofMaxSize(4);
    }

    /** A table and operators as the grammar allows them: all there are, with the names of all functions. */
    Arbitrary<String> pipes() {
        return choices.list()
                .ofMaxSize(MOST_CHOICES)
                .map(walk -> "T " + GrammarWords.spell(GrammarWalk.operators(walk), walk));
    }

    /** Statements of all kinds as the grammar allows them. */
    Arbitrary<String> statements() {
        return choices.list()
                .ofMaxSize(MOST_CHOICES)
                .map(walk -> GrammarWords.spell(GrammarWalk.statements(walk), walk));
    }

    /** Such pipes with one to four changes. */
    Arbitrary<String> pipesDamaged() {
        return damaged(pipes());
    }

    /** Queries of the tests with one to four changes. */
    Arbitrary<String> ofTheTestsDamaged() {
        return damaged(queries);
    }

    /** Management commands with one to four changes. */
    Arbitrary<String> commandsDamaged() {
        return damaged(Arbitraries.of(COMMANDS));
    }

    /** Something opened many times over, then perhaps a query. */
    Arbitrary<String> nested() {
        return Combinators.combine(Arbitraries.of(NESTING), numbers(MOST_NESTED), Arbitraries.of(false, true), queries)
                .as((open, times, more, query) -> "print " + open.repeat(1 + times) + (more ? query : ""));
    }

    /** Pieces of the language and single characters in any order. */
    Arbitrary<String> noise() {
        Arbitrary<String> characters = Arbitraries.of(
                        IntStream.range(0, 0x10000).boxed().toList())
                .map(code -> Character.toString((char) code.intValue()));
        Arbitrary<String> ascii =
                Arbitraries.of(IntStream.range(0, 128).boxed().toList()).map(Character::toString);
        return Combinators.combine(
                        fragments.list().ofMaxSize(20),
                        ascii.list().ofMaxSize(30),
                        characters.list().ofMaxSize(3))
                .as(TextArbitraries::shuffled);
    }

    private Arbitrary<String> damaged(Arbitrary<String> texts) {
        return Combinators.combine(texts, damages).as(Damage::apply);
    }

    private static String shuffled(List<String> fragments, List<String> ascii, List<String> characters) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < Math.max(fragments.size(), ascii.size()); index++) {
            text.append(index < fragments.size() ? fragments.get(index) : "");
            text.append(index < ascii.size() ? ascii.get(index) : " ");
            text.append(index < characters.size() ? characters.get(index) : "");
        }
        return text.toString();
    }

    private static Arbitrary<Integer> numbers(int count) {
        return Arbitraries.of(IntStream.range(0, count).boxed().toList());
    }
}

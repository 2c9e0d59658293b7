package dev.halcyon.conformance.fuzz;

import dev.halcyon.kql.function.FunctionCatalogue;
import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.syntax.antlr.KqlGrammar;
import dev.halcyon.kql.syntax.antlr.KqlLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.Token;

/** Spells the words of a {@link GrammarWalk}: names of columns, tables and every declared function, values of each type. */
final class GrammarWords {

    private static final List<String> NAMES = List.of(
            "T", "U", "n", "s", "d", "t", "p", "r", "b", "g", "m", "x", "_", "$left", "$right", "Count", "inner",
            "source");

    private static final List<String> FUNCTIONS = functions();

    /** Types with several spellings. */
    private static final Map<Integer, List<String>> SPELLINGS = Map.ofEntries(
            Map.entry(
                    KqlLexer.STRING_LITERAL,
                    List.of(
                            "\"a\"",
                            "'b c'",
                            "@\"\\d+\"",
                            "''",
                            "\"(\"",
                            "h'x'",
                            "```x```",
                            "'yyyy-MM-dd'",
                            "\"[1,{}]\"",
                            "'é😀'")),
            Map.entry(
                    KqlLexer.LONG_LITERAL,
                    List.of("1", "0", "2", "10", "100", "0x1F", "9223372036854775807", "999999")),
            Map.entry(KqlLexer.REAL_LITERAL, List.of("1.5", "0.1", "1e308", "1e-9")),
            Map.entry(KqlLexer.TIMESPAN_LITERAL, List.of("1d", "5m", "1h", "1tick", "0.5s")),
            Map.entry(KqlLexer.BOOL_LITERAL, List.of("true", "false")),
            Map.entry(
                    KqlLexer.TYPED_LITERAL,
                    List.of(
                            "datetime(2024-02-29)",
                            "int(null)",
                            "long(7)",
                            "real(nan)",
                            "decimal(1.5)",
                            "guid(74be27de-1e4e-49d9-b579-fe0b331d3642)",
                            "timespan(1.02:03:04)",
                            "datetime(null)",
                            "bool(true)")),
            Map.entry(
                    KqlLexer.STRING_OPERATOR,
                    List.of("has", "contains", "!has", "startswith_cs", "endswith", "hasprefix", "!contains_cs")),
            Map.entry(KqlLexer.MATCHES_REGEX, List.of("matches regex")),
            Map.entry(KqlLexer.NOT_EQUAL, List.of("!=", "<>")),
            Map.entry(KqlLexer.EXTERNALDATA, List.of("externaldata")),
            Map.entry(
                    KqlLexer.HINT_NAME,
                    List.of("hint.strategy", "hint.shufflekey", "hint.materialized", "hint.nonsense")));

    private GrammarWords() {}

    /**
     * The text of a walk.
     *
     * @param types the types of its words
     * @param choices numbers that say which name or value is taken
     */
    static String spell(List<Integer> types, List<Integer> choices) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < types.size(); index++) {
            int type = types.get(index);
            if (type == Token.EOF) {
                continue;
            }
            boolean called = index + 1 < types.size() && types.get(index + 1) == KqlLexer.OPEN_PARENTHESIS;
            int choice = choices.isEmpty() ? 0 : 31 * choices.get(index % choices.size()) + index;
            text.append(word(type, called, choice)).append(' ');
        }
        return text.toString();
    }

    private static String word(int type, boolean called, int choice) {
        if (type == KqlLexer.IDENTIFIER) {
            List<String> names = called ? FUNCTIONS : NAMES;
            return names.get(choice % names.size());
        }
        List<String> spellings = SPELLINGS.get(type);
        if (spellings != null) {
            return spellings.get(choice % spellings.size());
        }
        String quoted = KqlGrammar.VOCABULARY.getLiteralName(type);
        return quoted == null ? "" : quoted.substring(1, quoted.length() - 1);
    }

    private static List<String> functions() {
        FunctionCatalogue catalogue = FunctionCatalogue.standard();
        List<String> names = new ArrayList<>();
        for (FunctionKind kind : FunctionKind.values()) {
            if (kind != FunctionKind.OPERATOR) {
                catalogue.all(kind).stream()
                        .map(FunctionDeclaration::name)
                        .sorted()
                        .forEach(names::add);
            }
        }
        return List.copyOf(names);
    }
}

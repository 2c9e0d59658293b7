package dev.halcyon.kql.assist;

import dev.halcyon.kql.KqlSchema;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.function.FunctionCatalogue;
import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.syntax.antlr.KqlLexer;
import dev.halcyon.kql.type.TableSchema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.Token;

/** Tells what stands at a place. */
public final class Hoverer {
    private static final int MOST_COLUMNS = 12;

    private Hoverer() {}

    /** The word at the offset and what it means; empty for white space, literals and what cannot be known. */
    public static Optional<Hover> hover(String text, int offset, KqlSchema schema) {
        int at = Math.clamp(offset, 0, text.length());
        List<Token> words = Place.words(text);
        for (int index = 0; index < words.size(); index++) {
            Token word = words.get(index);
            if (word.getStartIndex() <= at && at <= word.getStopIndex()) {
                return describe(text, words, index, schema);
            }
        }
        return Optional.empty();
    }

    private static Optional<Hover> describe(String text, List<Token> words, int index, KqlSchema schema) {
        Token word = words.get(index);
        SourceSpan span = new SourceSpan(word.getStartIndex(), word.getStopIndex() + 1);
        String name = word.getText();
        boolean called = index + 1 < words.size() && words.get(index + 1).getType() == KqlLexer.OPEN_PARENTHESIS;
        boolean operator = index > 0 && words.get(index - 1).getType() == KqlLexer.PIPE;
        if (operator || index == 0) {
            Optional<Hover> help = OperatorHelp.of(name).map(line -> new Hover(span, "operator " + name, line));
            if (help.isPresent()) {
                return help;
            }
        }
        if (called) {
            Optional<FunctionDeclaration> function = function(name);
            if (function.isPresent()) {
                return Optional.of(new Hover(
                        span,
                        function.get().kind().name().toLowerCase(Locale.ROOT) + " function "
                                + Signatures.of(function.get()),
                        function.get().documentation()));
            }
        }
        Optional<Hover> column = new Place(text, word.getStartIndex(), schema)
                .columns().stream()
                        .filter(candidate -> candidate.name().equals(name))
                        .findFirst()
                        .map(found -> new Hover(span, name + ": " + found.typeName(), "column"));
        return column.or(() -> schema.tables().table(name).map(table -> table(span, table)));
    }

    private static Optional<FunctionDeclaration> function(String name) {
        FunctionCatalogue catalogue = FunctionCatalogue.standard();
        return catalogue
                .find(FunctionKind.SCALAR, name)
                .or(() -> catalogue.find(FunctionKind.AGGREGATE, name))
                .or(() -> catalogue.find(FunctionKind.WINDOW, name))
                .or(() -> catalogue.find(FunctionKind.PLUGIN, name));
    }

    private static Hover table(SourceSpan span, TableSchema table) {
        int count = table.columns().size();
        String columns = table.columns().stream()
                .limit(MOST_COLUMNS)
                .map(column -> column.name() + ": " + column.type().kqlName())
                .collect(Collectors.joining(", "));
        return new Hover(span, "table " + table.name(), columns + (count > MOST_COLUMNS ? ", …" : ""));
    }
}

package dev.halcyon.kql;

import dev.halcyon.kql.assist.Completer;
import dev.halcyon.kql.assist.Completion;
import dev.halcyon.kql.assist.Hover;
import dev.halcyon.kql.assist.Hoverer;
import dev.halcyon.kql.bind.Binder;
import dev.halcyon.kql.bind.Binding;
import dev.halcyon.kql.bind.BindingContext;
import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.format.Formatter;
import dev.halcyon.kql.lint.CostLint;
import dev.halcyon.kql.syntax.Query;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.type.Ticks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The door of the library.
 *
 * <pre>{@code
 * KqlSchema schema = KqlSchema.of(List.of(TableSchema.of("Usage", new Column("DataType", ScalarType.STRING))));
 * BoundQuery bound = Kql.bind("Usage | summarize count() by DataType", schema);
 * bound.columns();      // DataType: string, count_: long
 * bound.diagnostics();  // what is wrong, where, and what to do about it
 * }</pre>
 */
public final class Kql {

    /** The instant of {@code now()} while nothing is run; a fixed one, so that findings do not hang on the clock. */
    private static final long NOW = Ticks.of(Instant.parse("2024-01-01T00:00:00Z"));

    private Kql() {}

    /**
     * The syntax tree of a text.
     *
     * @throws KqlException with every finding when the text is not KQL
     */
    public static Query parse(String text) {
        return KqlParser.parse(text);
    }

    /**
     * Finds out what a text means: the result columns, or what is wrong. Findings are collected over the whole text: one
     * mistake does not hide another that it does not cause.
     */
    public static BoundQuery bind(String text, KqlSchema schema) {
        Binding binding;
        try {
            binding = Binder.analyse(
                    KqlParser.parse(text),
                    new BindingContext(schema.tables(), schema.functions(), NOW, Optional.empty())
                            .withDialect(schema.dialect()));
        } catch (KqlException e) {
            return new BoundQuery(List.of(), e.diagnostics());
        }
        return new BoundQuery(
                binding.results().stream()
                        .map(result -> result.relation().columns().stream()
                                .map(column -> new ResultColumn(
                                        column.name(),
                                        column.type(),
                                        !binding.unknown().contains(column.id())))
                                .toList())
                        .toList(),
                binding.diagnostics());
    }

    /**
     * The text in the one layout: each statement and each pipe in a line, blocks indented, comments kept. Formatting twice
     * is formatting once. A text that is not KQL comes back unchanged.
     */
    public static String format(String text) {
        return Formatter.format(text);
    }

    /**
     * Advice about cost: findings with codes {@code COST…}, described in {@code docs/lint.md}. Nothing for a text that is
     * not KQL.
     */
    public static List<Diagnostic> lint(String text, KqlSchema schema) {
        try {
            return CostLint.check(KqlParser.parse(text), schema.tables());
        } catch (KqlException e) {
            return List.of();
        }
    }

    /**
     * What may stand at a place: operators behind a pipe, tables, columns in scope, functions with their signatures,
     * keywords, values of {@code kind=}. Filtered by the word that ends there.
     *
     * @param offset a place in the text, in UTF-16 units
     */
    public static List<Completion> complete(String text, int offset, KqlSchema schema) {
        return Completer.complete(text, offset, schema);
    }

    /**
     * What stands at a place: the type of a column, the signature of a function, the columns of a table, a line about an
     * operator.
     *
     * @param offset a place in the text, in UTF-16 units
     */
    public static Optional<Hover> hover(String text, int offset, KqlSchema schema) {
        return Hoverer.hover(text, offset, schema);
    }
}

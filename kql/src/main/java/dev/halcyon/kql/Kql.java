package dev.halcyon.kql;

import dev.halcyon.kql.bind.Binder;
import dev.halcyon.kql.bind.BindingContext;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.plan.QueryPlan;
import dev.halcyon.kql.syntax.Query;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.type.Ticks;
import java.time.Instant;
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
        try {
            QueryPlan plan = Binder.bind(
                    KqlParser.parse(text),
                    new BindingContext(schema.tables(), schema.functions(), NOW, Optional.empty()));
            return new BoundQuery(Optional.of(plan), plan.warnings());
        } catch (KqlException e) {
            return new BoundQuery(Optional.empty(), e.diagnostics());
        }
    }
}

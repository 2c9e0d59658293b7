package dev.halcyon.conformance.store;

import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.kql.bind.Binder;
import dev.halcyon.kql.bind.BindingContext;
import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.syntax.parse.KqlParser;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Asks a store what it holds. */
final class StoredRows {

    private static final long NOW = 638_396_640_000_000_000L;

    private StoredRows() {}

    /** The first row of a query's answer, numbers only. */
    static long number(DuckDbEngine engine, Catalog catalog, String query) {
        try (RowCursor cursor = run(engine, catalog, query)) {
            cursor.next();
            return cursor.getLong(0);
        }
    }

    /** How often each pair of the first two columns occurs. */
    static Map<String, Integer> counts(DuckDbEngine engine, Catalog catalog, String query) {
        Map<String, Integer> counts = new HashMap<>();
        try (RowCursor cursor = run(engine, catalog, query)) {
            while (cursor.next()) {
                counts.merge(cursor.getLong(0) + " " + cursor.getLong(1), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** The answer to a query. */
    static RowCursor run(DuckDbEngine engine, Catalog catalog, String query) {
        BindingContext context = new BindingContext(catalog, engine.functions(), NOW, Optional.empty());
        Relation relation = Binder.bind(KqlParser.parse(query), context)
                .results()
                .getFirst()
                .relation();
        return engine.execute(
                relation,
                ExecutionContext.of(
                        NOW, new QueryBudget(QueryBudget.STANDARD.timeLimit(), Long.MAX_VALUE, Long.MAX_VALUE)));
    }
}

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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a store, or its folder, what it holds. */
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

    /** The tables of extents that are on record and not there, or there and not on record. */
    static List<String> strayExtents(Path data) {
        List<String> stray = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("ATTACH '%s' AS workspace (READ_ONLY)".formatted(data.resolve("workspace.duckdb")));
            try (ResultSet rows = statement.executeQuery("SELECT coalesce(physical, table_name) FROM"
                    + " (SELECT table_name FROM duckdb_tables() WHERE database_name = 'workspace'"
                    + " AND schema_name = 'extent') FULL JOIN (SELECT physical FROM workspace.internal.extents"
                    + " WHERE schema_name = 'extent') ON table_name = physical"
                    + " WHERE physical IS NULL OR table_name IS NULL")) {
                while (rows.next()) {
                    stray.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return stray;
    }
}

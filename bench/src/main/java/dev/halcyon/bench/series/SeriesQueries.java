package dev.halcyon.bench.series;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.bind.Binder;
import dev.halcyon.kql.bind.BindingContext;
import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.kql.type.Ticks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** The same series in an engine, as arrays and as points, and the queries over them. */
final class SeriesQueries implements AutoCloseable {

    /** The task whose work is that of the rival: arrays in, anomalies of a given season out. */
    static final String COMPARED = "anomalies of stored arrays, season given, M points/s";

    private static final int BLOCK = 100;

    private static final TableSchema STORED =
            TableSchema.of("Stored", new Column("Key", ScalarType.LONG), new Column("Series", ScalarType.DYNAMIC));
    private static final TableSchema POINTS = TableSchema.of(
            "Points",
            new Column("Key", ScalarType.LONG),
            new Column("Hour", ScalarType.LONG),
            new Column("Value", ScalarType.REAL));

    private static final String GIVEN = "(Flags, Scores, Baseline) = series_decompose_anomalies(Series, 1.5, 168)";
    private static final String DETECTED = "(Flags, Scores, Baseline) = series_decompose_anomalies(Series)";

    /** One number, without the texts of the arrays. */
    private static final String FLAGS = " | summarize sum(array_length(Flags))";

    private static final String MADE = "Points | make-series Series = sum(Value) on Hour from 0 to 840 step 1 by Key";

    /** Gaps filled, smoothed, moved, then searched. */
    private static final String PREPARED = " | extend Series = series_fill_linear(Series)"
            + " | extend Series = series_fir(Series, dynamic([1, 1, 1]), true, true)"
            + " | extend Series = series_subtract(Series, 100.0) | extend " + GIVEN + FLAGS;

    private final DuckDbEngine engine;
    private final int points;

    private SeriesQueries(DuckDbEngine engine, int points) {
        this.engine = engine;
        this.points = points;
    }

    static SeriesQueries over(double[][] series) {
        DuckDbEngine engine = DuckDbEngine.inMemory(DuckDbOptions.STANDARD);
        load(engine, series);
        return new SeriesQueries(engine, series.length * series[0].length);
    }

    /** The number of anomalies that a query finds. */
    double anomalies() {
        return ask("Stored | extend " + GIVEN + " | mv-expand Flags to typeof(long) | summarize countif(Flags != 0)");
    }

    /** Queries by what they do, each of which has to have looked at every point. */
    Map<String, DoubleSupplier> tasks() {
        Map<String, DoubleSupplier> tasks = new LinkedHashMap<>();
        tasks.put(COMPARED, whole("Stored | extend " + GIVEN + FLAGS));
        tasks.put(
                "anomalies of stored arrays, season detected, M points/s",
                whole("Stored | extend " + DETECTED + FLAGS));
        tasks.put("make-series, M points/s", whole(MADE + " | summarize sum(array_length(Series))"));
        tasks.put("make-series and anomalies, season given, M points/s", whole(MADE + " | extend " + GIVEN + FLAGS));
        tasks.put(
                "make-series and anomalies, season detected, M points/s",
                whole(MADE + " | extend " + DETECTED + FLAGS));
        tasks.put(
                "make-series, fill, filter, subtract, anomalies, M points/s",
                whole("Points | make-series Series = sum(Value) default=real(null) on Hour from 0 to 840 step 1 by Key"
                        + PREPARED));
        tasks.put("fill, filter, subtract, anomalies of stored arrays, M points/s", whole("Stored" + PREPARED));
        tasks.put(
                "line fits of stored arrays, M points/s",
                whole("Stored | extend (Fit, Slope) = series_fit_line(Series) | summarize sum(toint(Fit >= 0)) * "
                        + SeasonalSeries.LENGTH));
        return tasks;
    }

    private DoubleSupplier whole(String query) {
        return () -> {
            double answer = ask(query);
            if (answer != points) {
                throw new IllegalStateException("%s: %s of %d points".formatted(query, answer, points));
            }
            return answer;
        };
    }

    @Override
    public void close() {
        engine.close();
    }

    private static void load(Engine engine, double[][] series) {
        engine.storage().transact(transaction -> {
            transaction.createTable(STORED);
            transaction.createTable(POINTS);
            return 0;
        });
        for (int first = 0; first < series.length; first += BLOCK) {
            RowBlockBuilder stored = RowBlock.builder(STORED.columns());
            RowBlockBuilder points = RowBlock.builder(POINTS.columns());
            for (int key = first; key < Math.min(first + BLOCK, series.length); key++) {
                StringBuilder json = new StringBuilder("[");
                for (int hour = 0; hour < series[key].length; hour++) {
                    json.append(hour > 0 ? "," : "").append(series[key][hour]);
                    points.add((long) key, (long) hour, series[key][hour]);
                }
                stored.add((long) key, json.append(']').toString());
            }
            RowBlock storedRows = stored.build();
            RowBlock pointRows = points.build();
            engine.storage().transact(transaction -> {
                transaction.append(STORED.name(), storedRows);
                return transaction.append(POINTS.name(), pointRows);
            });
        }
    }

    private double ask(String kql) {
        Catalog catalog = Catalog.of(List.of(STORED, POINTS));
        BindingContext context = new BindingContext(catalog, engine.functions(), Ticks.UNIX_EPOCH, Optional.empty());
        Relation relation =
                Binder.bind(KqlParser.parse(kql), context).results().getFirst().relation();
        try (RowCursor cursor = engine.execute(relation, ExecutionContext.of(Ticks.UNIX_EPOCH, QueryBudget.STANDARD))) {
            if (!cursor.next()) {
                throw new IllegalStateException("No answer to " + kql);
            }
            return cursor.getLong(0);
        }
    }
}

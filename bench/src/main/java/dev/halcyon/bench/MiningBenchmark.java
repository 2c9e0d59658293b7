package dev.halcyon.bench;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.kql.bind.Binder;
import dev.halcyon.kql.bind.BindingContext;
import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The mining plugins through KQL over a million rows of ten columns, in which one segment is planted. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-Xmx2g"})
public class MiningBenchmark {

    private static final int ROWS = 1_000_000;
    private static final int COLUMNS = 10;

    private static final TableSchema SCHEMA = TableSchema.of(
            "Requests",
            new Column("Region", ScalarType.STRING),
            new Column("Host", ScalarType.STRING),
            new Column("Method", ScalarType.STRING),
            new Column("Route", ScalarType.STRING),
            new Column("Agent", ScalarType.STRING),
            new Column("Version", ScalarType.STRING),
            new Column("Status", ScalarType.LONG),
            new Column("Cached", ScalarType.BOOL),
            new Column("Tenant", ScalarType.STRING),
            new Column("Failed", ScalarType.BOOL));

    /** How many different values each text column has. */
    private static final int[] VALUES = {5, 40, 4, 200, 30, 12, 6, 2, 500, 2};

    @Param({"autocluster()", "basket()", "halcyon_explain(Failed)"})
    public String plugin = "autocluster()";

    private @Nullable Engine engine;

    /** Fills the table. */
    @Setup
    public void load() {
        Engine opened = DuckDbEngine.inMemory(DuckDbOptions.STANDARD);
        engine = opened;
        Random random = new Random(5);
        TableLoading.load(opened, SCHEMA, ROWS, index -> row(random));
    }

    /** Small values are frequent. */
    private static Object[] row(Random random) {
        int[] values = new int[COLUMNS];
        for (int column = 0; column < COLUMNS; column++) {
            values[column] = (int) (VALUES[column] * Math.pow(random.nextDouble(), 2));
        }
        boolean planted = values[0] == 1 && values[5] == 2;
        return new Object[] {
            "region" + values[0],
            "host" + values[1],
            "method" + values[2],
            "/route/" + values[3],
            "agent" + values[4],
            "1." + values[5],
            200L + 100L * values[6],
            values[7] == 1,
            "tenant" + values[8],
            random.nextInt(100) < (planted ? 60 : 3)
        };
    }

    @TearDown
    public void close() {
        Objects.requireNonNull(engine).close();
    }

    /** The whole query, from text to the last row. */
    @Benchmark
    public int query() {
        Engine opened = Objects.requireNonNull(engine);
        BindingContext context =
                new BindingContext(Catalog.of(List.of(SCHEMA)), opened.functions(), 0, Optional.empty());
        Relation relation = Binder.bind(KqlParser.parse("Requests | evaluate " + plugin), context)
                .results()
                .getFirst()
                .relation();
        int rows = 0;
        try (RowCursor cursor = opened.execute(relation, ExecutionContext.of(0, QueryBudget.STANDARD))) {
            while (cursor.next()) {
                rows++;
            }
        }
        if (rows == 0) {
            throw new IllegalStateException(plugin + " finds nothing");
        }
        return rows;
    }
}

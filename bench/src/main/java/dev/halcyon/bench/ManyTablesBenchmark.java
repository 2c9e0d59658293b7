package dev.halcyon.bench;

import dev.halcyon.kql.BoundQuery;
import dev.halcyon.kql.Kql;
import dev.halcyon.kql.KqlSchema;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** Binding of what reads every table of a workspace with the 1,200 tables that Azure Monitor documents. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ManyTablesBenchmark {

    private static final int TABLES = 1_200;
    private static final int SHARED_COLUMNS = 20;
    private static final int OWN_COLUMNS = 12;

    @Param({"union * | take 10", "search 'refused'", "find where Shared1 == 'x'"})
    @SuppressWarnings("NullAway.Init") // JMH sets it
    public String query;

    private KqlSchema schema = KqlSchema.empty();

    /** Makes tables that share some columns and have others of their own. */
    @Setup
    public void declare() {
        List<TableSchema> tables = new ArrayList<>();
        for (int table = 0; table < TABLES; table++) {
            List<Column> columns = new ArrayList<>();
            for (int column = 0; column < SHARED_COLUMNS; column++) {
                columns.add(new Column("Shared" + column, ScalarType.STRING));
            }
            for (int column = 0; column < OWN_COLUMNS; column++) {
                columns.add(new Column("Own" + table + "_" + column, ScalarType.LONG));
            }
            tables.add(TableSchema.of("Table" + table, columns.toArray(Column[]::new)));
        }
        schema = KqlSchema.of(tables);
    }

    /** Text → schema of the result. */
    @Benchmark
    public BoundQuery bind() {
        return Kql.bind(query, schema);
    }
}

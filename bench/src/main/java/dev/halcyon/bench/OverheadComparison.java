package dev.halcyon.bench;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.kql.bind.Binder;
import dev.halcyon.kql.bind.BindingContext;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.syntax.parse.KqlParser;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/**
 * KQL through the engine against hand-written SQL over the same million rows: 25 questions, both sides in turn in one
 * run, answers compared first. Prints the median time of each, the median of the rounds' ratios, and their geometric mean,
 * which is the overhead of Halcyon.
 */
public final class OverheadComparison {

    private static final int COMPILE_WARM_UP = 2_000;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 51;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Engine engine;
    private final Connection connection;

    private OverheadComparison(Engine engine, Connection connection) {
        this.engine = engine;
        this.connection = connection;
    }

    /** Runs all pairs and prints the table. */
    public static void main(String[] arguments) throws SQLException {
        try (DuckDbEngine engine = DuckDbEngine.inMemory(DuckDbOptions.STANDARD);
                DuckDBConnection connection =
                        DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET threads = " + Runtime.getRuntime().availableProcessors());
            }
            LogRows.load(engine);
            LogRows.load(connection);
            new OverheadComparison(engine, connection).run();
        }
    }

    private void run() throws SQLException {
        warmUpCompiler();
        System.out.printf("%-26s %10s %10s %8s%n", "question", "KQL ms", "SQL ms", "ratio");
        double logarithms = 0;
        for (QueryPair pair : QueryPair.ALL) {
            SortedAnswer.requireEqual(pair.name(), sql(pair), kql(pair));
            long[] kql = new long[ROUNDS];
            long[] sql = new long[ROUNDS];
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                long begin = System.nanoTime();
                kql(pair);
                long middle = System.nanoTime();
                sql(pair);
                long end = System.nanoTime();
                if (round >= 0) {
                    kql[round] = middle - begin;
                    sql[round] = end - middle;
                }
            }
            double ratio = medianRatio(kql, sql);
            logarithms += Math.log(ratio);
            System.out.printf("%-26s %10.2f %10.2f %8.2f%n", pair.name(), median(kql), median(sql), ratio);
        }
        System.out.printf(
                "geometric mean of %d ratios: %.3f%n",
                QueryPair.ALL.size(), Math.exp(logarithms / QueryPair.ALL.size()));
    }

    /** A server compiles queries all day; what a fresh virtual machine interprets is not the overhead that is asked for. */
    private void warmUpCompiler() {
        for (int round = 0; round < COMPILE_WARM_UP; round++) {
            for (QueryPair pair : QueryPair.ALL) {
                engine.explain(bind(pair), ExecutionContext.of(LogRows.NOW, QueryBudget.STANDARD));
            }
        }
    }

    private Relation bind(QueryPair pair) {
        BindingContext context =
                new BindingContext(LogRows.catalog(), engine.functions(), LogRows.NOW, Optional.empty());
        return Binder.bind(KqlParser.parse(pair.kql()), context)
                .results()
                .getFirst()
                .relation();
    }

    /** Of each round's two times, so that a machine that slows down for a while slows both. */
    private static double medianRatio(long[] kql, long[] sql) {
        double[] ratios = new double[kql.length];
        Arrays.setAll(ratios, round -> (double) kql[round] / sql[round]);
        Arrays.sort(ratios);
        return ratios[ratios.length / 2];
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / NANOS_PER_MILLI;
    }

    private List<String> kql(QueryPair pair) {
        try (RowCursor cursor = engine.execute(bind(pair), ExecutionContext.of(LogRows.NOW, QueryBudget.STANDARD))) {
            return SortedAnswer.of(cursor);
        }
    }

    private List<String> sql(QueryPair pair) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(pair.sql())) {
            return SortedAnswer.of(result);
        }
    }
}

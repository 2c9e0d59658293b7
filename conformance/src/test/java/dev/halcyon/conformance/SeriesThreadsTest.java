package dev.halcyon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.halcyon.kql.type.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A series has the same answer, to the last digit, on one thread and on several, whatever the order of the rows. */
class SeriesThreadsTest {

    private static final long NOW = Ticks.UNIX_EPOCH;

    /** Six hundred series of sixty points in one column. */
    private static final String SERIES = """
            range i from 0 to 35999 step 1
            | extend k = i / 60, t = datetime(2024-01-01) + (i % 60) * 1h, v = (i * 7919 + (i / 60) * 31) % 97 + (i % 6) * 20
            """;

    private static final String MADE = """
            | make-series s = sum(v) on t from datetime(2024-01-01) to datetime(2024-01-03 12:00) step 1h by k
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a, b, c) = series_decompose_anomalies(s, 1.5, 6)",
                "(a, b, c, d) = series_decompose(s, -1, 'linefit')",
                "(a) = series_decompose_forecast(s, 6)",
                "(a, b, c, d, e, f) = series_fit_line(s)",
                "(a) = series_outliers(s)",
                "(a, b) = series_periods_detect(s, 4, 20, 2)",
                "(a, b, c) = halcyon_anomalies(s, 2)",
                "(a, b, c, d) = halcyon_forecast(s, 6)"
            })
    void neitherThreadsNorTheOrderOfRowsMatter(String functions) {
        String query = "| extend " + functions + " | project-away t, s | project k, all = tostring(pack_all())";
        // So few numbers at once are not shared among processors, whatever threads the database has.
        List<String> alone = new ArrayList<>();
        for (int first = 0; first < 600; first += 200) {
            alone.addAll(rows(SERIES + "| where k >= %d and k < %d".formatted(first, first + 200) + MADE + query, 1));
        }
        assertThat(alone).hasSize(600);
        assertThat(rows(SERIES + MADE + query, 4)).isEqualTo(alone);
        assertThat(rows(SERIES + "| order by hash(i) asc " + MADE + query, 4)).isEqualTo(alone);
    }

    private static List<String> rows(String query, int threads) {
        List<String> rows = new ArrayList<>();
        try (DuckDbEngine engine = DuckDbEngine.inMemory(new DuckDbOptions(Optional.empty(), threads, 512L << 20))) {
            BindingContext context = new BindingContext(Catalog.empty(), engine.functions(), NOW, Optional.empty());
            Relation relation = Binder.bind(KqlParser.parse(query + " | order by k asc"), context)
                    .results()
                    .getFirst()
                    .relation();
            try (RowCursor cursor = engine.execute(relation, ExecutionContext.of(NOW, QueryBudget.STANDARD))) {
                while (cursor.next()) {
                    rows.add(cursor.getLong(0) + " " + cursor.getString(1));
                }
            }
        }
        return rows;
    }
}

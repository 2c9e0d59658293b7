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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A series function gives the same text for the lists of {@code make-series} and for the same arrays read from text. The
 * series: integers and reals ({@code i}, {@code r}, {@code p}), with gaps ({@code gi}, {@code gr}), some of nothing else.
 */
class SeriesListsTest {

    private static final long NOW = Ticks.UNIX_EPOCH;

    private static final String SERIES = """
            range n from 0 to 1199 step 1
            | extend k = n / 30, t = n % 30
            | extend v = (n * 7919 + k * 31) % 97 + (t % 6) * 20 - 60
            | extend gap = (n * 31 + k) % 5 == 0 or k % 13 == 0, w = v * iff(k % 7 == 0, 4611686018427387904, 1)
            | make-series i = sum(v), big = sum(w), r = avg(v / 4.0 + k), p = avg(v * 1.0 + 200),
                gi = sumif(v, not(gap)) default=long(null), gr = avgif(v / 8.0, not(gap)) default=real(null)
                on t from 0 to 30 step 1 by k
            | extend gi = iff(k % 2 == 0, gi, i), gr = iff(k % 2 == 0, gr, r)
            """;

    private static DuckDbEngine engine;

    @BeforeAll
    static void open() {
        engine = DuckDbEngine.inMemory(DuckDbOptions.STANDARD);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    /** {@code @} stands before each series. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "series_abs(@i), series_abs(@r), series_abs(@gi)",
                "series_ceiling(@i), series_floor(@r), series_sign(@gr), series_sign(@i)",
                "series_cos(@i), series_exp(@gr), series_log(@r), series_atan(@gi), series_asin(@r)",
                "series_add(@i, @r), series_add(@i, @i), series_add(@gi, 5), series_add(2.5, @gi), series_add(@r, 1)",
                "series_subtract(7, @i), series_subtract(@i, 7), series_subtract(@gr, @gi), series_subtract(int(3), @r)",
                "series_multiply(@big, 4), series_multiply(@big, @big), series_multiply(k, @i), series_multiply(@i, 0.5)",
                "series_divide(@i, @gi), series_divide(@i, 0), series_divide(1, @r), series_pow(@i, 2), series_pow(2.0, @gr)",
                "series_multiply(@gi, long(null)), series_add(real(null), @r), series_add(@r, double(nan))",
                "series_less(@i, @r), series_less(@i, @i), series_greater(@gi, 10), series_equals(3, @i), series_not_equals(@gr, 1)",
                "series_less_equals(@r, 2.5), series_greater_equals(0, @i), series_equals(@big, @i)",
                "series_sum(@i), series_sum(@gr), series_product(@r), series_magnitude(@i)",
                "series_dot_product(@i, @r), series_dot_product(@i, 3), series_dot_product(0.5, @r), series_dot_product(@gi, @i)",
                "series_pearson_correlation(@i, @r), series_cosine_similarity(@i, @r), series_cosine_similarity(@i, @r, 2.0, 4)",
                "series_fill_const(@gi, 7), series_fill_const(@gi, 0.5), series_fill_const(@gr, 0), series_fill_const(@gr, 0.0), series_fill_const(@gr, k)",
                "series_fill_const(@i, 7, 20), series_fill_const(@gi, -1), series_fill_const(@gr, real(null))",
                "series_fill_forward(@gi), series_fill_backward(@gr), series_fill_forward(@i, 20), series_fill_backward(@r, 2.5)",
                "series_fill_linear(@gi), series_fill_linear(@gr), series_fill_linear(@gi, 0, false), series_fill_linear(@gr, real(null), true, 7.5), series_fill_linear(@gi, long(null), false, 3)",
                "series_fir(@i, dynamic([1,1,1])), series_fir(@r, dynamic([1,1,1]), true, true), series_fir(@i, dynamic([1,-1])), series_fir(@i, dynamic([1,-1]), true)",
                "series_fir(@i, dynamic([1,-1]), false), series_fir(@r, dynamic([1,-1]), false), series_fir(@i, dynamic([0.5,1]), false, true), series_fir(@gi, repeat(1, 3))",
                "series_fir(@big, dynamic([3,2]), false), series_fir(@i, dynamic([1,2]), k % 2 == 0, k % 3 == 0)",
                "series_iir(@i, dynamic([1]), dynamic([1,-0.5])), series_iir(@gr, dynamic([1]), dynamic([1]))",
                "series_seasonal(@i), series_seasonal(@r, 6), series_outliers(@r), series_outliers(@gr, 'tukey'), series_outliers(@i, 'ctukey', 20, 5, 95)",
                "array_slice(@i, 3, 7), array_slice(@gr, -6, -2), array_slice(@gi, 5, 99), array_slice(@r, -99, k), array_slice(@i, 9, 2)",
                "series_fit_line_dynamic(@r), series_fit_2lines_dynamic(@i), series_stats_dynamic(@i), series_stats_dynamic(@gi, true)",
                "series_sum(series_fir(series_fill_const(@gi, 0.5), dynamic([1,-1]))), series_iir(series_multiply(@big, 2), dynamic([1]), dynamic([1,-1]))",
                "series_fill_forward(series_add(@gi, @gr)), series_fir(series_fill_linear(@gi), dynamic([1,1]), false)"
            })
    void listsAndTextsGiveTheSame(String functions) {
        String packed = "| extend all = pack_array(" + functions + ")";
        assertThat(rows(packed, "")).isEqualTo(rows(packed, "text_"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a, b) = series_fft(@i), (c, d) = series_fft(@r, @i), (e, f) = series_ifft(@r, @r), (g, h) = series_fft(@i, @gr)",
                "(a, b, c, d, e, f) = series_fit_line(@i), (a1, b1, c1, d1, e1, f1) = series_fit_line(@gr)",
                "(a, b, c, d, e, f, g, h, j, l, m, o, q, s, u) = series_fit_2lines(@r)",
                "(a, b, c, d, e) = series_fit_poly(@i), (f, g, h, j, l) = series_fit_poly(@r, @i, 2), (m) = series_fit_poly(@r, @gi)",
                "(a, b, c, d, e, f, g) = series_stats(@i), (h, j) = series_stats(@gr), (l, m, o) = series_stats(@gr, true)",
                "(a, b) = series_periods_detect(@i, 4, 14, 2), (c, d) = series_periods_validate(@r, 6, 10)",
                "(a, b, c, d) = halcyon_forecast(@r, 6), (e, f, g, h) = halcyon_forecast(@gi, 3), (l) = halcyon_forecast(@r, 30)",
                "(a, b, c) = halcyon_anomalies(@gr, 1), (d, e, f, g) = series_decompose(@i), (h) = series_decompose_forecast(@i, 4)",
                "(a, b, c) = series_decompose_anomalies(series_fir(series_fill_linear(@gr), dynamic([1,1])), 1.0)",
                "(a, b) = series_stats(series_add(@i, 1)), (c, d) = series_stats(series_multiply(@big, 2))"
            })
    void columnsOfListsAndTextsAreTheSame(String functions) {
        String packed = "| extend " + functions + " | project-away *i, *big, *r, *p, t | extend all = pack_all()";
        assertThat(rows(packed, "")).isEqualTo(rows(packed, "text_"));
    }

    @Test
    void whatEachStepGivesIsTheSameInOneExpressionAndInSteps() {
        String steps = """
                | extend f = series_fill_const(gi, 0.5), g = series_fill_linear(gi), h = series_add(i, 1)
                | extend x = series_fir(f, dynamic([1,-1])), y = series_add(g, f), z = series_exp(h), w = series_fir(h, dynamic([2,-1]))
                | extend all = tostring(pack_array(f, g, h, x, y, z, w)) | project k, all""";
        String one = """
                | extend all = tostring(pack_array(series_fill_const(gi, 0.5), series_fill_linear(gi), series_add(i, 1),
                    series_fir(series_fill_const(gi, 0.5), dynamic([1,-1])), series_add(series_fill_linear(gi), series_fill_const(gi, 0.5)),
                    series_exp(series_add(i, 1)), series_fir(series_add(i, 1), dynamic([2,-1]))))
                | project k, all""";
        assertThat(ask(SERIES + steps)).isEqualTo(ask(SERIES + one)).hasSize(40);
    }

    private static List<String> rows(String functions, String prefix) {
        String texts = """
                | extend text_i = todynamic(tostring(i)), text_big = todynamic(tostring(big)), text_r = todynamic(tostring(r)),
                    text_p = todynamic(tostring(p)), text_gi = todynamic(tostring(gi)), text_gr = todynamic(tostring(gr))
                """;
        List<String> rows = ask(SERIES + texts + functions.replace("@", prefix) + " | project k, all = tostring(all)");
        assertThat(rows).hasSize(40);
        return rows;
    }

    private static List<String> ask(String query) {
        List<String> rows = new ArrayList<>();
        BindingContext context =
                new BindingContext(Catalog.empty(), engine.functions(), NOW, java.util.Optional.empty());
        Relation relation = Binder.bind(KqlParser.parse(query + " | order by k asc"), context)
                .results()
                .getFirst()
                .relation();
        try (RowCursor cursor = engine.execute(relation, ExecutionContext.of(NOW, QueryBudget.STANDARD))) {
            while (cursor.next()) {
                rows.add(cursor.getLong(0) + " " + cursor.getString(1));
            }
        }
        return rows;
    }
}

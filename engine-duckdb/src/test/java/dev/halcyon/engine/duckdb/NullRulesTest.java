package dev.halcyon.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.InlineTable;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Null and NaN in values and in filters (R16 to R19, R23), wrapping and division (R27 to R29, R37). */
class NullRulesTest {

    private static final DuckDbEngine ENGINE = DuckDbEngine.inMemory(DuckDbOptions.STANDARD);
    private static final PlanColumn X = Plans.column("x", ScalarType.LONG);
    private static final PlanColumn R = Plans.column("r", ScalarType.REAL);
    private static final InlineTable ROWS = Plans.table(List.of(X, R), 1L, 1.0, 2L, Double.NaN, null, null);

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void comparingWithNullInAFilter() {
        assertThat(kept(bool("==", Plans.ref(X), Plans.lit(1)))).containsExactly(1L);
        assertThat(kept(bool("!=", Plans.ref(X), Plans.lit(1)))).containsExactly(2L, null);
        assertThat(kept(bool("not", bool("==", Plans.ref(X), Plans.lit(1))))).containsExactly(2L, null);
        assertThat(kept(bool("==", Plans.ref(X), Plans.ref(X)))).containsExactly(1L, 2L);
        assertThat(kept(bool("not", bool(">", Plans.ref(X), Plans.lit(0))))).isEmpty();
        assertThat(kept(bool("!in", Plans.ref(X), Plans.lit(1), Plans.lit(7)))).containsExactly(2L, null);
    }

    @Test
    void comparingWithNaN() {
        assertThat(kept(bool("==", Plans.ref(R), Plans.ref(R)))).containsExactly(1L);
        assertThat(kept(bool("!=", Plans.ref(R), Plans.ref(R)))).containsExactly(2L);
        assertThat(kept(bool(">", Plans.ref(R), Plans.lit(0.5)))).containsExactly(1L);
        assertThat(kept(bool("<=", Plans.lit(0.5), Plans.ref(R)))).containsExactly(1L);
    }

    @Test
    void comparingValues() {
        ScalarExpression none = Plans.literal(ScalarType.LONG, null);
        assertThat(value(bool("==", none, Plans.lit(1)))).isEqualTo(false);
        assertThat(value(bool("!=", none, Plans.lit(1)))).isEqualTo(true);
        assertThat(value(bool("==", none, none))).isNull();
        assertThat(value(bool("<", none, Plans.lit(1)))).isNull();
        ScalarExpression unknown = Plans.literal(ScalarType.BOOL, null);
        assertThat(value(bool("and", unknown, Plans.literal(ScalarType.BOOL, false))))
                .isEqualTo(false);
        assertThat(value(bool("or", unknown, Plans.literal(ScalarType.BOOL, true))))
                .isEqualTo(true);
        assertThat(value(bool("and", unknown, Plans.literal(ScalarType.BOOL, true))))
                .isNull();
    }

    @Test
    void longsWrapAround() {
        assertThat(value(number("+", Plans.lit(Long.MAX_VALUE), Plans.lit(1)))).isEqualTo(Long.MIN_VALUE);
        assertThat(value(number("-", Plans.lit(Long.MIN_VALUE), Plans.lit(1)))).isEqualTo(Long.MAX_VALUE);
        assertThat(value(number("*", Plans.lit(Long.MAX_VALUE), Plans.lit(3)))).isEqualTo(Long.MAX_VALUE - 2);
        assertThat(value(number("*", Plans.lit(3_000_000_000L), Plans.lit(3)))).isEqualTo(9_000_000_000L);
        assertThat(value(number("+", Plans.lit(Integer.MAX_VALUE), Plans.lit(1))))
                .isEqualTo(2_147_483_648L);
    }

    @Test
    void divisionTruncatesAndRemaindersAreNotNegative() {
        assertThat(value(number("/", Plans.lit(-7), Plans.lit(2)))).isEqualTo(-3L);
        assertThat(value(number("/", Plans.lit(-7), Plans.lit(0)))).isNull();
        assertThat(value(number("/", Plans.lit(Long.MIN_VALUE), Plans.lit(-1)))).isEqualTo(Long.MIN_VALUE);
        assertThat(value(number("%", Plans.lit(-7), Plans.lit(2)))).isEqualTo(1L);
        assertThat(value(number("%", Plans.lit(7), Plans.lit(-2)))).isEqualTo(1L);
        assertThat(value(number("%", Plans.lit(7), Plans.lit(0)))).isNull();
        assertThat(value(number("bin", Plans.lit(-7), Plans.lit(5)))).isEqualTo(-10L);
        assertThat(value(number("bin", Plans.lit(-7), Plans.lit(0)))).isNull();
        assertThat(value(Plans.call("/", ScalarType.REAL, Plans.lit(1.0), Plans.lit(0.0))))
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    private static Call bool(String name, ScalarExpression... arguments) {
        return Plans.call(name, ScalarType.BOOL, arguments);
    }

    private static Call number(String name, ScalarExpression... arguments) {
        return Plans.call(name, ScalarType.LONG, arguments);
    }

    private static @Nullable Object value(ScalarExpression expression) {
        return Plans.rows(ENGINE, Plans.print(expression)).getFirst().getFirst();
    }

    private static List<@Nullable Object> kept(ScalarExpression predicate) {
        List<@Nullable Object> kept = new ArrayList<>();
        Plans.rows(ENGINE, new Filter(ROWS, predicate)).forEach(row -> kept.add(row.getFirst()));
        return kept;
    }
}

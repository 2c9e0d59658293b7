package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlExpression.Function;
import dev.halcyon.engine.sql.SqlExpression.Window;
import dev.halcyon.engine.sql.SqlOrder;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions of neighbouring rows, in the order of the input (R107 to R110). {@link WindowStages} calls them. */
final class WindowLowerings {

    private static final String TO_CURRENT_ROW = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";

    /**
     * The rows that a window function sees.
     *
     * @param partition the run of rows since the last restart; empty without a restart condition
     * @param order the order of the input
     * @param rankStart for functions that rank: {@link #rankStart(SqlExpression, Rows)} as a column
     */
    record Rows(List<SqlExpression> partition, List<SqlOrder> order, Optional<SqlExpression> rankStart) {
        Rows {
            partition = List.copyOf(partition);
            order = List.copyOf(order);
        }

        SqlExpression window(String function, SqlExpression... arguments) {
            return new Window(new Function(function, List.of(arguments)), partition, order, "");
        }

        SqlExpression running(String aggregate, SqlExpression argument) {
            return new Window(new Function(aggregate, List.of(argument)), partition, order, TO_CURRENT_ROW);
        }
    }

    /** How a window function is computed. */
    @FunctionalInterface
    private interface Body {
        SqlExpression lower(ScalarArguments call, Rows rows);
    }

    /**
     * A window function.
     *
     * @param restart the position of the restart condition; -1 when there is none
     * @param ranks true when it needs {@link Rows#rankStart}
     */
    private record Lowering(int restart, boolean ranks, Body body) {}

    private static final Map<String, Lowering> LOWERINGS = Map.of(
            "prev", new Lowering(-1, false, (call, rows) -> neighbour("lag", call, rows)),
            "next", new Lowering(-1, false, (call, rows) -> neighbour("lead", call, rows)),
            "row_number", new Lowering(1, false, WindowLowerings::rowNumber),
            "row_cumsum", new Lowering(1, false, WindowLowerings::cumulativeSum),
            "row_rank_dense", new Lowering(1, true, WindowLowerings::denseRank),
            "row_rank_min", new Lowering(1, true, WindowLowerings::competitionRank));

    private WindowLowerings() {}

    static boolean supports(FunctionDeclaration function) {
        return LOWERINGS.containsKey(function.name()) || function.name().equals(WindowStages.SESSION);
    }

    /** The condition at which counting begins anew. */
    static Optional<ScalarExpression> restart(Call call) {
        Lowering lowering = LOWERINGS.get(call.function().name());
        return lowering != null && lowering.restart() >= 0 && call.arguments().size() > lowering.restart()
                ? Optional.of(call.arguments().get(lowering.restart()))
                : Optional.empty();
    }

    static boolean ranks(Call call) {
        Lowering lowering = LOWERINGS.get(call.function().name());
        return lowering != null && lowering.ranks();
    }

    static SqlExpression lower(Call call, ExpressionLowering lowering, Rows rows) {
        Lowering function = LOWERINGS.get(call.function().name());
        if (function == null) {
            throw new IllegalStateException(
                    "Not a window function: " + call.function().name());
        }
        SqlExpression value = function.body().lower(new ScalarArguments(call, lowering), rows);
        return call.type() == ScalarType.STRING ? Sql.coalesce(value, Sql.EMPTY) : value;
    }

    /** How many restarts there have been up to the row: the number of its run. */
    static SqlExpression runNumber(SqlExpression restarts, Rows rows) {
        SqlExpression flag = Sql.when(restarts, Sql.constant(1), Sql.constant(0));
        return rows.running("sum", flag);
    }

    /** R109: the number of the row in its run where a rank begins, since the value differs from the row before. */
    static SqlExpression rankStart(SqlExpression term, Rows rows) {
        SqlExpression number = rows.window("row_number");
        SqlExpression differs = Sql.binary(SqlExpression.Operator.IS_DISTINCT_FROM, term, rows.window("lag", term));
        return Sql.when(Sql.or(Sql.equal(number, Sql.constant(1)), differs), number);
    }

    /** R107. */
    private static SqlExpression neighbour(String function, ScalarArguments call, Rows rows) {
        List<SqlExpression> arguments = new ArrayList<>();
        arguments.add(call.value(0));
        arguments.add(call.count() > 1 ? call.value(1) : Sql.constant(1));
        if (call.count() > 2) {
            arguments.add(ConversionLowerings.convert(call.value(2), call.type(2), call.type(0)));
        }
        return rows.window(function, arguments.toArray(SqlExpression[]::new));
    }

    /** R108: counting begins anew at a row whose restart flag is true. */
    private static SqlExpression rowNumber(ScalarArguments call, Rows rows) {
        SqlExpression number = rows.window("row_number");
        boolean fromOne = call.count() == 0 || call.constantLong(0).orElse(0) == 1;
        return fromOne
                ? number
                : Sql.plus(
                        number,
                        Sql.minus(
                                ConversionLowerings.convert(call.value(0), call.type(0), ScalarType.LONG),
                                Sql.constant(1)));
    }

    /** R108: a null adds nothing. */
    private static SqlExpression cumulativeSum(ScalarArguments call, Rows rows) {
        boolean real = call.type() == ScalarType.REAL;
        SqlExpression total =
                rows.running("sum", Sql.coalesce(call.value(0), real ? Sql.constant(0.0) : Sql.constant(0)));
        return switch (call.type()) {
            case LONG, TIMESPAN -> Sql.function("kql_wrap", total);
            case INT -> Sql.function("kql_low_32", Sql.function("kql_wrap", total));
            case DECIMAL -> Sql.cast(total, SqlType.DECIMAL);
            case BOOL, REAL, DATETIME, GUID, STRING, DYNAMIC -> total;
        };
    }

    private static SqlExpression denseRank(ScalarArguments call, Rows rows) {
        return rows.running("count", rows.rankStart().orElseThrow());
    }

    private static SqlExpression competitionRank(ScalarArguments call, Rows rows) {
        return rows.running("max", rows.rankStart().orElseThrow());
    }
}

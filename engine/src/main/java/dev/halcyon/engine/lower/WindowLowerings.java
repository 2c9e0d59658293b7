package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlExpression.Function;
import dev.halcyon.engine.sql.SqlExpression.Window;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Functions of neighbouring rows, in the order of the input (R107, R108). */
final class WindowLowerings {

    private static final String TO_CURRENT_ROW = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";

    private WindowLowerings() {}

    static void register(ScalarLowerings.Registry registry) {
        registry.addWindow("prev", call -> neighbour(call, "lag"));
        registry.addWindow("next", call -> neighbour(call, "lead"));
        registry.addWindow("row_number", WindowLowerings::rowNumber);
        registry.addWindow("row_cumsum", WindowLowerings::cumulativeSum);
    }

    /** R107. */
    private static SqlExpression neighbour(ScalarArguments call, String name) {
        List<SqlExpression> arguments = new ArrayList<>();
        arguments.add(call.value(0));
        arguments.add(call.count() > 1 ? call.value(1) : Sql.constant(1));
        if (call.count() > 2) {
            arguments.add(ConversionLowerings.convert(call.value(2), call.type(2), call.type(0)));
        } else if (call.type() == ScalarType.STRING) {
            arguments.add(Sql.EMPTY);
        }
        return new Window(new Function(name, arguments), List.of(), call.rowOrder(), "");
    }

    /** R108: counting begins anew at a row whose restart flag is true. */
    private static SqlExpression rowNumber(ScalarArguments call) {
        SqlExpression number = new Window(new Function("row_number", List.of()), restart(call, 1), call.rowOrder(), "");
        boolean fromOne = call.count() == 0 || call.constantLong(0).orElse(0) == 1;
        return fromOne
                ? number
                : Sql.plus(
                        number,
                        Sql.minus(
                                ConversionLowerings.convert(call.value(0), call.type(0), ScalarType.LONG),
                                Sql.constant(1)));
    }

    private static SqlExpression cumulativeSum(ScalarArguments call) {
        boolean real = call.type() == ScalarType.REAL;
        Function sum =
                new Function("sum", List.of(Sql.coalesce(call.value(0), real ? Sql.constant(0.0) : Sql.constant(0))));
        SqlExpression total = new Window(sum, restart(call, 1), call.rowOrder(), TO_CURRENT_ROW);
        return switch (call.type()) {
            case LONG, TIMESPAN -> Sql.function("kql_wrap", total);
            case INT -> Sql.cast(total, SqlType.INTEGER);
            case BOOL, REAL, DECIMAL, DATETIME, GUID, STRING, DYNAMIC -> total;
        };
    }

    /** The number of restarts so far tells the runs apart. A window over a window needs a block of its own. */
    private static List<SqlExpression> restart(ScalarArguments call, int index) {
        if (call.count() <= index) {
            return List.of();
        }
        throw call.refused(call.name() + "() with a restart condition is not supported");
    }
}

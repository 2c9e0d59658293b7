package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlExpression.AggregateFunction;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Aggregates whose columns all come from one row of the group: {@code arg_max}, {@code arg_min}, {@code take_any}
 * (R79, R86, R94). The row travels through the aggregate as one value, so that its columns stay together.
 */
final class SelectingAggregates {

    private static final Set<String> NAMES = Set.of("arg_max", "arg_min", "take_any", "take_anyif", "any");

    private SelectingAggregates() {}

    static boolean supports(String name) {
        return NAMES.contains(name);
    }

    static List<SqlExpression> lower(AggregateAssignment assignment, ExpressionLowering lowering) {
        AggregateCall call = assignment.call();
        List<ScalarExpression> arguments = new ArrayList<>(call.arguments());
        Optional<SqlExpression> filter = call.function().name().equals("take_anyif")
                ? Optional.of(lowering.predicate(arguments.removeLast()))
                : Optional.empty();
        List<SqlExpression> values = arguments.stream().map(lowering::value).toList();
        return switch (call.function().name()) {
            case "arg_max" -> columns(arguments, extreme("arg_max", values, values.getFirst()));
            case "arg_min" ->
                columns(arguments, extreme("arg_min", values, smallestFirst(arguments.getFirst(), values.getFirst())));
            default -> columns(arguments, any(arguments, values, filter));
        };
    }

    /** The extreme row; when every value is null, the first one (R86, R94). */
    private static SqlExpression extreme(String name, List<SqlExpression> values, SqlExpression key) {
        SqlExpression row = Sql.function("row", values);
        SqlExpression best = Sql.aggregate(name, row, key);
        return Sql.coalesce(best, Sql.aggregate("first", row));
    }

    /** R23: NaN is an extreme at both ends; the engine takes it for the greatest value. */
    private static SqlExpression smallestFirst(ScalarExpression argument, SqlExpression value) {
        return argument.type() == ScalarType.REAL
                ? Sql.when(Sql.function("isnan", value), Sql.constant(Double.NEGATIVE_INFINITY), value)
                : value;
    }

    /** Any row; for one column any value that is not null, and for a string preferably one that is not empty. */
    private static SqlExpression any(
            List<ScalarExpression> arguments, List<SqlExpression> values, Optional<SqlExpression> filter) {
        SqlExpression row = Sql.function("row", values);
        SqlExpression first = new AggregateFunction("first", List.of(row), false, List.of(), filter);
        if (values.size() > 1) {
            return first;
        }
        SqlExpression usable = arguments.getFirst().type() == ScalarType.STRING
                ? Sql.binary(SqlExpression.Operator.NOT_EQUAL, values.getFirst(), Sql.EMPTY)
                : Sql.isNotNull(values.getFirst());
        SqlExpression condition = filter.map(own -> Sql.and(own, usable)).orElse(usable);
        SqlExpression preferred =
                new AggregateFunction("first", List.of(row), false, List.of(), Optional.of(condition));
        return Sql.coalesce(preferred, first);
    }

    private static List<SqlExpression> columns(List<ScalarExpression> arguments, SqlExpression row) {
        List<SqlExpression> columns = new ArrayList<>();
        for (int index = 0; index < arguments.size(); index++) {
            SqlExpression cell = Sql.function("struct_extract", row, Sql.constant(index + 1));
            columns.add(arguments.get(index).type() == ScalarType.STRING ? Sql.coalesce(cell, Sql.EMPTY) : cell);
        }
        return columns;
    }
}

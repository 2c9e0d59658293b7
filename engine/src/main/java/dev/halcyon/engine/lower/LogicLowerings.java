package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlExpression.Operator;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Truth values and choices (R19, R21, R24). */
final class LogicLowerings {

    private LogicLowerings() {}

    static void register(ScalarLowerings.Registry registry) {
        registry.add("and", call -> Sql.and(call.value(0), call.value(1)));
        registry.add("or", call -> Sql.or(call.value(0), call.value(1)));
        registry.add("not", call -> Sql.not(call.value(0)));
        registry.add("iff", call -> Sql.when(call.predicate(0), call.value(1), call.value(2)));
        registry.add("case", LogicLowerings::choice);
        registry.add("coalesce", LogicLowerings::coalesce);
        registry.add("isnull", call -> isNull(call));
        registry.add("isnotnull", call -> Sql.not(isNull(call)));
        registry.add("isempty", call -> isEmpty(call));
        registry.add("isnotempty", call -> isNotEmpty(call));
        registry.add("max_of", call -> extreme(call, "greatest"));
        registry.add("min_of", call -> extreme(call, "least"));
    }

    private static SqlExpression choice(ScalarArguments call) {
        List<SqlExpression.When> branches = new ArrayList<>();
        for (int index = 0; index + 1 < call.count(); index += 2) {
            branches.add(new SqlExpression.When(call.predicate(index), call.value(index + 1)));
        }
        return new SqlExpression.Case(branches, Optional.of(call.value(call.count() - 1)));
    }

    /** R24: the first non-null; for strings the first non-empty. */
    private static SqlExpression coalesce(ScalarArguments call) {
        if (call.type() != ScalarType.STRING) {
            return Sql.function("coalesce", call.values());
        }
        List<SqlExpression> operands = new ArrayList<>();
        for (SqlExpression value : call.values()) {
            operands.add(Sql.function("nullif", value, Sql.EMPTY));
        }
        operands.add(Sql.EMPTY);
        return Sql.function("coalesce", operands);
    }

    /** R20: a string is never null. */
    private static SqlExpression isNull(ScalarArguments call) {
        return call.type(0) == ScalarType.STRING ? Sql.FALSE : Sql.isNull(call.value(0));
    }

    /** R21. */
    private static SqlExpression isEmpty(ScalarArguments call) {
        return switch (call.type(0)) {
            case STRING -> Sql.equal(call.value(0), Sql.EMPTY);
            case DYNAMIC -> Sql.equal(DynamicPaths.text(call.value(0)), Sql.EMPTY);
            case BOOL, INT, LONG, REAL, DECIMAL, DATETIME, TIMESPAN, GUID -> Sql.isNull(call.value(0));
        };
    }

    private static SqlExpression isNotEmpty(ScalarArguments call) {
        return switch (call.type(0)) {
            case STRING -> Sql.binary(Operator.NOT_EQUAL, call.value(0), Sql.EMPTY);
            case DYNAMIC -> Sql.binary(Operator.NOT_EQUAL, DynamicPaths.text(call.value(0)), Sql.EMPTY);
            case BOOL, INT, LONG, REAL, DECIMAL, DATETIME, TIMESPAN, GUID -> Sql.isNotNull(call.value(0));
        };
    }

    /** R23, R24: nulls are ignored, NaN wins. */
    private static SqlExpression extreme(ScalarArguments call, String name) {
        List<SqlExpression> values = new ArrayList<>();
        for (int index = 0; index < call.count(); index++) {
            values.add(ConversionLowerings.convert(call.value(index), call.type(index), call.type()));
        }
        SqlExpression best = Sql.function(name, values);
        if (call.type() != ScalarType.REAL || name.equals("greatest")) {
            return best;
        }
        SqlExpression anyNan = Sql.FALSE;
        for (SqlExpression value : values) {
            anyNan = anyNan.equals(Sql.FALSE)
                    ? Sql.function("isnan", value)
                    : Sql.or(anyNan, Sql.function("isnan", value));
        }
        return Sql.when(anyNan, Sql.constant(Double.NaN), best);
    }
}

package dev.halcyon.engine.lower;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlExpression.AggregateFunction;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.Optional;

/**
 * An aggregate call as its lowering sees it. The {@code …if} forms are lowered as their plain form with a filter: the
 * predicate has been taken out of the arguments.
 */
final class AggregateArguments {

    private final AggregateCall call;
    private final List<ScalarExpression> arguments;
    private final Optional<SqlExpression> filter;
    private final ExpressionLowering lowering;

    AggregateArguments(
            AggregateCall call,
            List<ScalarExpression> arguments,
            Optional<SqlExpression> filter,
            ExpressionLowering lowering) {
        this.call = call;
        this.arguments = List.copyOf(arguments);
        this.filter = filter;
        this.lowering = lowering;
    }

    int count() {
        return arguments.size();
    }

    ScalarType type() {
        return call.type();
    }

    ScalarType type(int index) {
        return arguments.get(index).type();
    }

    ScalarExpression plan(int index) {
        return arguments.get(index);
    }

    SqlExpression value(int index) {
        return lowering.value(arguments.get(index));
    }

    SqlExpression real(int index) {
        return ConversionLowerings.convert(value(index), type(index), ScalarType.REAL);
    }

    SqlExpression text(int index) {
        return TextForms.text(value(index), type(index));
    }

    SqlExpression json(int index) {
        return TextForms.json(value(index), type(index));
    }

    SqlExpression predicate(int index) {
        return lowering.predicate(arguments.get(index));
    }

    Optional<SqlExpression> filter() {
        return filter;
    }

    /** The literal's value; empty when the argument is missing or null. */
    Optional<Object> constant(int index) {
        return index < arguments.size() && arguments.get(index) instanceof Literal literal
                ? Optional.ofNullable(literal.value())
                : Optional.empty();
    }

    double constantNumber(int index) {
        return constant(index)
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).doubleValue())
                .orElseThrow(() -> new EngineException(
                        EngineException.Kind.QUERY,
                        "%s() needs a constant number as argument %d"
                                .formatted(call.function().name(), index + 1)));
    }

    /** An SQL aggregate under the call's filter. */
    SqlExpression aggregate(String name, SqlExpression... values) {
        return new AggregateFunction(name, List.of(values), false, List.of(), filter);
    }

    /** An SQL aggregate over the rows of the filter for which a condition holds too. */
    SqlExpression aggregateWhere(SqlExpression condition, String name, SqlExpression... values) {
        SqlExpression both = filter.map(own -> Sql.and(own, condition)).orElse(condition);
        return new AggregateFunction(name, List.of(values), false, List.of(), Optional.of(both));
    }

    SqlExpression distinct(String name, SqlExpression value) {
        return new AggregateFunction(name, List.of(value), true, List.of(), filter);
    }

    /** An SQL aggregate over the distinct values of the rows of the filter for which a condition holds too. */
    SqlExpression distinctWhere(SqlExpression condition, String name, SqlExpression value) {
        SqlExpression both = filter.map(own -> Sql.and(own, condition)).orElse(condition);
        return new AggregateFunction(name, List.of(value), true, List.of(), Optional.of(both));
    }

    /** The value as a number whose sum is exact. */
    SqlExpression summand(int index) {
        return type(index) == ScalarType.BOOL ? Sql.cast(value(index), SqlType.BIGINT) : value(index);
    }
}

package dev.halcyon.engine.lower;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A call as its lowering sees it: arguments as plan and as SQL, types, constants. Arguments count from 0. */
final class ScalarArguments {

    private final Call call;
    private final ExpressionLowering lowering;

    ScalarArguments(Call call, ExpressionLowering lowering) {
        this.call = call;
        this.lowering = lowering;
    }

    String name() {
        return call.function().name();
    }

    int count() {
        return call.arguments().size();
    }

    /** The call's type. */
    ScalarType type() {
        return call.type();
    }

    ScalarType type(int index) {
        return plan(index).type();
    }

    ScalarExpression plan(int index) {
        return call.arguments().get(index);
    }

    /** The argument as SQL of exactly its type. */
    SqlExpression value(int index) {
        return lowering.value(plan(index));
    }

    /** The argument as SQL, a number without its type: for comparing with a column, and for functions that cast. */
    SqlExpression bare(int index) {
        return lowering.bare(plan(index));
    }

    /** The argument as SQL; a constant, {@code now()} included, as a number without type. */
    SqlExpression bareTicks(int index) {
        OptionalLong ticks = lowering.constantTicks(plan(index));
        return ticks.isPresent() ? Sql.constant(ticks.getAsLong()) : bare(index);
    }

    /** The argument as SQL where null counts as false. */
    SqlExpression predicate(int index) {
        return lowering.predicate(plan(index));
    }

    /** The argument as text, as {@code tostring()} gives it (R33). */
    SqlExpression text(int index) {
        return TextForms.text(value(index), type(index));
    }

    /** The argument as JSON text, null for a null. */
    SqlExpression json(int index) {
        return TextForms.json(value(index), type(index));
    }

    /** All arguments as SQL. */
    List<SqlExpression> values() {
        return valuesFrom(0);
    }

    List<SqlExpression> valuesFrom(int start) {
        List<SqlExpression> values = new ArrayList<>();
        for (int index = start; index < count(); index++) {
            values.add(value(index));
        }
        return values;
    }

    /** A function of all arguments. */
    SqlExpression function(String name) {
        return Sql.function(name, values());
    }

    boolean isLiteral(int index) {
        return plan(index) instanceof Literal;
    }

    /** The literal's value; empty when the argument is missing, null or no literal. */
    Optional<Object> constant(int index) {
        return index < count() && plan(index) instanceof Literal literal
                ? Optional.ofNullable(literal.value())
                : Optional.empty();
    }

    OptionalLong constantLong(int index) {
        return constant(index)
                .filter(Number.class::isInstance)
                .map(value -> OptionalLong.of(((Number) value).longValue()))
                .orElse(OptionalLong.empty());
    }

    /** The ticks the whole call is known to have. */
    OptionalLong constantTicks() {
        return lowering.constantTicks(call);
    }

    Optional<String> constantString(int index) {
        return constant(index).filter(String.class::isInstance).map(String.class::cast);
    }

    /** The string literal that the function needs. */
    String requireString(int index, String what) {
        return constantString(index).orElseThrow(() -> refused("%s() needs a constant %s".formatted(name(), what)));
    }

    /** {@code now()} of the request (R49). */
    long nowTicks() {
        return lowering.nowTicks();
    }

    /** A failure of the query that says what is not supported. */
    EngineException refused(String message) {
        return new EngineException(EngineException.Kind.QUERY, message);
    }
}

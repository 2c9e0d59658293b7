package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.ElementAccess;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.Argument;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.Name;
import dev.halcyon.kql.syntax.NamedExpression;
import dev.halcyon.kql.syntax.ParenthesizedExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Functions of several columns where columns are defined: {@code (a, b) = f(x)} and {@code f(x)} (R81). The call gives one
 * array, computed once below the operator; each column is an element of it.
 */
final class ColumnTuples {

    private final BindingSession session;
    private final ScalarBinder scalars;
    private final ResultNames names;
    private final List<Assignment> computed = new ArrayList<>();

    ColumnTuples(BindingSession session, Environment environment, ScalarBinder scalars) {
        this.session = session;
        this.scalars = scalars;
        this.names = new ResultNames(session, environment);
    }

    /**
     * A column of a tuple.
     *
     * @param name written or the function's own; empty when it has none
     * @param written whether the query gives the name
     */
    record TupleColumn(Optional<String> name, boolean written, ScalarExpression value) {}

    /** The result of a call of a function of several columns: its value is an array with one element for each. */
    record BoundTuple(Call call, List<Column> columns) {}

    /** The columns of an expression that may also be one value with a name or without. */
    List<TupleColumn> columns(SyntaxExpression expression, boolean keepRest) {
        return bind(expression, keepRest)
                .orElseGet(() -> List.of(new TupleColumn(
                        NamedValues.name(expression).or(() -> names.of(expression)),
                        expression instanceof NamedExpression,
                        scalars.bind(NamedValues.value(session, expression)))));
    }

    /**
     * The columns of an expression.
     *
     * @param keepRest whether columns without a written name are kept when some have one
     * @return empty when the expression is no call of a function of several columns
     */
    Optional<List<TupleColumn>> bind(SyntaxExpression expression, boolean keepRest) {
        List<Name> written = expression instanceof NamedExpression named ? named.names() : List.of();
        SyntaxExpression value = expression instanceof NamedExpression named ? named.value() : expression;
        while (value instanceof ParenthesizedExpression parenthesized) {
            value = parenthesized.inner();
        }
        if (!(value instanceof FunctionCall call)) {
            return Optional.empty();
        }
        return scalars.bindTuple(call).map(tuple -> columns(call, tuple, written, keepRest));
    }

    private List<TupleColumn> columns(FunctionCall call, BoundTuple tuple, List<Name> written, boolean keepRest) {
        int count = tuple.columns().size();
        if (written.size() > count) {
            throw session.error(
                    SemanticError.ARGUMENT_COUNT,
                    call.span(),
                    "%s() gives %d columns, %d names are written"
                            .formatted(tuple.call().function().name(), count, written.size()));
        }
        int kept = written.isEmpty() || keepRest ? count : written.size();
        ScalarExpression array = tuple.call();
        if (kept > 1) {
            PlanColumn holder = session.ids().column(tuple.call().function().name(), ScalarType.DYNAMIC);
            computed.add(new Assignment(holder, tuple.call()));
            array = new ColumnReference(holder);
        }
        List<TupleColumn> columns = new ArrayList<>();
        for (int index = 0; index < kept; index++) {
            boolean named = index < written.size();
            columns.add(new TupleColumn(
                    named ? Optional.of(written.get(index).text()) : ownName(call, tuple, index),
                    named,
                    element(array, index, tuple.columns().get(index).type())));
        }
        return columns;
    }

    /** {@code series_stats_x_min}; {@code x_sorted} for arrays that are sorted along. */
    private Optional<String> ownName(FunctionCall call, BoundTuple tuple, int index) {
        String column = tuple.columns().get(index).name();
        List<Argument> arguments = call.arguments();
        if (column.isEmpty()) {
            return names.of(arguments.get(index).value()).map(argument -> argument + "_sorted");
        }
        String argument = arguments.isEmpty()
                ? ""
                : names.of(arguments.getFirst().value()).map(name -> name + "_").orElse("");
        return Optional.of(tuple.call().function().name() + "_" + argument + column);
    }

    /** An element of the array that a function of several columns gives. */
    static ScalarExpression element(ScalarExpression array, int index, ScalarType type) {
        return ConstantFolder.convert(new ElementAccess(array, Literal.ofLong(index)), type);
    }

    /** The input with what the tuples are taken from. */
    Relation over(Relation input) {
        if (computed.isEmpty()) {
            return input;
        }
        List<Assignment> assignments = new ArrayList<>(Relations.passThrough(input.columns()));
        assignments.addAll(computed);
        return new Project(input, assignments);
    }
}

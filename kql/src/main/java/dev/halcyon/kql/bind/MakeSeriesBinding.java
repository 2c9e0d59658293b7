package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.MakeSeries;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.MakeSeriesAggregate;
import dev.halcyon.kql.syntax.MakeSeriesAxis;
import dev.halcyon.kql.syntax.MakeSeriesOperator;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code make-series} (R114 to R116). */
final class MakeSeriesBinding {

    private final BindingSession session;
    private final Environment environment;

    MakeSeriesBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    Rowset bind(Rowset input, MakeSeriesOperator operator) {
        boolean nonEmpty = nonEmpty(operator);
        NameAllocator names = new NameAllocator();
        List<Assignment> keys = new ArrayList<>();
        for (SyntaxExpression key : operator.keys()) {
            keys.add(new SummarizeBinding.GroupKeys(session, environment).bind(input, key, names, "make-series"));
        }
        AggregateBinder aggregates = new AggregateBinder(session, environment, input, "make-series");
        List<MakeSeries.Series> series = new ArrayList<>();
        for (MakeSeriesAggregate aggregate : operator.aggregates()) {
            series.add(series(aggregate, aggregates, names));
        }
        MakeSeriesAxis axis = operator.axis();
        ScalarBinder scalars = new ScalarBinder(session, environment, RowScope.of("make-series", input));
        SyntaxExpression axisSyntax = NamedValues.value(session, axis.expression());
        ScalarExpression value = scalars.bind(axisSyntax);
        ScalarType type = session.openColumns().isUnknown(value) ? unknownAxis(axis) : axisType(value.type(), axis);
        value = ConstantFolder.convert(value, type);
        ScalarType stepType = type == ScalarType.DATETIME ? ScalarType.TIMESPAN : type;
        if (axis.step() == null) {
            throw session.error(
                    SemanticError.WRONG_SHAPE,
                    axis.span(),
                    "'make-series' operator: the axis has no step",
                    "Add one, for example step 1h");
        }
        String axisName = NamedValues.name(axis.expression())
                .or(() -> new ResultNames(session, environment).of(axisSyntax))
                .map(names::allocate)
                .orElseGet(names::allocateGenerated);
        return Rowset.of(new MakeSeries(
                input.relation(),
                keys,
                aggregates.assignments(),
                series,
                session.ids().column(axisName, ScalarType.DYNAMIC),
                value,
                bound(axis.from(), type),
                bound(axis.to(), type),
                outside(axis.step(), stepType),
                axis.inRange(),
                nonEmpty));
    }

    private boolean nonEmpty(MakeSeriesOperator operator) {
        boolean nonEmpty = false;
        for (OperatorParameter parameter : operator.parameters()) {
            boolean known = parameter.name().equals("kind")
                    && parameter.value() instanceof NameReference reference
                    && reference.name().equals("nonempty");
            if (!known) {
                OtherParameters.check(session, "make-series", parameter, List.of("kind=nonempty"));
            }
            nonEmpty |= known;
        }
        return nonEmpty;
    }

    /** What is not known of the axis shows in its step. */
    private ScalarType unknownAxis(MakeSeriesAxis axis) {
        SyntaxExpression step = axis.step();
        boolean number = step != null
                && new ScalarBinder(session, environment, RowScope.empty("make-series"))
                        .bind(step)
                        .type()
                        .isNumeric();
        return number ? ScalarType.REAL : ScalarType.DATETIME;
    }

    private ScalarType axisType(ScalarType type, MakeSeriesAxis axis) {
        return switch (type) {
            case DATETIME, TIMESPAN, LONG, REAL -> type;
            case INT -> ScalarType.LONG;
            case BOOL, DECIMAL, GUID, STRING, DYNAMIC ->
                throw session.error(
                        SemanticError.INVALID_KEY,
                        axis.expression().span(),
                        "'make-series' operator: a %s cannot be the axis".formatted(type),
                        "The axis is a datetime, a timespan or a number");
        };
    }

    private Optional<ScalarExpression> bound(
            @org.jspecify.annotations.Nullable SyntaxExpression bound, ScalarType type) {
        return Optional.ofNullable(bound).map(expression -> outside(expression, type));
    }

    private ScalarExpression outside(SyntaxExpression expression, ScalarType type) {
        ScalarExpression value = new ScalarBinder(session, environment, RowScope.empty("make-series")).bind(expression);
        boolean fits = value.type() == type
                || value.type() == ScalarType.DYNAMIC
                || (value.type().isNumeric() && type.isNumeric());
        if (!fits) {
            throw session.error(
                    SemanticError.OPERAND_TYPE,
                    expression.span(),
                    "'make-series' operator: expected a %s, found a %s".formatted(type, value.type()));
        }
        return ConstantFolder.convert(value, type);
    }

    private MakeSeries.Series series(MakeSeriesAggregate aggregate, AggregateBinder aggregates, NameAllocator names) {
        SyntaxExpression value = NamedValues.value(session, aggregate.expression());
        ScalarExpression bound = new ScalarBinder(
                        session, environment, new RowScope("make-series", List.of(), List.of(), false), aggregates)
                .bind(value);
        String name = NamedValues.name(aggregate.expression())
                .map(names::allocate)
                .or(() -> defaultName(value, aggregates).map(names::allocate))
                .orElseGet(names::allocateGenerated);
        PlanColumn target = session.ids().column(name, ScalarType.DYNAMIC);
        ScalarExpression missing = defaultValue(aggregate, bound.type());
        // R116: a real default makes the whole array real.
        return new MakeSeries.Series(target, ConstantFolder.convert(bound, missing.type()), missing);
    }

    private Optional<String> defaultName(SyntaxExpression value, AggregateBinder aggregates) {
        if (value instanceof FunctionCall call && aggregates.isAggregate(call)) {
            FunctionDeclaration function = session.catalogue()
                    .get(FunctionKind.AGGREGATE, call.function().text());
            return Optional.of(aggregates.defaultName(function, call));
        }
        return new ResultNames(session, environment).of(value);
    }

    // R114: the default applies to the aggregate it follows, others have 0.
    private ScalarExpression defaultValue(MakeSeriesAggregate aggregate, ScalarType type) {
        if (aggregate.defaultValue() != null) {
            ScalarExpression value = new ScalarBinder(session, environment, RowScope.empty("make-series"))
                    .bind(aggregate.defaultValue());
            return value.type() == type || (type.isInteger() && value.type() == ScalarType.REAL)
                    ? value
                    : ConstantFolder.convert(value, type);
        }
        return switch (type) {
            case INT, LONG, REAL, DECIMAL -> ConstantFolder.convert(Literal.ofLong(0), type);
            case TIMESPAN -> new Literal(ScalarType.TIMESPAN, 0L);
            case BOOL, DATETIME, GUID, STRING, DYNAMIC -> Literal.missing(type);
        };
    }
}

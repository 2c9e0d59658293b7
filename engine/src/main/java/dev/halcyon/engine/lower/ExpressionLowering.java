package dev.halcyon.engine.lower;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlExpression.Operator;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Conversion;
import dev.halcyon.kql.plan.ElementAccess;
import dev.halcyon.kql.plan.InSubquery;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.MemberAccess;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.ScalarSubquery;
import dev.halcyon.kql.type.ScalarType;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Lowers values over the columns of a block.
 *
 * <p>Two contexts: {@link #value} keeps the three-valued results of R16 to R19 exactly; {@link #predicate} is for places
 * where null counts as false and gives the plain comparison, which the engine can use to skip data.
 */
final class ExpressionLowering {

    private final PlanLowering plan;
    private final QueryBlock block;

    ExpressionLowering(PlanLowering plan, QueryBlock block) {
        this.plan = plan;
        this.block = block;
    }

    long nowTicks() {
        return plan.nowTicks();
    }

    /** SQL of exactly the expression's type. */
    SqlExpression value(ScalarExpression expression) {
        return switch (expression) {
            case Literal literal -> literal(literal);
            case ColumnReference reference -> block.expression(reference.column());
            case Call call -> call(call);
            case Conversion conversion -> ConversionLowerings.convert(conversion, this);
            case MemberAccess access -> DynamicPaths.value(access, this);
            case ElementAccess access -> DynamicPaths.value(access, this);
            case ScalarSubquery subquery -> subquery(subquery);
            case InSubquery membership -> {
                SqlExpression found = Sql.coalesce(membership(membership), Sql.FALSE);
                yield membership.negated() ? Sql.not(found) : found;
            }
        };
    }

    /** Like {@link #value}, but a number constant has no type: where the other operand decides it. */
    SqlExpression bare(ScalarExpression expression) {
        return expression instanceof Literal literal ? bareLiteral(literal) : value(expression);
    }

    /** SQL that is true exactly when the expression is true; false or null otherwise. */
    SqlExpression predicate(ScalarExpression expression) {
        return switch (expression) {
            case Call call -> predicate(call);
            case Literal literal -> value(literal);
            case ColumnReference reference -> value(reference);
            case Conversion conversion -> value(conversion);
            case MemberAccess access -> value(access);
            case ElementAccess access -> value(access);
            case ScalarSubquery subquery -> value(subquery);
            case InSubquery membership -> membership.negated() ? value(membership) : membership(membership);
        };
    }

    private SqlExpression predicate(Call call) {
        return switch (call.function().name()) {
            case "and" ->
                Sql.and(
                        predicate(call.arguments().get(0)),
                        predicate(call.arguments().get(1)));
            case "or" ->
                Sql.or(
                        predicate(call.arguments().get(0)),
                        predicate(call.arguments().get(1)));
            default ->
                ComparisonLowerings.predicate(new ScalarArguments(call, this)).orElseGet(() -> value(call));
        };
    }

    private SqlExpression call(Call call) {
        ScalarLowering lowering = ScalarLowerings.find(call.function())
                .orElseThrow(() -> new EngineException(
                        EngineException.Kind.QUERY,
                        "%s is not supported by this engine"
                                .formatted(call.function().name())));
        SqlExpression result = lowering.lower(new ScalarArguments(call, this));
        boolean repair = call.type() == ScalarType.STRING && mayBeNull(call, result);
        return repair ? Sql.coalesce(result, Sql.EMPTY) : result;
    }

    /** A string function of strings and constants gives a string; others may give null. */
    private static boolean mayBeNull(Call call, SqlExpression result) {
        if (result instanceof SqlExpression.Function function
                && (function.name().equals("coalesce") || ScalarLowerings.neverNull(function.name()))) {
            return false;
        }
        if (result instanceof SqlExpression.Case || result instanceof SqlExpression.Window) {
            return true;
        }
        return !call.arguments().stream()
                .allMatch(argument -> argument.type() == ScalarType.STRING
                        || (argument instanceof Literal literal && !literal.isNull()));
    }

    private SqlExpression subquery(ScalarSubquery subquery) {
        SqlExpression cell = new SqlExpression.ScalarRelation(firstColumn(subquery.relation(), true, false));
        return subquery.type() == ScalarType.STRING ? Sql.coalesce(cell, Sql.EMPTY) : cell;
    }

    private SqlExpression membership(InSubquery in) {
        SqlExpression value = value(in.value());
        boolean fold = in.ignoreCase() && in.value().type() == ScalarType.STRING;
        return new SqlExpression.InRelation(
                fold ? Sql.function("lower", value) : value, firstColumn(in.relation(), false, fold));
    }

    private SqlRelation firstColumn(Relation relation, boolean oneRow, boolean fold) {
        QueryBlock inner = plan.lowerFirstColumn(relation);
        if (inner.grouped() || inner.windowed() || fold) {
            inner = plan.nest(inner);
        }
        QueryBlock.Output first = inner.output(relation.columns().getFirst());
        SqlExpression expression = fold ? Sql.function("lower", first.expression()) : first.expression();
        QueryBlock narrowed = inner.withOutputs(List.of(new QueryBlock.Output(first.column(), expression)));
        if (oneRow) {
            narrowed = narrowed.withLimit(Math.min(1, narrowed.limit().orElse(1)));
        }
        return narrowed.select();
    }

    private static SqlExpression literal(Literal literal) {
        SqlExpression bare = bareLiteral(literal);
        return switch (literal.type()) {
            case LONG, DATETIME, TIMESPAN -> needsType(literal) ? Sql.cast(bare, SqlType.BIGINT) : bare;
            case BOOL, INT, REAL, DECIMAL, GUID, STRING, DYNAMIC ->
                literal.isNull() ? Sql.cast(bare, SqlType.of(literal.type())) : bare;
        };
    }

    /** A number that fits 32 bits would be taken for one; arithmetic on it would then overflow early. */
    private static boolean needsType(Literal literal) {
        return !(literal.value() instanceof Long number) || number == number.intValue();
    }

    static SqlExpression bareLiteral(Literal literal) {
        return switch (literal.value()) {
            case null -> Sql.NULL;
            case Boolean bool -> new SqlExpression.Constant(bool);
            case Integer number -> new SqlExpression.Constant(number);
            case Long number -> new SqlExpression.Constant(number);
            case Double number -> new SqlExpression.Constant(number);
            case BigDecimal number -> Sql.cast(Sql.text(number.toPlainString()), SqlType.DECIMAL);
            case UUID guid -> Sql.cast(Sql.text(guid.toString()), SqlType.UUID);
            case String text -> Sql.text(text);
            default -> throw new IllegalStateException("Not a literal: " + literal);
        };
    }

    /** The constant an expression is known to be before any row is read: a literal or an offset from now. */
    OptionalLong constantTicks(ScalarExpression expression) {
        return ConstantTicks.of(expression, nowTicks());
    }

    static SqlExpression comparison(Operator operator, SqlExpression left, SqlExpression right) {
        return Sql.binary(operator, left, right);
    }
}

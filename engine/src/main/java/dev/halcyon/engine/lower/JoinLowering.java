package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlExpression.Operator;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.engine.sql.SqlRelation.From;
import dev.halcyon.engine.sql.SqlRelation.JoinType;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Join;
import dev.halcyon.kql.plan.JoinKind;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code join} and {@code lookup}: null keys match null keys (R25), missing strings of an outer join are empty (R20). */
final class JoinLowering {

    private JoinLowering() {}

    static QueryBlock lower(Join join, PlanLowering plan) {
        QueryBlock left = side(plan.lower(join.left()), plan);
        if (join.kind() == JoinKind.INNER_UNIQUE && !isUniqueOn(join)) {
            left = firstRowOfEachKey(join, left, plan);
        }
        QueryBlock right = side(plan.lower(join.right()), plan);
        boolean swapped = join.kind() == JoinKind.RIGHT_SEMI || join.kind() == JoinKind.RIGHT_ANTI;
        boolean cross = join.keys().isEmpty() && join.kind() == JoinKind.INNER;
        From from = new SqlRelation.Joined(
                (swapped ? right : left).from().orElseThrow(),
                cross ? JoinType.CROSS : type(join.kind()),
                (swapped ? left : right).from().orElseThrow(),
                cross
                        ? Optional.empty()
                        : Optional.of(join.keys().isEmpty() ? Sql.TRUE : condition(join, left, right, plan)));
        List<Output> both = new ArrayList<>(left.outputs());
        both.addAll(right.outputs());
        QueryBlock block = QueryBlock.over(both, from);
        ExpressionLowering lowering = plan.expressions(block);
        List<Output> outputs = new ArrayList<>();
        for (Assignment assignment : join.assignments()) {
            SqlExpression value = lowering.value(assignment.expression());
            boolean mayBeMissing = assignment.target().type() == ScalarType.STRING
                    && isOuter(join.kind(), assignment.expression(), left);
            outputs.add(new Output(assignment.target(), mayBeMissing ? Sql.coalesce(value, Sql.EMPTY) : value));
        }
        return block.withOutputs(outputs);
    }

    /** A block as one side: its {@code FROM} clause alone where nothing else is in it. */
    private static QueryBlock side(QueryBlock block, PlanLowering plan) {
        boolean bare = block.isPlain()
                && block.from().isPresent()
                && !(block.from().get() instanceof SqlRelation.Joined)
                && block.outputs().stream().allMatch(Output::isTrivial);
        return bare ? block : plan.nest(block);
    }

    private static JoinType type(JoinKind kind) {
        return switch (kind) {
            case INNER_UNIQUE, INNER -> JoinType.INNER;
            case LEFT_OUTER -> JoinType.LEFT;
            case RIGHT_OUTER -> JoinType.RIGHT;
            case FULL_OUTER -> JoinType.FULL;
            case LEFT_SEMI, RIGHT_SEMI -> JoinType.SEMI;
            case LEFT_ANTI, RIGHT_ANTI -> JoinType.ANTI;
        };
    }

    private static boolean isOuter(JoinKind kind, ScalarExpression expression, QueryBlock left) {
        boolean fromLeft = expression instanceof ColumnReference reference
                && left.outputs().stream()
                        .anyMatch(output ->
                                output.column().id() == reference.column().id());
        return switch (kind) {
            case FULL_OUTER -> true;
            case LEFT_OUTER -> !fromLeft;
            case RIGHT_OUTER -> fromLeft;
            case INNER_UNIQUE, INNER, LEFT_SEMI, RIGHT_SEMI, LEFT_ANTI, RIGHT_ANTI -> false;
        };
    }

    private static SqlExpression condition(Join join, QueryBlock left, QueryBlock right, PlanLowering plan) {
        ExpressionLowering leftValues = plan.expressions(left);
        ExpressionLowering rightValues = plan.expressions(right);
        return join.keys().stream()
                .map(pair -> Sql.binary(
                        // A string is never null, and plain equality is what every join algorithm knows best.
                        pair.left().type() == ScalarType.STRING ? Operator.EQUAL : Operator.IS_NOT_DISTINCT_FROM,
                        leftValues.value(pair.left()),
                        rightValues.value(pair.right())))
                .reduce(Sql::and)
                .orElse(Sql.TRUE);
    }

    /** True when the left side certainly has one row for each key: it was grouped by columns among them. */
    private static boolean isUniqueOn(Join join) {
        Relation left = join.left();
        if (!(left instanceof Aggregate aggregate) || aggregate.keys().isEmpty()) {
            return false;
        }
        Set<Integer> joined = new HashSet<>();
        for (Join.KeyPair pair : join.keys()) {
            if (pair.left() instanceof ColumnReference reference) {
                joined.add(reference.column().id());
            }
        }
        return aggregate.keys().stream()
                .allMatch(key -> joined.contains(key.target().id()));
    }

    /** R95: the first row of each key. */
    private static QueryBlock firstRowOfEachKey(Join join, QueryBlock left, PlanLowering plan) {
        ExpressionLowering lowering = plan.expressions(left);
        List<SqlExpression> keys =
                join.keys().stream().map(pair -> lowering.value(pair.left())).toList();
        Set<Integer> used = used(join);
        List<Output> outputs = new ArrayList<>();
        for (Output output : left.outputs()) {
            if (keys.contains(output.expression())) {
                outputs.add(output);
            } else if (used.contains(output.column().id())) {
                outputs.add(new Output(output.column(), Sql.aggregate("first", output.expression())));
            }
        }
        return plan.nest(left.withGroups(outputs, keys));
    }

    private static Set<Integer> used(Join join) {
        List<ScalarExpression> expressions = new ArrayList<>();
        join.assignments().forEach(assignment -> expressions.add(assignment.expression()));
        join.keys().forEach(pair -> expressions.add(pair.left()));
        return References.count(expressions).keySet();
    }
}

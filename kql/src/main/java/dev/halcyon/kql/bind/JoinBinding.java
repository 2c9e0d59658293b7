package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Join;
import dev.halcyon.kql.plan.JoinKind;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.BinaryExpression;
import dev.halcyon.kql.syntax.BinaryOperator;
import dev.halcyon.kql.syntax.ElementExpression;
import dev.halcyon.kql.syntax.JoinOperator;
import dev.halcyon.kql.syntax.LiteralExpression;
import dev.halcyon.kql.syntax.LiteralValue;
import dev.halcyon.kql.syntax.LookupOperator;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.ParenthesizedExpression;
import dev.halcyon.kql.syntax.PathExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code join} and {@code lookup} (section 10 of the language rules). */
final class JoinBinding {

    private static final Map<String, JoinKind> KINDS = Map.ofEntries(
            Map.entry("innerunique", JoinKind.INNER_UNIQUE),
            Map.entry("inner", JoinKind.INNER),
            Map.entry("leftouter", JoinKind.LEFT_OUTER),
            Map.entry("rightouter", JoinKind.RIGHT_OUTER),
            Map.entry("fullouter", JoinKind.FULL_OUTER),
            Map.entry("leftsemi", JoinKind.LEFT_SEMI),
            Map.entry("rightsemi", JoinKind.RIGHT_SEMI),
            Map.entry("anti", JoinKind.LEFT_ANTI),
            Map.entry("leftanti", JoinKind.LEFT_ANTI),
            Map.entry("leftantisemi", JoinKind.LEFT_ANTI),
            Map.entry("rightanti", JoinKind.RIGHT_ANTI),
            Map.entry("rightantisemi", JoinKind.RIGHT_ANTI));

    private final BindingSession session;
    private final Environment environment;

    JoinBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    Rowset bind(Rowset left, JoinOperator join) {
        JoinKind kind = kind(join.parameters(), JoinKind.INNER_UNIQUE, Set.copyOf(KINDS.values()), "join");
        Rowset right = new TabularBinder(session).bind(join.right(), environment);
        List<Join.KeyPair> keys = keys(left, right, join.conditions(), "join");
        if (join.conditions().isEmpty()) {
            throw session.error(
                    SemanticError.INVALID_KEY, join.span(), "'join' operator: the on clause is missing", "Add: on Key");
        }
        return combine(kind, left, right, keys, Set.of());
    }

    Rowset bind(Rowset left, LookupOperator lookup) {
        JoinKind kind =
                kind(lookup.parameters(), JoinKind.LEFT_OUTER, Set.of(JoinKind.LEFT_OUTER, JoinKind.INNER), "lookup");
        Rowset right = new TabularBinder(session).bind(lookup.right(), environment);
        List<Join.KeyPair> keys = keys(left, right, lookup.conditions(), "lookup");
        Set<PlanColumn> rightKeys = new HashSet<>();
        for (Join.KeyPair pair : keys) {
            column(pair.right()).ifPresent(rightKeys::add);
        }
        // R100: the key columns of the right side are not repeated.
        return combine(kind, left, right, keys, rightKeys);
    }

    /** The columns of one side, and those of the other that have new names. */
    static Rowset beside(BindingSession session, Rowset left, Rowset right) {
        Set<PlanColumn> repeated = new HashSet<>();
        for (PlanColumn column : right.relation().columns()) {
            if (left.relation().columns().stream()
                    .anyMatch(existing -> existing.name().equals(column.name()))) {
                repeated.add(column);
            }
        }
        return new JoinBinding(session, Environment.root())
                .combine(JoinKind.LEFT_OUTER, left, right, List.of(), repeated);
    }

    private static Optional<PlanColumn> column(ScalarExpression expression) {
        return switch (expression) {
            case ColumnReference reference -> Optional.of(reference.column());
            case dev.halcyon.kql.plan.Conversion conversion -> column(conversion.operand());
            default -> Optional.empty();
        };
    }

    private JoinKind kind(
            List<OperatorParameter> parameters, JoinKind standard, Set<JoinKind> allowed, String operator) {
        JoinKind kind = standard;
        for (OperatorParameter parameter : parameters) {
            if (parameter.name().equals("kind")) {
                String name = parameter.value() instanceof NameReference reference ? reference.name() : "";
                kind = Optional.ofNullable(KINDS.get(name))
                        .filter(allowed::contains)
                        .orElseThrow(() -> session.error(
                                SemanticError.UNKNOWN_PROPERTY,
                                parameter.span(),
                                "'%s' operator: unknown kind '%s'".formatted(operator, name),
                                kindHint(name, allowed)));
            } else {
                OtherParameters.check(session, operator, parameter, List.of("kind"));
            }
        }
        return kind;
    }

    private static Optional<String> kindHint(String name, Set<JoinKind> allowed) {
        Set<String> names = new TreeSet<>();
        KINDS.forEach((written, kind) -> {
            if (allowed.contains(kind)) {
                names.add(written);
            }
        });
        return Suggestions.didYouMean(name, names).or(() -> Optional.of("Kinds are " + String.join(", ", names)));
    }

    private List<Join.KeyPair> keys(Rowset left, Rowset right, List<SyntaxExpression> conditions, String operator) {
        List<Join.KeyPair> keys = new ArrayList<>();
        for (SyntaxExpression condition : conditions) {
            addKeys(left, right, condition, operator, keys);
        }
        return keys;
    }

    private void addKeys(
            Rowset left, Rowset right, SyntaxExpression condition, String operator, List<Join.KeyPair> keys) {
        switch (condition) {
            case ParenthesizedExpression parenthesized -> addKeys(left, right, parenthesized.inner(), operator, keys);
            case NameReference name ->
                keys.add(pair(
                        column(left, name.name(), name, "left", operator),
                        column(right, name.name(), name, "right", operator),
                        condition,
                        operator));
            case BinaryExpression binary
            when binary.operator() == BinaryOperator.AND -> {
                addKeys(left, right, binary.left(), operator, keys);
                addKeys(left, right, binary.right(), operator, keys);
            }
            case BinaryExpression binary
            when binary.operator() == BinaryOperator.EQUAL -> keys.add(equality(left, right, binary, operator));
            default ->
                throw session.error(
                        SemanticError.INVALID_KEY,
                        condition.span(),
                        "'%s' operator: a condition is a column name or $left.a == $right.b".formatted(operator),
                        "Put other conditions into a where behind the join");
        }
    }

    private Join.KeyPair equality(Rowset left, Rowset right, BinaryExpression binary, String operator) {
        Side first = side(binary.left(), operator);
        Side second = side(binary.right(), operator);
        if (first.isLeft() == second.isLeft()) {
            throw session.error(
                    SemanticError.INVALID_KEY,
                    binary.span(),
                    "'%s' operator: a condition compares $left with $right".formatted(operator));
        }
        Side leftSide = first.isLeft() ? first : second;
        Side rightSide = first.isLeft() ? second : first;
        return pair(
                column(left, leftSide.name(), binary, "left", operator),
                column(right, rightSide.name(), binary, "right", operator),
                binary,
                operator);
    }

    private record Side(boolean isLeft, String name) {}

    private Side side(SyntaxExpression expression, String operator) {
        SyntaxExpression inner = expression;
        while (inner instanceof ParenthesizedExpression parenthesized) {
            inner = parenthesized.inner();
        }
        if (inner instanceof PathExpression path
                && path.target() instanceof NameReference target
                && path.member() instanceof NameReference member
                && (target.name().equals("$left") || target.name().equals("$right"))) {
            return new Side(target.name().equals("$left"), member.name());
        }
        if (inner instanceof ElementExpression element
                && element.target() instanceof NameReference target
                && element.index() instanceof LiteralExpression literal
                && literal.value() instanceof LiteralValue.StringValue name
                && (target.name().equals("$left") || target.name().equals("$right"))) {
            return new Side(target.name().equals("$left"), name.value());
        }
        throw session.error(
                SemanticError.INVALID_KEY,
                expression.span(),
                "'%s' operator: expected $left.column or $right.column".formatted(operator),
                "Compute the key with extend before the join");
    }

    private PlanColumn column(Rowset side, String name, SyntaxExpression at, String which, String operator) {
        RowScope scope = RowScope.of(operator, side);
        Optional<PlanColumn> column = scope.find(name);
        if (column.isEmpty() && scope.open()) {
            return session.openColumns().resolve(name, scope.columns(), session.ids());
        }
        return column.orElseThrow(() -> session.error(
                SemanticError.UNRESOLVED_NAME,
                at.span(),
                "'%s' operator: Failed to resolve column '%s' on the %s side".formatted(operator, name, which),
                Suggestions.didYouMean(name, scope.names())));
    }

    private Join.KeyPair pair(PlanColumn left, PlanColumn right, SyntaxExpression at, String operator) {
        OpenColumns open = session.openColumns();
        if (open.isUnknown(left) || open.isUnknown(right)) {
            return new Join.KeyPair(
                    ConstantFolder.convert(new ColumnReference(left), ScalarType.STRING),
                    ConstantFolder.convert(new ColumnReference(right), ScalarType.STRING));
        }
        if (left.type() == ScalarType.DYNAMIC || right.type() == ScalarType.DYNAMIC) {
            throw session.error(
                    SemanticError.INVALID_KEY,
                    at.span(),
                    "'%s' operator: a dynamic column cannot be a key".formatted(operator),
                    "Convert it with tostring() before the join");
        }
        boolean numbers = left.type().isNumeric() && right.type().isNumeric();
        if (left.type() != right.type() && !numbers) {
            throw session.error(
                    SemanticError.INVALID_KEY,
                    at.span(),
                    "'%s' operator: the key is a %s on the left and a %s on the right"
                            .formatted(operator, left.type(), right.type()),
                    "Convert one side with extend before the join");
        }
        ScalarType type = numbers ? TypeRules.widestNumber(left.type(), right.type()) : left.type();
        return new Join.KeyPair(
                ConstantFolder.convert(new ColumnReference(left), type),
                ConstantFolder.convert(new ColumnReference(right), type));
    }

    private Rowset combine(JoinKind kind, Rowset left, Rowset right, List<Join.KeyPair> keys, Set<PlanColumn> dropped) {
        List<Assignment> assignments = new ArrayList<>();
        Set<Integer> hidden = new HashSet<>();
        NameAllocator names = new NameAllocator();
        boolean onlyRight = kind == JoinKind.RIGHT_SEMI || kind == JoinKind.RIGHT_ANTI;
        boolean onlyLeft = kind == JoinKind.LEFT_SEMI || kind == JoinKind.LEFT_ANTI;
        if (!onlyRight) {
            take(left, Set.of(), names, assignments, hidden);
        }
        if (!onlyLeft) {
            take(right, dropped, names, assignments, hidden);
        }
        return new Rowset(
                new Join(kind, left.relation(), right.relation(), keys, assignments),
                hidden,
                false,
                Optional.empty(),
                Optional.empty(),
                left.open() || right.open());
    }

    // R97, R80: columns of the second side whose names are taken get a numeric suffix.
    private void take(
            Rowset side,
            Set<PlanColumn> dropped,
            NameAllocator names,
            List<Assignment> assignments,
            Set<Integer> hidden) {
        for (PlanColumn column : side.relation().columns()) {
            if (dropped.contains(column)) {
                continue;
            }
            String name = names.allocate(column.name());
            PlanColumn target = session.openColumns()
                    .defined(session.ids().column(name, column.type()), new ColumnReference(column));
            assignments.add(new Assignment(target, new ColumnReference(column)));
            if (side.hidden().contains(column.id())) {
                hidden.add(target.id());
            }
        }
    }
}

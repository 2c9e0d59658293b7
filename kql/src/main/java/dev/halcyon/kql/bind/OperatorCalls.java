package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.InSubquery;
import dev.halcyon.kql.plan.ListLimits;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.ScalarSubquery;
import dev.halcyon.kql.syntax.BetweenExpression;
import dev.halcyon.kql.syntax.BinaryExpression;
import dev.halcyon.kql.syntax.BinaryOperator;
import dev.halcyon.kql.syntax.InExpression;
import dev.halcyon.kql.syntax.ListOperator;
import dev.halcyon.kql.syntax.ParenthesizedExpression;
import dev.halcyon.kql.syntax.StarExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Binds operators: arithmetic, comparisons, string tests, lists, ranges. */
final class OperatorCalls {

    private final BindingSession session;
    private final ScalarBinder binder;

    OperatorCalls(BindingSession session, ScalarBinder binder) {
        this.session = session;
        this.binder = binder;
    }

    ScalarExpression bind(BinaryExpression binary) {
        BinaryOperator operator = binary.operator();
        if (binary.left() instanceof StarExpression) {
            return anyColumn(binary);
        }
        return switch (operator.precedence()) {
            case OR, AND -> bool(operator.text(), condition(binary.left()), condition(binary.right()));
            case EQUALITY, RELATIONAL ->
                compare(operator.text(), binder.bind(binary.left()), binder.bind(binary.right()), binary.span());
            case ADDITIVE, MULTIPLICATIVE ->
                arithmetic(operator.text(), binder.bind(binary.left()), binder.bind(binary.right()), binary.span());
            case STRING -> stringTest(binary);
        };
    }

    private ScalarExpression condition(SyntaxExpression operand) {
        return binder.bindCondition(operand);
    }

    private FunctionDeclaration operator(String name, SourceSpan span) {
        FunctionDeclaration function = session.catalogue()
                .find(FunctionKind.OPERATOR, name)
                .orElseThrow(() -> session.unsupported(span, "Operator '%s'".formatted(name), "Use another operator"));
        if (!session.context().functions().supports(function)) {
            throw session.unsupported(span, "Operator '%s'".formatted(name), "See docs/functions.md for what is");
        }
        return function;
    }

    private Call bool(String name, ScalarExpression... operands) {
        return new Call(session.catalogue().get(FunctionKind.OPERATOR, name), List.of(operands), ScalarType.BOOL);
    }

    private ScalarExpression arithmetic(String name, ScalarExpression left, ScalarExpression right, SourceSpan span) {
        if (isUnknown(left) || isUnknown(right)) {
            return arithmeticOfUnknown(name, left, right, span);
        }
        TypeRules.Arithmetic rule = TypeRules.arithmetic(name, left.type(), right.type())
                .orElseThrow(() -> session.error(
                        SemanticError.OPERAND_TYPE,
                        span,
                        "Operator '%s' does not apply to %s and %s".formatted(name, left.type(), right.type()),
                        arithmeticHint(name, left.type(), right.type())));
        return ConstantFolder.fold(new Call(
                operator(name, span),
                List.of(ConstantFolder.convert(left, rule.left()), ConstantFolder.convert(right, rule.right())),
                rule.result()));
    }

    /** Without a type of one side, the type of the value is known only where every type would give the same. */
    private ScalarExpression arithmeticOfUnknown(
            String name, ScalarExpression left, ScalarExpression right, SourceSpan span) {
        Set<ScalarType> results = EnumSet.noneOf(ScalarType.class);
        for (ScalarType possible : ScalarType.values()) {
            TypeRules.arithmetic(
                            name, isUnknown(left) ? possible : left.type(), isUnknown(right) ? possible : right.type())
                    .map(TypeRules.Arithmetic::result)
                    .ifPresent(results::add);
        }
        List<ScalarExpression> operands = List.of(left, right);
        return results.size() == 1
                ? new Call(operator(name, span), operands, results.iterator().next())
                : session.openColumns().mark(new Call(operator(name, span), operands, ScalarType.DYNAMIC));
    }

    private static Optional<String> arithmeticHint(String name, ScalarType left, ScalarType right) {
        if (name.equals("+") && (left == ScalarType.STRING || right == ScalarType.STRING)) {
            return Optional.of("Use strcat() to join texts, or convert with tolong() or toreal()");
        }
        if (left == ScalarType.DATETIME && right == ScalarType.DATETIME) {
            return Optional.of("Only the difference of two datetimes is defined");
        }
        return Optional.empty();
    }

    private ScalarExpression compare(String name, ScalarExpression left, ScalarExpression right, SourceSpan span) {
        boolean equality = name.equals("==") || name.equals("!=");
        ScalarExpression first = fromText(left, right.type(), equality);
        ScalarExpression second = fromText(right, left.type(), equality);
        ScalarType type = TypeRules.comparison(first.type(), second.type())
                .filter(common -> isComparable(name, common) || isUnknown(first) || isUnknown(second))
                .orElseThrow(() -> session.error(
                        SemanticError.OPERAND_TYPE,
                        span,
                        "Cannot compare values of types %s and %s with '%s'".formatted(left.type(), right.type(), name),
                        comparisonHint(left.type(), right.type())));
        return new Call(
                operator(name, span),
                List.of(ConstantFolder.convert(first, type), ConstantFolder.convert(second, type)),
                ScalarType.BOOL);
    }

    private boolean isUnknown(ScalarExpression operand) {
        return session.openColumns().isUnknown(operand);
    }

    private static boolean isComparable(String name, ScalarType type) {
        boolean equality = name.equals("==") || name.equals("!=");
        return switch (type) {
            case INT, LONG, REAL, DECIMAL, DATETIME, TIMESPAN, STRING -> true;
            case BOOL, GUID, DYNAMIC -> equality;
        };
    }

    private static Optional<String> comparisonHint(ScalarType left, ScalarType right) {
        if (left == ScalarType.DYNAMIC && right == ScalarType.DYNAMIC) {
            return Optional.of("Convert one side, for example with tostring()");
        }
        if (left == ScalarType.DATETIME && right == ScalarType.TIMESPAN) {
            return Optional.of("A point in time is written ago(1d), or now() - 1d");
        }
        if (left == ScalarType.STRING || right == ScalarType.STRING) {
            return Optional.of("Convert one side, for example with tostring() or tolong()");
        }
        return Optional.empty();
    }

    /**
     * R36: a string literal beside another type is read as that type; under equality also any other text beside a number
     * or a bool, as published queries compare text columns such as {@code ResultType == 0}.
     */
    private ScalarExpression fromText(ScalarExpression expression, ScalarType other, boolean equality) {
        boolean readable =
                expression instanceof Literal || (equality && (other.isNumeric() || other == ScalarType.BOOL));
        if (expression.type() != ScalarType.STRING
                || !readable
                || other == ScalarType.STRING
                || other == ScalarType.DYNAMIC) {
            return expression;
        }
        String function = other == ScalarType.REAL ? "toreal" : "to" + other.kqlName();
        return new Call(session.catalogue().get(FunctionKind.SCALAR, function), List.of(expression), other);
    }

    private ScalarExpression stringTest(BinaryExpression binary) {
        String name = binary.operator().text();
        if (binary.operator() == BinaryOperator.SEARCH_COLUMN) {
            throw session.error(
                    SemanticError.NOT_ALLOWED_HERE, binary.span(), "':' belongs to search", "Use has or contains");
        }
        return ConstantCheck.checked(
                new Call(
                        operator(name, binary.span()),
                        List.of(text(binary.left(), name), text(binary.right(), name)),
                        ScalarType.BOOL),
                List.of(binary.left().span(), binary.right().span()),
                session);
    }

    private ScalarExpression text(SyntaxExpression operand, String operator) {
        ScalarExpression bound = binder.bind(operand);
        return switch (bound.type()) {
            case STRING -> bound;
            case DYNAMIC -> ConstantFolder.convert(bound, ScalarType.STRING);
            case BOOL, INT, LONG, REAL, DECIMAL, DATETIME, TIMESPAN, GUID ->
                throw session.error(
                        SemanticError.OPERAND_TYPE,
                        operand.span(),
                        "Operator '%s' works on text, not on a %s".formatted(operator, bound.type()),
                        "Convert it with tostring()");
        };
    }

    /** R63: {@code * has "x"} tests the text form of every visible column. */
    private ScalarExpression anyColumn(BinaryExpression binary) {
        String name = binary.operator().text();
        ScalarExpression right = text(binary.right(), name);
        FunctionDeclaration toText = session.catalogue().get(FunctionKind.SCALAR, "tostring");
        List<ScalarExpression> tests = new ArrayList<>();
        for (var column : binder.scope().visible()) {
            ScalarExpression value = new ColumnReference(column);
            ScalarExpression text =
                    column.type() == ScalarType.STRING ? value : new Call(toText, List.of(value), ScalarType.STRING);
            tests.add(ConstantCheck.checked(
                    new Call(operator(name, binary.span()), List.of(text, right), ScalarType.BOOL),
                    List.of(binary.left().span(), binary.right().span()),
                    session));
        }
        return tests.stream().reduce((left, test) -> bool("or", left, test)).orElse(Literal.ofBool(false));
    }

    /** R40: inclusive; a timespan behind a datetime is an offset from the lower bound. */
    ScalarExpression bind(BetweenExpression between) {
        String name = between.negated() ? "!between" : "between";
        ScalarExpression subject = binder.bind(between.subject());
        ScalarExpression low = fromText(binder.bind(between.from()), subject.type(), false);
        ScalarExpression high = fromText(binder.bind(between.to()), subject.type(), false);
        if (low.type() == ScalarType.DATETIME && high.type() == ScalarType.TIMESPAN) {
            high = arithmetic("+", low, high, between.to().span());
        }
        Optional<ScalarType> type = TypeRules.comparison(subject.type(), low.type());
        ScalarType upper = high.type();
        type = type.flatMap(common -> TypeRules.comparison(common, upper));
        ScalarType common = type.filter(candidate -> isComparable("<", candidate) && candidate != ScalarType.STRING)
                .orElseThrow(() -> session.error(
                        SemanticError.OPERAND_TYPE,
                        between.span(),
                        "'%s' does not apply to %s with bounds %s and %s"
                                .formatted(name, subject.type(), low.type(), upper)));
        return new Call(
                operator(name, between.span()),
                List.of(
                        ConstantFolder.convert(subject, common),
                        ConstantFolder.convert(low, common),
                        ConstantFolder.convert(high, common)),
                ScalarType.BOOL);
    }

    ScalarExpression bind(InExpression in) {
        String name = in.operator().text();
        if (in.candidates().size() == 1) {
            SyntaxExpression candidate = in.candidates().getFirst();
            TabularBinder tables = new TabularBinder(session);
            Environment environment =
                    binder.environment().forTables().withoutRows(() -> binder.rowInTable(candidate.span()));
            if (tables.isTabular(candidate, environment) && !isColumn(candidate)) {
                return inTable(in, binder.environment().subquery(candidate, () -> tables.bind(candidate, environment)));
            }
        }
        if (in.subject() instanceof StarExpression) {
            return anyColumn(in);
        }
        boolean onText = in.operator() == ListOperator.HAS_ANY
                || in.operator() == ListOperator.HAS_ALL
                || in.operator() == ListOperator.IN_IGNORE_CASE
                || in.operator() == ListOperator.NOT_IN_IGNORE_CASE;
        ScalarExpression subject = onText ? text(in.subject(), name) : binder.bind(in.subject());
        List<ScalarExpression> candidates = new ArrayList<>();
        List<ScalarExpression> given = new ArrayList<>();
        in.candidates().forEach(candidate -> given.add(binder.bind(candidate)));
        requireFew(in, given);
        if (!given.isEmpty()
                && given.stream()
                        .allMatch(value -> value.type() == given.getFirst().type())) {
            subject = fromText(subject, given.getFirst().type(), !onText);
        }
        ScalarType type = subject.type();
        for (SyntaxExpression candidate : in.candidates()) {
            ScalarExpression bound = fromText(given.get(candidates.size()), type, false);
            if (bound.type() != ScalarType.DYNAMIC) {
                ScalarType current = type;
                type = TypeRules.comparison(current, bound.type())
                        .orElseThrow(() -> session.error(
                                SemanticError.OPERAND_TYPE,
                                candidate.span(),
                                "'%s' compares a %s with a %s".formatted(name, current, bound.type()),
                                comparisonHint(current, bound.type())));
            }
            candidates.add(bound);
        }
        if (type == ScalarType.DYNAMIC) {
            type = ScalarType.STRING;
        }
        List<ScalarExpression> arguments = new ArrayList<>();
        arguments.add(ConstantFolder.convert(subject, type));
        for (ScalarExpression candidate : candidates) {
            // A dynamic candidate is an array whose elements are compared one by one (R53).
            arguments.add(candidate.type() == ScalarType.DYNAMIC ? candidate : ConstantFolder.convert(candidate, type));
        }
        return new Call(operator(name, in.span()), arguments, ScalarType.BOOL);
    }

    /** Refuses a list whose constants alone are too many (R53); arrays of the data are counted where they are read. */
    private void requireFew(InExpression in, List<ScalarExpression> candidates) {
        String name = in.operator().text();
        List<Object> constants = new ArrayList<>();
        for (ScalarExpression candidate : candidates) {
            if (candidate instanceof Literal literal) {
                Object value = literal.value();
                if (value instanceof String json && literal.type() == ScalarType.DYNAMIC) {
                    constants.addAll(ConstantArrays.scalars(json));
                } else if (value != null) {
                    constants.add(value);
                }
            }
        }
        if (ListLimits.isExceeded(name, constants)) {
            throw session.error(
                    SemanticError.INVALID_VALUE,
                    in.span(),
                    ListLimits.reason(name),
                    "Put the values into a table and join with it, or test with several lists");
        }
    }

    /** R63 for lists: the text form of every visible column is tested, negated tests must hold for all of them. */
    private ScalarExpression anyColumn(InExpression in) {
        String name = in.operator().text();
        List<ScalarExpression> candidates = new ArrayList<>();
        for (SyntaxExpression candidate : in.candidates()) {
            ScalarExpression bound = binder.bind(candidate);
            candidates.add(bound.type() == ScalarType.DYNAMIC ? bound : text(candidate, name));
        }
        requireFew(in, candidates);
        FunctionDeclaration toText = session.catalogue().get(FunctionKind.SCALAR, "tostring");
        List<ScalarExpression> tests = new ArrayList<>();
        for (PlanColumn column : binder.scope().visible()) {
            ScalarExpression value = new ColumnReference(column);
            List<ScalarExpression> arguments = new ArrayList<>();
            arguments.add(
                    column.type() == ScalarType.STRING ? value : new Call(toText, List.of(value), ScalarType.STRING));
            arguments.addAll(candidates);
            tests.add(new Call(operator(name, in.span()), arguments, ScalarType.BOOL));
        }
        boolean negated = name.startsWith("!");
        return tests.stream()
                .reduce((left, test) -> bool(negated ? "and" : "or", left, test))
                .orElse(Literal.ofBool(negated));
    }

    private boolean isColumn(SyntaxExpression expression) {
        SyntaxExpression inner = expression;
        while (inner instanceof ParenthesizedExpression parenthesized) {
            inner = parenthesized.inner();
        }
        return inner instanceof dev.halcyon.kql.syntax.NameReference reference
                && binder.scope().find(reference.name()).isPresent();
    }

    private ScalarExpression inTable(InExpression in, Rowset table) {
        session.require(DialectProfile.Construct.SUBQUERY, in.span());
        boolean ignoreCase =
                in.operator() == ListOperator.IN_IGNORE_CASE || in.operator() == ListOperator.NOT_IN_IGNORE_CASE;
        boolean negated = in.operator() == ListOperator.NOT_IN || in.operator() == ListOperator.NOT_IN_IGNORE_CASE;
        Rowset visible = table.withoutHidden();
        if (visible.relation().columns().isEmpty()) {
            throw session.error(SemanticError.WRONG_SHAPE, in.span(), "The table has no column to compare with");
        }
        var first = visible.relation().columns().getFirst();
        if (in.operator() == ListOperator.HAS_ANY || in.operator() == ListOperator.HAS_ALL) {
            return hasTerms(in, visible.relation(), first);
        }
        ScalarExpression subject = binder.bind(in.subject());
        ScalarType type = TypeRules.comparison(subject.type(), first.type())
                .orElseThrow(() -> session.error(
                        SemanticError.OPERAND_TYPE,
                        in.span(),
                        "'%s' compares a %s with a column of type %s"
                                .formatted(in.operator().text(), subject.type(), first.type())));
        return new InSubquery(
                ConstantFolder.convert(subject, type),
                Relations.firstColumnAs(visible.relation(), type, session.ids()),
                negated,
                ignoreCase);
    }

    /** R53: the terms are the table's first column, collected once. */
    private ScalarExpression hasTerms(InExpression in, Relation table, PlanColumn first) {
        String name = in.operator().text();
        if (first.type() != ScalarType.STRING && first.type() != ScalarType.DYNAMIC) {
            throw session.error(
                    SemanticError.OPERAND_TYPE,
                    in.span(),
                    "'%s' looks for texts, the column is a %s".formatted(name, first.type()),
                    "Convert it with tostring()");
        }
        PlanColumn terms = session.ids().column("terms", ScalarType.DYNAMIC);
        AggregateCall collect = new AggregateCall(
                session.catalogue().get(FunctionKind.AGGREGATE, "make_set"),
                List.of(new ColumnReference(first)),
                ScalarType.DYNAMIC);
        Relation collected = new Aggregate(table, List.of(), List.of(new AggregateAssignment(List.of(terms), collect)));
        return new Call(
                operator(name, in.span()),
                List.of(text(in.subject(), name), new ScalarSubquery(collected)),
                ScalarType.BOOL);
    }
}

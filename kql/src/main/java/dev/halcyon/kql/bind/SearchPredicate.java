package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.BinaryExpression;
import dev.halcyon.kql.syntax.BinaryOperator;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.LiteralExpression;
import dev.halcyon.kql.syntax.ParenthesizedExpression;
import dev.halcyon.kql.syntax.StarExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The condition of {@code search} and {@code find} over one table: terms and ordinary predicates mixed (R121). */
final class SearchPredicate {

    private static final Literal TRUE = Literal.ofBool(true);
    private static final Literal FALSE = Literal.ofBool(false);

    private final BindingSession session;
    private final ScalarBinder binder;
    private final boolean caseSensitive;
    private final Set<PlanColumn> named = new LinkedHashSet<>();
    private boolean hasTerm;

    /** A condition over the rows that the binder sees. */
    SearchPredicate(BindingSession session, ScalarBinder binder, boolean caseSensitive) {
        this.session = session;
        this.binder = binder;
        this.caseSensitive = caseSensitive;
    }

    /** The columns that the condition names, in the order of the text. */
    Set<PlanColumn> named() {
        return named;
    }

    /** Whether a part of the condition looks into every column. */
    boolean hasTerm() {
        return hasTerm;
    }

    ScalarExpression bind(SyntaxExpression expression) {
        return switch (expression) {
            case ParenthesizedExpression parenthesized -> bind(parenthesized.inner());
            case StarExpression star -> {
                hasTerm = true;
                yield TRUE;
            }
            case LiteralExpression literal -> literal(LiteralBinding.bind(literal, session), literal);
            case BinaryExpression binary
            when binary.operator() == BinaryOperator.AND -> and(bind(binary.left()), bind(binary.right()));
            case BinaryExpression binary
            when binary.operator() == BinaryOperator.OR -> or(bind(binary.left()), bind(binary.right()));
            case BinaryExpression binary when binary.operator() == BinaryOperator.SEARCH_COLUMN -> columnTerm(binary);
            case FunctionCall call
            when call.function().text().equals("not")
                    && call.arguments().size() == 1
                    && binder.environment().find("not").isEmpty() ->
                not(bind(call.arguments().getFirst().value()));
            default -> condition(expression);
        };
    }

    private ScalarExpression literal(Literal literal, SyntaxExpression expression) {
        return switch (literal.type()) {
            case BOOL -> binder.bindCondition(expression);
            // A fraction is no term: the recorded engine does not find 2.71 in a column of reals.
            case REAL, DECIMAL -> anyColumn(term(text(literal)), false);
            case STRING, INT, LONG, DATETIME, TIMESPAN, GUID, DYNAMIC -> anyColumn(term(text(literal)), true);
        };
    }

    private SearchTerm term(String text) {
        return SearchTerm.of(text, caseSensitive);
    }

    private static String text(Literal literal) {
        Object value = literal.value();
        if (value == null) {
            return "";
        }
        String json = LiteralBinding.json(literal);
        return literal.type() == ScalarType.STRING || !json.startsWith("\"")
                ? value.toString()
                : json.substring(1, json.length() - 1);
    }

    private ScalarExpression condition(SyntaxExpression expression) {
        if (expression instanceof BinaryExpression binary && binary.left() instanceof StarExpression) {
            hasTerm = true;
            return binder.bindCondition(expression);
        }
        ScalarExpression bound = binder.bind(expression);
        if (bound instanceof Literal literal && literal.type() == ScalarType.STRING) {
            return anyColumn(term(text(literal)), true);
        }
        collect(bound);
        if (bound.type() == ScalarType.BOOL || bound.type() == ScalarType.DYNAMIC) {
            return ConstantFolder.convert(bound, ScalarType.BOOL);
        }
        return binder.bindCondition(expression);
    }

    private void collect(ScalarExpression expression) {
        if (expression instanceof ColumnReference reference) {
            named.add(reference.column());
        }
        expression.operands().forEach(this::collect);
    }

    private ScalarExpression columnTerm(BinaryExpression binary) {
        ScalarExpression right = binder.bind(binary.right());
        if (!(right instanceof Literal literal)) {
            throw session.error(
                    SemanticError.NOT_CONSTANT, binary.right().span(), "The term behind ':' must be a constant");
        }
        SearchTerm term = term(text(literal));
        if (binary.left() instanceof StarExpression) {
            return anyColumn(term, true);
        }
        ScalarExpression left = binder.bind(binary.left());
        collect(left);
        return test(left, term);
    }

    private ScalarExpression anyColumn(SearchTerm term, boolean inFractions) {
        hasTerm = true;
        if (term.isAnything()) {
            return TRUE;
        }
        List<ScalarExpression> tests = binder.scope().visible().stream()
                .filter(column ->
                        inFractions || (column.type() != ScalarType.REAL && column.type() != ScalarType.DECIMAL))
                .map(column -> test(new ColumnReference(column), term))
                .filter(test -> !test.equals(FALSE))
                .toList();
        return balancedOr(tests);
    }

    // Tables have hundreds of columns: a tree of this shape keeps every walk over it shallow.
    private ScalarExpression balancedOr(List<ScalarExpression> tests) {
        if (tests.isEmpty()) {
            return FALSE;
        }
        if (tests.size() == 1) {
            return tests.getFirst();
        }
        int middle = tests.size() / 2;
        return or(balancedOr(tests.subList(0, middle)), balancedOr(tests.subList(middle, tests.size())));
    }

    private ScalarExpression test(ScalarExpression value, SearchTerm term) {
        if (!term.canOccurIn(value.type()) || value instanceof Literal) {
            return FALSE;
        }
        ScalarExpression text = value.type() == ScalarType.STRING
                ? value
                : new Call(session.catalogue().get(FunctionKind.SCALAR, "tostring"), List.of(value), ScalarType.STRING);
        return call(term.operator(), text, Literal.ofString(term.text()));
    }

    private ScalarExpression and(ScalarExpression left, ScalarExpression right) {
        if (left.equals(FALSE) || right.equals(FALSE)) {
            return FALSE;
        }
        return left.equals(TRUE) ? right : right.equals(TRUE) ? left : call("and", left, right);
    }

    private ScalarExpression or(ScalarExpression left, ScalarExpression right) {
        if (left.equals(TRUE) || right.equals(TRUE)) {
            return TRUE;
        }
        return left.equals(FALSE) ? right : right.equals(FALSE) ? left : call("or", left, right);
    }

    private ScalarExpression not(ScalarExpression operand) {
        if (operand instanceof Literal literal && literal.value() instanceof Boolean value) {
            return Literal.ofBool(!value);
        }
        return new Call(session.catalogue().get(FunctionKind.SCALAR, "not"), List.of(operand), ScalarType.BOOL);
    }

    private Call call(String operator, ScalarExpression left, ScalarExpression right) {
        return new Call(
                session.catalogue().get(FunctionKind.OPERATOR, operator), List.of(left, right), ScalarType.BOOL);
    }
}

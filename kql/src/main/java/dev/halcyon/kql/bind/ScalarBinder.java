package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.ElementAccess;
import dev.halcyon.kql.plan.Limit;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.Materialized;
import dev.halcyon.kql.plan.MemberAccess;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.ScalarSubquery;
import dev.halcyon.kql.syntax.BetweenExpression;
import dev.halcyon.kql.syntax.BinaryExpression;
import dev.halcyon.kql.syntax.ContextualDataTableExpression;
import dev.halcyon.kql.syntax.DataTableExpression;
import dev.halcyon.kql.syntax.ElementExpression;
import dev.halcyon.kql.syntax.EntityGroupExpression;
import dev.halcyon.kql.syntax.ExternalDataExpression;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.FunctionDeclaration;
import dev.halcyon.kql.syntax.InExpression;
import dev.halcyon.kql.syntax.InlineExternalTableExpression;
import dev.halcyon.kql.syntax.LiteralExpression;
import dev.halcyon.kql.syntax.MaterializeExpression;
import dev.halcyon.kql.syntax.Name;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.NamedExpression;
import dev.halcyon.kql.syntax.ParenthesizedExpression;
import dev.halcyon.kql.syntax.PathExpression;
import dev.halcyon.kql.syntax.PipeExpression;
import dev.halcyon.kql.syntax.StarExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.ToScalarExpression;
import dev.halcyon.kql.syntax.ToTableExpression;
import dev.halcyon.kql.syntax.TypeofExpression;
import dev.halcyon.kql.syntax.UnaryExpression;
import dev.halcyon.kql.syntax.UnaryOperator;
import dev.halcyon.kql.syntax.WildcardName;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds scalar expressions: names to columns, operators and calls to typed functions. */
final class ScalarBinder {

    private final BindingSession session;
    private final Environment environment;
    private final RowScope scope;
    private final AggregateCollector aggregates;
    private final ScalarTerms terms;
    private final OperatorCalls operators;

    /** A binder of expressions over the rows of {@code scope}; aggregates are refused. */
    ScalarBinder(BindingSession session, Environment environment, RowScope scope) {
        this(session, environment, scope, AggregateCollector.REFUSING);
    }

    ScalarBinder(BindingSession session, Environment environment, RowScope scope, AggregateCollector aggregates) {
        this(session, environment, scope, aggregates, ScalarTerms.NONE);
    }

    ScalarBinder(
            BindingSession session,
            Environment environment,
            RowScope scope,
            AggregateCollector aggregates,
            ScalarTerms terms) {
        this.session = session;
        this.environment = environment;
        this.scope = scope;
        this.aggregates = aggregates;
        this.terms = terms;
        this.operators = new OperatorCalls(session, this);
    }

    BindingSession session() {
        return session;
    }

    Environment environment() {
        return environment;
    }

    RowScope scope() {
        return scope;
    }

    /** A condition: bool, or dynamic read as bool. */
    ScalarExpression bindCondition(SyntaxExpression expression) {
        ScalarExpression bound = bind(expression);
        if (bound.type() == ScalarType.BOOL || bound.type() == ScalarType.DYNAMIC) {
            return ConstantFolder.convert(bound, ScalarType.BOOL);
        }
        throw session.error(
                SemanticError.NOT_A_CONDITION,
                expression.span(),
                "'%s' operator: expected a bool expression, found %s".formatted(scope.operator(), bound.type()),
                bound.type() == ScalarType.STRING
                        ? "Compare it with something, for example with == or has"
                        : "Compare it with something, for example with == or >");
    }

    /** An expression that is a constant of the type once everything known is computed. */
    Literal bindConstant(SyntaxExpression expression, ScalarType type, String what) {
        ScalarExpression bound = ConstantFolder.convert(bind(expression), type);
        if (bound instanceof Literal literal) {
            return literal;
        }
        throw session.error(
                SemanticError.NOT_CONSTANT,
                expression.span(),
                "%s must be a constant of type %s".formatted(what, type));
    }

    ScalarExpression bind(SyntaxExpression expression) {
        Optional<ScalarExpression> term = terms.resolve(expression);
        if (term.isPresent()) {
            return term.get();
        }
        return switch (expression) {
            case LiteralExpression literal -> LiteralBinding.bind(literal, session);
            case NameReference reference -> bindName(reference);
            case ParenthesizedExpression parenthesized -> bind(parenthesized.inner());
            case PathExpression path -> bindPath(path);
            case ElementExpression element -> bindElement(element);
            case FunctionCall call -> new CallBinding(session, this, aggregates).bind(call);
            case UnaryExpression unary -> bindUnary(unary);
            case BinaryExpression binary -> operators.bind(binary);
            case BetweenExpression between -> operators.bind(between);
            case InExpression in -> operators.bind(in);
            case ToScalarExpression toScalar -> bindToScalar(toScalar);
            case TypeofExpression typeof ->
                throw misplaced(typeof, "typeof() stands only where an operator or function wants a type");
            case StarExpression star -> throw misplaced(star, "'*' stands only where all columns can be meant");
            case WildcardName name -> throw misplaced(name, "A name pattern stands only where names are listed");
            case NamedExpression named -> throw misplaced(named, "A name cannot be given here");
            case FunctionDeclaration function -> throw misplaced(function, "A function can only be bound by let");
            case PipeExpression pipe -> throw tabular(pipe);
            case DataTableExpression table -> throw tabular(table);
            case ExternalDataExpression table -> throw tabular(table);
            case InlineExternalTableExpression table -> throw tabular(table);
            case ContextualDataTableExpression table -> throw tabular(table);
            case MaterializeExpression table -> throw tabular(table);
            case ToTableExpression table -> throw tabular(table);
            case EntityGroupExpression group -> throw tabular(group);
        };
    }

    /** A call of a function of several columns; empty for any other. */
    Optional<ColumnTuples.BoundTuple> bindTuple(FunctionCall call) {
        return new CallBinding(session, this, aggregates).bindTuple(call);
    }

    private RuntimeException misplaced(SyntaxExpression expression, String message) {
        return session.error(SemanticError.WRONG_SHAPE, expression.span(), message);
    }

    private RuntimeException tabular(SyntaxExpression expression) {
        return session.error(
                SemanticError.WRONG_SHAPE,
                expression.span(),
                "'%s' operator: expected a scalar, found a table".formatted(scope.operator()),
                "Use toscalar(…) for its first value, or in (…) for membership");
    }

    private ScalarExpression bindName(NameReference reference) {
        String name = reference.name();
        Optional<ScalarExpression> column = scope.find(name).map(ColumnReference::new);
        if (column.isPresent()) {
            return column.get();
        }
        Optional<Definition> definition = scope.open() ? environment.find(name) : session.definition(environment, name);
        if (definition.isPresent()) {
            return switch (definition.get()) {
                case Definition.Scalar(ScalarExpression value) -> value;
                case Definition.Faulty(KqlException failure) -> throw failure;
                case Definition.Tabular table -> throw tabular(reference);
                case Definition.Given given -> throw tabular(reference);
                case Definition.Function function
                when function.declaration().parameters().isEmpty() ->
                    bind(new FunctionCall(new Name(name, reference.span()), List.of(), reference.span()));
                case Definition.Function function ->
                    throw session.error(
                            SemanticError.WRONG_SHAPE,
                            reference.span(),
                            "'%s' is a function".formatted(name),
                            "Call it: %s(…)".formatted(name));
            };
        }
        if (scope.open()) {
            return new ColumnReference(session.openColumns().resolve(name, scope.columns(), session.ids()));
        }
        List<String> names = new ArrayList<>(scope.names());
        names.addAll(environment.names());
        throw session.error(
                SemanticError.UNRESOLVED_NAME,
                reference.span(),
                "'%s' operator: Failed to resolve column or scalar expression named '%s'"
                        .formatted(scope.operator(), name),
                nameHint(name, names));
    }

    private static Optional<String> nameHint(String name, List<String> names) {
        if (name.equals("null")) {
            return Optional.of("A null has a type, as in int(null); test with isnull(x) or isempty(x)");
        }
        if (name.equals("by")) {
            return Optional.of("Name a column behind by");
        }
        if (name.matches("[0-9]+w")) {
            return Optional.of("There is no unit of weeks: write 7d");
        }
        return Suggestions.didYouMean(name, names);
    }

    private ScalarExpression bindPath(PathExpression path) {
        if (path.target() instanceof NameReference qualifier
                && path.member() instanceof NameReference member
                && scope.isQualifier(qualifier.name())) {
            return scope.find(qualifier.name(), member.name())
                    .map(ColumnReference::new)
                    .orElseThrow(() -> session.error(
                            SemanticError.UNRESOLVED_NAME,
                            member.span(),
                            "'%s' operator: '%s' has no column '%s'"
                                    .formatted(scope.operator(), qualifier.name(), member.name())));
        }
        if (path.member() instanceof NameReference member) {
            return new MemberAccess(bindDynamic(path.target()), member.name());
        }
        throw session.error(SemanticError.WRONG_SHAPE, path.member().span(), "Expected the name of a member after '.'");
    }

    private ScalarExpression bindElement(ElementExpression element) {
        ScalarExpression target = bindIndexed(element.target());
        ScalarExpression index = bind(element.index());
        if (index instanceof Literal literal
                && literal.value() instanceof String name
                && literal.type() == ScalarType.STRING) {
            return new MemberAccess(target, name);
        }
        return switch (index.type()) {
            case INT, LONG -> new ElementAccess(target, ConstantFolder.convert(index, ScalarType.LONG));
            case STRING -> new ElementAccess(target, index);
            case DYNAMIC -> new ElementAccess(target, ConstantFolder.convert(index, ScalarType.STRING));
            case BOOL, REAL, DECIMAL, DATETIME, TIMESPAN, GUID ->
                throw session.error(
                        SemanticError.OPERAND_TYPE,
                        element.index().span(),
                        "An index is a position or a key, not a %s".formatted(index.type()));
        };
    }

    /** An index behind a function of several columns chooses one of them. */
    private ScalarExpression bindIndexed(SyntaxExpression expression) {
        return expression instanceof FunctionCall call
                ? new CallBinding(session, this, aggregates)
                        .bindTuple(call)
                        .<ScalarExpression>map(ColumnTuples.BoundTuple::call)
                        .orElseGet(() -> bindDynamic(expression))
                : bindDynamic(expression);
    }

    private ScalarExpression bindDynamic(SyntaxExpression expression) {
        ScalarExpression bound = bind(expression);
        if (bound.type() != ScalarType.DYNAMIC) {
            throw session.error(
                    SemanticError.OPERAND_TYPE,
                    expression.span(),
                    "Only a dynamic value has members, this is a %s".formatted(bound.type()),
                    bound.type() == ScalarType.STRING ? "Convert it first with parse_json()" : null);
        }
        return bound;
    }

    private ScalarExpression bindUnary(UnaryExpression unary) {
        ScalarExpression operand = bind(unary.operand());
        if (operand.type() == ScalarType.DYNAMIC) {
            operand = ConstantFolder.convert(operand, ScalarType.REAL);
        }
        if (!operand.type().isNumeric() && operand.type() != ScalarType.TIMESPAN) {
            throw session.error(
                    SemanticError.OPERAND_TYPE,
                    unary.span(),
                    "'%s' does not apply to a %s".formatted(unary.operator().text(), operand.type()));
        }
        if (unary.operator() == UnaryOperator.PLUS) {
            return operand;
        }
        if (operand.type() == ScalarType.INT) {
            // R26: the negation of an int is a long.
            operand = ConstantFolder.convert(operand, ScalarType.LONG);
        }
        return ConstantFolder.fold(
                new Call(session.catalogue().get(FunctionKind.OPERATOR, "-"), List.of(operand), operand.type()));
    }

    private ScalarExpression bindToScalar(ToScalarExpression toScalar) {
        // A scalar inside toscalar() is itself.
        TabularBinder tables = new TabularBinder(session);
        if (!tables.isTabular(toScalar.query(), environment)) {
            return bind(toScalar.query());
        }
        session.require(DialectProfile.Construct.SUBQUERY, toScalar.span());
        Rowset rowset = tables.bind(toScalar.query(), environment.withoutRows(() -> rowInTable(toScalar.span())))
                .withoutHidden();
        if (rowset.relation().columns().isEmpty()) {
            throw session.error(
                    SemanticError.WRONG_SHAPE, toScalar.span(), "toscalar() needs a table with at least one column");
        }
        return new ScalarSubquery(
                scope.operator().equals(StatementBinder.LET) ? shared(rowset.relation()) : rowset.relation());
    }

    /** A table inside an expression is computed once, not for every row. */
    KqlException rowInTable(SourceSpan span) {
        return session.error(
                SemanticError.WRONG_SHAPE,
                span,
                "A table inside an expression cannot depend on the values of a row",
                "Join the table with the rows instead");
    }

    /** A value of let may be read in many places; its one cell is computed once (R132). */
    private Relation shared(Relation relation) {
        PlanColumn first = relation.columns().getFirst();
        Relation cell = new Limit(new Project(relation, List.of(new Assignment(first, new ColumnReference(first)))), 1);
        return new Materialized(cell, cell.columns());
    }
}

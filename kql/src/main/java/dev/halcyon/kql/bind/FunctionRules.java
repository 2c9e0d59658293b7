package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.ExpressionStatement;
import dev.halcyon.kql.syntax.FunctionDeclaration;
import dev.halcyon.kql.syntax.LetStatement;
import dev.halcyon.kql.syntax.ParameterDeclaration;
import dev.halcyon.kql.syntax.QueryParametersStatement;
import dev.halcyon.kql.syntax.SchemaDeclaration;
import dev.halcyon.kql.syntax.Statement;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.TypeName;
import dev.halcyon.kql.type.ScalarType;
import java.util.HashSet;
import java.util.Set;

/** What the declaration of a function must keep to, whether it is called or not (R9). */
final class FunctionRules {

    private final BindingSession session;

    FunctionRules(BindingSession session) {
        this.session = session;
    }

    void check(FunctionDeclaration function) {
        Set<String> names = new HashSet<>();
        boolean scalarSeen = false;
        boolean defaultSeen = false;
        for (ParameterDeclaration parameter : function.parameters()) {
            String name = parameter.name().text();
            if (!names.add(name)) {
                throw session.error(
                        SemanticError.DUPLICATE_NAME,
                        parameter.name().span(),
                        "A parameter named '%s' is already declared".formatted(name),
                        "Give the second one another name");
            }
            SyntaxExpression otherwise = parameter.defaultValue();
            if (parameter.type() instanceof SchemaDeclaration) {
                requirePlace(parameter, scalarSeen);
            } else if (otherwise == null && defaultSeen) {
                throw session.error(
                        SemanticError.ARGUMENT_COUNT,
                        parameter.span(),
                        "Parameter '%s' needs a default, as one before it has".formatted(name),
                        "Put the parameters without a default first");
            }
            scalarSeen |= parameter.type() instanceof TypeName;
            defaultSeen |= otherwise != null;
            if (otherwise != null && parameter.type() instanceof TypeName type) {
                requireConstant(parameter, otherwise, CallBinding.scalarType(session, type));
            }
        }
        for (Statement statement : function.body()) {
            requireAllowed(statement);
            if (statement instanceof ExpressionStatement
                    && !statement.equals(function.body().getLast())) {
                throw session.error(
                        SemanticError.WRONG_SHAPE,
                        statement.span(),
                        "A function has one result",
                        "Bind what is no result with let");
            }
        }
    }

    private void requirePlace(ParameterDeclaration table, boolean scalarSeen) {
        if (scalarSeen) {
            throw session.error(
                    SemanticError.WRONG_SHAPE,
                    table.span(),
                    "Parameter '%s' is a table and stands behind a scalar one"
                            .formatted(table.name().text()),
                    "Put the tables before the scalars");
        }
        SyntaxExpression otherwise = table.defaultValue();
        if (otherwise != null) {
            throw session.error(
                    SemanticError.WRONG_SHAPE,
                    otherwise.span(),
                    "Parameter '%s' is a table and has no default"
                            .formatted(table.name().text()),
                    "Give the table with every call");
        }
    }

    private void requireConstant(ParameterDeclaration parameter, SyntaxExpression otherwise, ScalarType type) {
        String name = parameter.name().text();
        ScalarExpression value = new ScalarBinder(session, Environment.root(), RowScope.empty(name)).bind(otherwise);
        if (!(value instanceof Literal)) {
            throw session.error(
                    SemanticError.NOT_CONSTANT,
                    otherwise.span(),
                    "The default of parameter '%s' must be a literal".formatted(name),
                    "Compute it in the body, for example with coalesce(%s, …)".formatted(name));
        }
        if (!UserCalls.fits(value.type(), type)) {
            throw session.error(
                    SemanticError.ARGUMENT_TYPE,
                    otherwise.span(),
                    "The default of parameter '%s' is a %s, not a %s".formatted(name, value.type(), type));
        }
    }

    private void requireAllowed(Statement statement) {
        boolean allowed = statement instanceof LetStatement
                || statement instanceof ExpressionStatement
                || statement instanceof QueryParametersStatement;
        if (!allowed) {
            throw session.error(
                    SemanticError.NOT_ALLOWED_HERE,
                    statement.span(),
                    "The body of a function has let statements and a result",
                    "Put the statement before the query");
        }
    }
}

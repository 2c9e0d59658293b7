package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.syntax.AliasStatement;
import dev.halcyon.kql.syntax.ExpressionStatement;
import dev.halcyon.kql.syntax.FunctionDeclaration;
import dev.halcyon.kql.syntax.LetStatement;
import dev.halcyon.kql.syntax.MaterializeExpression;
import dev.halcyon.kql.syntax.ParenthesizedExpression;
import dev.halcyon.kql.syntax.PatternStatement;
import dev.halcyon.kql.syntax.QueryParametersStatement;
import dev.halcyon.kql.syntax.RestrictStatement;
import dev.halcyon.kql.syntax.SetStatement;
import dev.halcyon.kql.syntax.Statement;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.TypeName;
import dev.halcyon.kql.type.ScalarType;
import java.util.Set;

/** Binds the statements that define names or set properties. */
final class StatementBinder {

    /** Properties of {@code set} that change nothing in this engine but are legal (R10). */
    private static final Set<String> ACCEPTED = Set.of(
            "notruncation",
            "truncationmaxrecords",
            "truncationmaxsize",
            "query_take_max_records",
            "query_language",
            "servertimeout",
            "request_readonly",
            "maxmemoryconsumptionperiterator",
            "deferpartialqueryfailures",
            "best_effort",
            "query_results_cache_max_age");

    private final BindingSession session;
    private final Environment environment;

    StatementBinder(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    void bind(Statement statement) {
        switch (statement) {
            case LetStatement let -> bindLet(let);
            case SetStatement set -> bindSet(set);
            case QueryParametersStatement parameters -> bindParameters(parameters);
            case AliasStatement alias ->
                throw session.unsupported(alias.span(), "The alias statement", "Name the table directly");
            case PatternStatement pattern ->
                throw session.unsupported(pattern.span(), "The declare pattern statement", "Use let with a function");
            case RestrictStatement restrict ->
                throw session.unsupported(
                        restrict.span(), "The restrict access statement", "Limit access with role assignments");
            case ExpressionStatement expression ->
                throw new IllegalArgumentException("A result is bound by its caller: " + expression.span());
        }
    }

    private void bindLet(LetStatement let) {
        String name = let.name().text();
        SyntaxExpression value = let.value();
        while (value instanceof ParenthesizedExpression parenthesized) {
            value = parenthesized.inner();
        }
        if (value instanceof FunctionDeclaration function) {
            environment.define(name, new Definition.Function(function, environment.frozen()));
            return;
        }
        TabularBinder tables = new TabularBinder(session);
        if (tables.isTabular(value, environment)) {
            Environment seen = environment.frozen();
            // Bound once here so that a mistake is reported even when the name is never used.
            Rowset bound = tables.bind(value, seen).withoutName();
            if (value instanceof MaterializeExpression) {
                environment.define(name, new Definition.Given(() -> Relations.reuse(bound, session.ids())));
                return;
            }
            environment.define(name, new Definition.Tabular(value, seen, false));
        } else {
            environment.define(name, scalar(value));
        }
    }

    private Definition scalar(SyntaxExpression value) {
        int failures = session.failures();
        try {
            return new Definition.Scalar(new ScalarBinder(session, environment, RowScope.empty("let")).bind(value));
        } catch (KqlException e) {
            session.keep(e, session.failures() > failures);
            return new Definition.Faulty(e);
        }
    }

    private void bindSet(SetStatement set) {
        String name = set.name().text();
        if (name.equals("query_now")) {
            SyntaxExpression value = set.value();
            if (value == null) {
                throw session.error(SemanticError.INVALID_VALUE, set.span(), "set query_now needs a datetime");
            }
            Literal instant = new ScalarBinder(session, environment, RowScope.empty("set"))
                    .bindConstant(value, ScalarType.DATETIME, "query_now");
            if (instant.value() instanceof Long ticks) {
                session.replaceNow(ticks);
            }
        } else if (!ACCEPTED.contains(name)) {
            session.warn(
                    SemanticError.UNKNOWN_PROPERTY, set.span(), "Request property '%s' is ignored".formatted(name));
        }
    }

    private void bindParameters(QueryParametersStatement statement) {
        for (var parameter : statement.parameters()) {
            if (!(parameter.type() instanceof TypeName typeName)) {
                throw session.unsupported(parameter.span(), "A tabular query parameter", "Declare scalar parameters");
            }
            ScalarType type = CallBinding.scalarType(session, typeName);
            if (parameter.defaultValue() == null) {
                throw session.error(
                        SemanticError.INVALID_VALUE,
                        parameter.span(),
                        "Query parameter '%s' has no value"
                                .formatted(parameter.name().text()),
                        "Give it a default: declare query_parameters(%s:%s = …)"
                                .formatted(parameter.name().text(), type));
            }
            Literal value = new ScalarBinder(session, environment, RowScope.empty("declare"))
                    .bindConstant(parameter.defaultValue(), type, "The default of a query parameter");
            environment.define(parameter.name().text(), new Definition.Scalar(value));
        }
    }
}

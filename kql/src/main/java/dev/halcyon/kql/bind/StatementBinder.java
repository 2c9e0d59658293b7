package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.syntax.AliasStatement;
import dev.halcyon.kql.syntax.ExpressionStatement;
import dev.halcyon.kql.syntax.FunctionDeclaration;
import dev.halcyon.kql.syntax.LetStatement;
import dev.halcyon.kql.syntax.MaterializeExpression;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.ParenthesizedExpression;
import dev.halcyon.kql.syntax.PatternStatement;
import dev.halcyon.kql.syntax.QueryParametersStatement;
import dev.halcyon.kql.syntax.RestrictStatement;
import dev.halcyon.kql.syntax.SetStatement;
import dev.halcyon.kql.syntax.Statement;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.TypeName;
import dev.halcyon.kql.type.ScalarType;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Binds the statements that define names or set properties. */
final class StatementBinder {

    /** The operator's place in the scope of a value of let. */
    static final String LET = "let";

    private final BindingSession session;
    private final Environment environment;
    private final Set<String> lets = new HashSet<>();

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
        if (!lets.add(name)) {
            throw session.error(
                    SemanticError.DUPLICATE_NAME,
                    let.name().span(),
                    "A variable named '%s' is already defined".formatted(name),
                    "Give the second one another name");
        }
        SyntaxExpression value = let.value();
        while (value instanceof ParenthesizedExpression parenthesized) {
            value = parenthesized.inner();
        }
        if (value instanceof FunctionDeclaration function) {
            try {
                new FunctionRules(session).check(function);
            } catch (KqlException e) {
                // The name is known all the same, so that its calls are no mistakes of their own.
                session.keep(e, false);
            }
            environment.define(name, new Definition.Function(function, environment.frozen()));
            return;
        }
        TabularBinder tables = new TabularBinder(session);
        if (tables.isTabular(value, environment)) {
            Environment seen = environment.frozen();
            // Bound here so that a mistake is reported even when the name is never used.
            Rowset bound = tables.bind(value, seen).withoutName();
            environment.define(
                    name,
                    new Definition.Given(
                            value instanceof MaterializeExpression
                                    ? () -> Relations.reuse(bound, session)
                                    : copies(bound)));
        } else {
            environment.define(name, scalar(value));
        }
    }

    /** The table itself for the first use, then copies with columns of their own (R9). */
    private Supplier<Rowset> copies(Rowset table) {
        boolean[] used = new boolean[1];
        return () -> {
            if (used[0]) {
                return PlanCopier.copy(table, session);
            }
            used[0] = true;
            return table;
        };
    }

    private Definition scalar(SyntaxExpression value) {
        int failures = session.failures();
        try {
            return new Definition.Scalar(new ScalarBinder(session, environment, RowScope.empty(LET)).bind(value));
        } catch (KqlException e) {
            session.keep(e, session.failures() > failures);
            return new Definition.Faulty(e);
        }
    }

    private void bindSet(SetStatement set) {
        session.require(DialectProfile.Construct.REQUEST_PROPERTY, set.span());
        String name = set.name().text();
        if (RequestProperties.isRead(name)) {
            session.properties().set(name, property(name, set), set.span(), session);
        } else {
            RequestProperties.warnIfIgnored(name, set.span(), true, session);
        }
    }

    private Literal property(String name, SetStatement set) {
        Optional<ScalarType> type = RequestProperties.type(name);
        if (set.value() == null) {
            if (type.orElse(ScalarType.STRING) == ScalarType.BOOL) {
                return Literal.ofBool(true);
            }
            throw session.error(SemanticError.INVALID_VALUE, set.span(), "set %s needs a value".formatted(name));
        }
        if (type.equals(Optional.of(ScalarType.STRING)) && set.value() instanceof NameReference bare) {
            return Literal.ofString(bare.name());
        }
        ScalarBinder scalars = new ScalarBinder(session, environment, RowScope.empty("set"));
        if (type.isEmpty()) {
            if (scalars.bind(set.value()) instanceof Literal literal) {
                return literal;
            }
            throw session.error(SemanticError.NOT_CONSTANT, set.span(), "set %s needs a constant".formatted(name));
        }
        // A timespan or datetime may be written as text, as the options of a request have it.
        if (scalars.bind(set.value()) instanceof Literal literal
                && literal.value() instanceof String text
                && type.get() != ScalarType.STRING) {
            return value(text, type.get(), set.span(), "Request property '%s'".formatted(name));
        }
        return scalars.bindConstant(set.value(), type.get(), "Request property '%s'".formatted(name));
    }

    private Literal value(String text, ScalarType type, SourceSpan span, String what) {
        return ValueText.read(text, type, session)
                .orElseThrow(() -> session.error(
                        SemanticError.INVALID_VALUE, span, "%s is not a value of type %s".formatted(what, type)));
    }

    /** Takes the properties that came beside the text. */
    void bindOptions(RequestValues values) {
        SourceSpan nowhere = new SourceSpan(0, 0);
        values.options().forEach((name, text) -> {
            String what = "Request property '%s'".formatted(name);
            if (name.equals("query_bin_auto_size") || name.equals("query_bin_auto_at")) {
                Literal value = ValueText.read(text, ScalarType.TIMESPAN, session)
                        .or(() -> ValueText.read(text, ScalarType.LONG, session))
                        .or(() -> ValueText.read(text, ScalarType.REAL, session))
                        .or(() -> ValueText.read(text, ScalarType.DATETIME, session))
                        .orElseThrow(() -> session.error(
                                SemanticError.INVALID_VALUE, nowhere, what + " is neither a number nor a time"));
                session.properties().set(name, value, nowhere, session);
            } else if (RequestProperties.isRead(name)) {
                ScalarType type = RequestProperties.type(name).orElse(ScalarType.STRING);
                session.properties().set(name, value(text, type, nowhere, what), nowhere, session);
            } else {
                RequestProperties.warnIfIgnored(name, nowhere, false, session);
            }
        });
    }

    private void bindParameters(QueryParametersStatement statement) {
        session.require(DialectProfile.Construct.REQUEST_PROPERTY, statement.span());
        for (var parameter : statement.parameters()) {
            if (!(parameter.type() instanceof TypeName typeName)) {
                throw session.unsupported(parameter.span(), "A tabular query parameter", "Declare scalar parameters");
            }
            ScalarType type = CallBinding.scalarType(session, typeName);
            String name = parameter.name().text();
            @Nullable String given = session.context().values().parameters().get(name);
            Literal value;
            if (given != null) {
                value = value(
                        given, type, parameter.span(), "The value given for query parameter '%s'".formatted(name));
            } else if (parameter.defaultValue() != null) {
                value = new ScalarBinder(session, environment, RowScope.empty("declare"))
                        .bindConstant(parameter.defaultValue(), type, "The default of a query parameter");
            } else {
                throw session.error(
                        SemanticError.INVALID_VALUE,
                        parameter.span(),
                        "Query parameter '%s' has no value".formatted(name),
                        "Send it with the request, or give it a default: declare query_parameters(%s:%s = …)"
                                .formatted(name, type));
            }
            environment.define(name, new Definition.Scalar(value));
        }
    }
}

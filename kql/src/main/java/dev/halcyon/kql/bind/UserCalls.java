package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.Argument;
import dev.halcyon.kql.syntax.ColumnDeclaration;
import dev.halcyon.kql.syntax.ExpressionStatement;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.ParameterDeclaration;
import dev.halcyon.kql.syntax.SchemaDeclaration;
import dev.halcyon.kql.syntax.Statement;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.TypeName;
import dev.halcyon.kql.type.ScalarType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls of lambdas bound by {@code let} (R9): the body is bound anew with the arguments as definitions. */
final class UserCalls {

    private final BindingSession session;

    UserCalls(BindingSession session) {
        this.session = session;
    }

    /** A call whose value is a scalar. */
    ScalarExpression scalar(FunctionCall call, Definition.Function function, ScalarBinder caller) {
        return session.inCall(call.span(), call.function().text(), () -> {
            Environment inside = enter(call, function, caller, Optional.empty());
            return inBody(call, function, () -> scalarBody(call, function, inside));
        });
    }

    /** Mistakes in the body of a stored function are told with their place in its own text. */
    private <T> T inBody(FunctionCall call, Definition.Function function, Supplier<T> body) {
        if (function.saved().isPresent()) {
            session.require(DialectProfile.Construct.SAVED_FUNCTION, call.span());
        }
        return function.saved().isPresent()
                ? session.inSaved(call.span(), function.saved().get(), body)
                : body.get();
    }

    private ScalarExpression scalarBody(FunctionCall call, Definition.Function function, Environment inside) {
        SyntaxExpression result = statements(call, function, inside);
        if (new TabularBinder(session).isTabular(result, inside)) {
            throw session.error(
                    SemanticError.WRONG_SHAPE,
                    call.span(),
                    "Function '%s' gives a table, a scalar is expected"
                            .formatted(call.function().text()),
                    "Use toscalar(%s(…))".formatted(call.function().text()));
        }
        return new ScalarBinder(session, inside, RowScope.empty(call.function().text())).bind(result);
    }

    /** A call whose value is a table; {@code input} is the table in front of {@code invoke}. */
    Rowset tabular(FunctionCall call, Definition.Function function, ScalarBinder caller, Optional<Rowset> input) {
        return session.inCall(call.span(), call.function().text(), () -> {
            Environment inside = enter(call, function, caller, input);
            Rowset rows = inBody(call, function, () -> {
                SyntaxExpression result = statements(call, function, inside);
                return new TabularBinder(session).bind(result, inside);
            });
            // R102: a view is called by its name in union, any other function's result is unnamed.
            return function.declaration().view() ? rows.withName(call.function().text()) : rows.withoutName();
        });
    }

    /** True when the function's result is a table. */
    boolean isTabular(Definition.Function function) {
        return function.saved().isPresent()
                ? session.probe(function.saved().get(), () -> endsInTable(function))
                        .orElse(false)
                : endsInTable(function);
    }

    private boolean endsInTable(Definition.Function function) {
        Environment inside = function.environment().nested();
        for (ParameterDeclaration parameter : function.declaration().parameters()) {
            if (parameter.type() instanceof SchemaDeclaration) {
                inside.define(parameter.name().text(), new Definition.Given(() -> {
                    throw new IllegalStateException("A probe is never bound");
                }));
            }
        }
        TabularBinder tables = new TabularBinder(session);
        for (Statement statement : function.declaration().body()) {
            switch (statement) {
                case dev.halcyon.kql.syntax.LetStatement let -> {
                    if (tables.isTabular(let.value(), inside)) {
                        inside.define(let.name().text(), new Definition.Tabular(let.value(), inside.frozen(), false));
                    } else if (let.value() instanceof dev.halcyon.kql.syntax.FunctionDeclaration inner) {
                        inside.define(let.name().text(), new Definition.Function(inner, inside.frozen()));
                    }
                }
                case ExpressionStatement result -> {
                    return tables.isTabular(result.expression(), inside);
                }
                default -> {}
            }
        }
        return false;
    }

    private SyntaxExpression statements(FunctionCall call, Definition.Function function, Environment inside) {
        List<Statement> body = function.declaration().body();
        StatementBinder statements = new StatementBinder(session, inside);
        for (Statement statement : body) {
            if (statement instanceof ExpressionStatement result) {
                return result.expression();
            }
            statements.bind(statement);
        }
        throw session.error(
                SemanticError.WRONG_SHAPE,
                call.span(),
                "Function '%s' has no result".formatted(call.function().text()),
                "End its body with an expression");
    }

    private Environment enter(
            FunctionCall call, Definition.Function function, ScalarBinder caller, Optional<Rowset> input) {
        Environment inside = function.environment().nested();
        Map<String, SyntaxExpression> given = assign(call, function, input.isPresent());
        boolean first = true;
        for (ParameterDeclaration parameter : function.declaration().parameters()) {
            String name = parameter.name().text();
            if (parameter.type() instanceof SchemaDeclaration) {
                session.require(DialectProfile.Construct.TABULAR_PARAMETER, call.span());
            }
            if (first && input.isPresent()) {
                first = false;
                requireColumns(input.get(), parameter, call);
                inside.define(name, given(input.get()));
                continue;
            }
            first = false;
            @Nullable SyntaxExpression argument = given.get(name);
            if (parameter.type() instanceof TypeName typeName) {
                ScalarType type = CallBinding.scalarType(session, typeName);
                ScalarExpression value;
                if (argument != null) {
                    value = caller.bind(argument);
                } else if (parameter.defaultValue() != null) {
                    value = new ScalarBinder(session, function.environment(), RowScope.empty(name))
                            .bind(parameter.defaultValue());
                } else {
                    throw missing(call, name);
                }
                inside.define(name, new Definition.Scalar(converted(call, name, value, type)));
            } else {
                if (argument == null) {
                    throw missing(call, name);
                }
                Rowset table = new TabularBinder(session)
                        .bind(argument, caller.environment())
                        .withoutName();
                requireColumns(table, parameter, call);
                inside.define(name, given(table));
            }
        }
        return inside;
    }

    /** The table for its first use, copies for further ones: columns are distinct within a plan. */
    private Definition given(Rowset table) {
        AtomicBoolean used = new AtomicBoolean();
        return new Definition.Given(() -> used.getAndSet(true) ? PlanCopier.copy(table, session) : table);
    }

    /** A tabular parameter lists the columns that its argument has at least (R9). */
    private void requireColumns(Rowset table, ParameterDeclaration parameter, FunctionCall call) {
        if (!(parameter.type() instanceof SchemaDeclaration schema)) {
            throw session.error(
                    SemanticError.WRONG_SHAPE,
                    call.span(),
                    "Parameter '%s' of '%s' is a scalar, a table is given"
                            .formatted(parameter.name().text(), call.function().text()));
        }
        for (ColumnDeclaration column : schema.columns()) {
            ScalarType type = CallBinding.scalarType(session, column.type());
            boolean found = table.relation().columns().stream()
                    .anyMatch(own -> own.name().equals(column.name().text()) && own.type() == type);
            if (!found && !table.open()) {
                throw session.error(
                        SemanticError.ARGUMENT_TYPE,
                        call.span(),
                        "The table given for '%s' of '%s' has no column '%s' of type %s"
                                .formatted(
                                        parameter.name().text(),
                                        call.function().text(),
                                        column.name().text(),
                                        type));
            }
        }
    }

    private ScalarExpression converted(FunctionCall call, String name, ScalarExpression value, ScalarType type) {
        if (!fits(value.type(), type)) {
            throw session.error(
                    SemanticError.ARGUMENT_TYPE,
                    call.span(),
                    "Parameter '%s' of '%s' is a %s, not a %s"
                            .formatted(name, call.function().text(), type, value.type()));
        }
        return ConstantFolder.convert(value, type);
    }

    /** Whether a parameter takes a value, as it is or converted. */
    static boolean fits(ScalarType value, ScalarType parameter) {
        return value == parameter
                || parameter == ScalarType.DYNAMIC
                || value == ScalarType.DYNAMIC
                || (value.isNumeric() && parameter.isNumeric());
    }

    private RuntimeException missing(FunctionCall call, String name) {
        return session.error(
                SemanticError.ARGUMENT_COUNT,
                call.span(),
                "Call of '%s' lacks an argument for '%s'"
                        .formatted(call.function().text(), name));
    }

    private Map<String, SyntaxExpression> assign(FunctionCall call, Definition.Function function, boolean invoked) {
        List<ParameterDeclaration> parameters = function.declaration().parameters();
        Map<String, SyntaxExpression> given = new LinkedHashMap<>();
        int position = invoked ? 1 : 0;
        for (Argument argument : call.arguments()) {
            String name;
            int own = position++;
            if (argument.name() != null) {
                name = argument.name().text();
                if (parameters.stream()
                        .noneMatch(parameter -> parameter.name().text().equals(name))) {
                    throw session.error(
                            SemanticError.ARGUMENT_COUNT,
                            argument.span(),
                            "'%s' has no parameter named '%s'"
                                    .formatted(call.function().text(), name));
                }
            } else if (own < parameters.size()) {
                name = parameters.get(own).name().text();
            } else {
                throw session.error(
                        SemanticError.ARGUMENT_COUNT,
                        argument.span(),
                        "'%s' takes %d arguments".formatted(call.function().text(), parameters.size()));
            }
            if (given.putIfAbsent(name, argument.value()) != null) {
                throw session.error(
                        SemanticError.ARGUMENT_COUNT, argument.span(), "Parameter '%s' is given twice".formatted(name));
            }
        }
        return given;
    }
}

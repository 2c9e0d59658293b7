package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.Argument;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.StarExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions about the columns, the table or the request around them: the binder knows what they mean. */
final class SpecialCalls {

    /** Where the arrival of a row is kept; hidden, and gone behind an operator that makes new rows. */
    private static final String ARRIVAL = "_TimeReceived";

    private final BindingSession session;
    private final ScalarBinder binder;

    SpecialCalls(BindingSession session, ScalarBinder binder) {
        this.session = session;
        this.binder = binder;
    }

    /** What the call means; empty for a function that is no special one. */
    Optional<ScalarExpression> bind(FunctionDeclaration function, FunctionCall call) {
        return switch (function.name()) {
            case "pack_all" -> Optional.of(packAll(function, call));
            case "bag_pack_columns" -> Optional.of(pack(function("bag_pack"), columns(function, call)));
            case "column_names_of" -> Optional.of(columnNames(call));
            case "estimate_data_size" -> Optional.of(size(function, call));
            case "current_database" ->
                Optional.of(fact(function, call, session.context().catalog().databaseName()));
            case "current_cluster_endpoint" ->
                Optional.of(fact(function, call, requester().endpoint()));
            case "current_principal" ->
                Optional.of(fact(function, call, requester().qualifiedName()));
            case "current_principal_details" -> Optional.of(principal(function, call));
            case "pack_array" -> allColumns(function, call);
            case "ingestion_time" -> Optional.of(arrival(call));
            case "coalesce" -> {
                requireChoice(call);
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private FunctionDeclaration function(String name) {
        return session.catalogue().get(FunctionKind.SCALAR, name);
    }

    private RuntimeException count(FunctionDeclaration function, FunctionCall call) {
        return CallBinding.mismatch(
                session,
                function,
                call.span(),
                call.arguments().stream().map(_ -> ScalarType.DYNAMIC).toList());
    }

    /** R24: two values at least. */
    private void requireChoice(FunctionCall call) {
        if (call.arguments().size() == 1) {
            throw session.error(
                    SemanticError.ARGUMENT_COUNT,
                    call.span(),
                    "Function coalesce() does not take 1 argument",
                    "It gives the first value that is there among two or more");
        }
    }

    private ScalarExpression packAll(FunctionDeclaration packAll, FunctionCall call) {
        if (call.arguments().size() > 1) {
            throw count(packAll, call);
        }
        boolean ignoreEmpty = !call.arguments().isEmpty()
                && Boolean.TRUE.equals(binder.bindConstant(
                                call.arguments().getFirst().value(), ScalarType.BOOL, "The argument of pack_all()")
                        .value());
        return pack(ignoreEmpty ? packAll : function("bag_pack"), binder.scope().visible());
    }

    private Call pack(FunctionDeclaration pack, List<PlanColumn> columns) {
        List<ScalarExpression> members = new ArrayList<>();
        for (PlanColumn column : columns) {
            members.add(Literal.ofString(column.name()));
            members.add(new ColumnReference(column));
        }
        return new Call(pack, members, ScalarType.DYNAMIC);
    }

    /** The columns that the arguments are; {@code *} is all of them. */
    private List<PlanColumn> columns(FunctionDeclaration function, FunctionCall call) {
        if (call.arguments().isEmpty()) {
            throw count(function, call);
        }
        List<PlanColumn> columns = new ArrayList<>();
        for (Argument argument : call.arguments()) {
            if (argument.value() instanceof StarExpression) {
                columns.addAll(binder.scope().visible());
            } else if (binder.bind(argument.value()) instanceof ColumnReference reference) {
                columns.add(reference.column());
            } else {
                throw session.error(
                        SemanticError.WRONG_SHAPE,
                        argument.span(),
                        "Function %s() takes columns".formatted(function.name()),
                        "Define a column with extend first");
            }
        }
        return columns;
    }

    /** {@code pack_array(*)}. */
    private Optional<ScalarExpression> allColumns(FunctionDeclaration function, FunctionCall call) {
        if (call.arguments().size() != 1 || !(call.arguments().getFirst().value() instanceof StarExpression)) {
            return Optional.empty();
        }
        List<ScalarExpression> columns = new ArrayList<>();
        columns(function, call).forEach(column -> columns.add(new ColumnReference(column)));
        return Optional.of(new Call(function, columns, ScalarType.DYNAMIC));
    }

    private Literal columnNames(FunctionCall call) {
        FunctionDeclaration function = function("column_names_of");
        if (call.arguments().size() != 1) {
            throw count(function, call);
        }
        SyntaxExpression table = call.arguments().getFirst().value();
        TabularBinder tables = new TabularBinder(session);
        if (!tables.isTabular(table, binder.environment())) {
            throw session.error(SemanticError.WRONG_SHAPE, table.span(), "Function column_names_of() takes a table");
        }
        List<String> names = tables.bind(table, binder.environment()).visibleColumns().stream()
                .map(column -> LiteralBinding.json(Literal.ofString(column.name())))
                .toList();
        return new Literal(ScalarType.DYNAMIC, "[" + String.join(",", names) + "]");
    }

    private Call size(FunctionDeclaration function, FunctionCall call) {
        List<ScalarExpression> columns = new ArrayList<>();
        columns(function, call).forEach(column -> columns.add(new ColumnReference(column)));
        return new Call(function, columns, ScalarType.LONG);
    }

    private Literal fact(FunctionDeclaration function, FunctionCall call, String text) {
        if (!call.arguments().isEmpty()) {
            throw count(function, call);
        }
        return Literal.ofString(text);
    }

    private Literal principal(FunctionDeclaration function, FunctionCall call) {
        if (!call.arguments().isEmpty()) {
            throw count(function, call);
        }
        return requester()
                .principal()
                .map(principal -> new Literal(ScalarType.DYNAMIC, principal.details()))
                .orElseGet(() -> Literal.missing(ScalarType.DYNAMIC));
    }

    private Requester requester() {
        return session.context().catalog().requester();
    }

    /** Null where the rows do not come from a table. */
    private ScalarExpression arrival(FunctionCall call) {
        if (!call.arguments().isEmpty()) {
            throw count(function("ingestion_time"), call);
        }
        return binder.scope()
                .find(ARRIVAL)
                .<ScalarExpression>map(ColumnReference::new)
                .orElseGet(() -> Literal.missing(ScalarType.DATETIME));
    }
}

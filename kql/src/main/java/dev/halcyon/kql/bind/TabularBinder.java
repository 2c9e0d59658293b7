package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.FileSource;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.SingleRow;
import dev.halcyon.kql.plan.TableScan;
import dev.halcyon.kql.syntax.ContextualDataTableExpression;
import dev.halcyon.kql.syntax.DataTableExpression;
import dev.halcyon.kql.syntax.ExternalDataExpression;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.InlineExternalTableExpression;
import dev.halcyon.kql.syntax.MaterializeExpression;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.ParenthesizedExpression;
import dev.halcyon.kql.syntax.PathExpression;
import dev.halcyon.kql.syntax.PipeExpression;
import dev.halcyon.kql.syntax.QueryOperator;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.ToTableExpression;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Binds tabular expressions: names of tables, pipes, inline tables, calls of tabular functions. */
final class TabularBinder {

    /** What a query says about how fresh the rows of a table are kept. */
    private static final Set<String> DATA_SCOPES = Set.of("all", "default", "hotcache");

    private final BindingSession session;

    TabularBinder(BindingSession session) {
        this.session = session;
    }

    /** Whether the expression is a table; scalars and tables look alike in the text (R9). */
    boolean isTabular(SyntaxExpression expression, Environment environment) {
        return switch (expression) {
            case PipeExpression pipe -> true;
            case DataTableExpression table -> true;
            case ExternalDataExpression table -> true;
            case InlineExternalTableExpression table -> true;
            case ContextualDataTableExpression table -> true;
            case MaterializeExpression table -> true;
            case ToTableExpression table -> true;
            case ParenthesizedExpression parenthesized -> isTabular(parenthesized.inner(), environment);
            case NameReference reference -> isTableName(reference.name(), environment);
            case FunctionCall call -> isTableCall(call, environment);
            case PathExpression path -> ResourceBinding.isResource(path.target(), environment);
            default -> false;
        };
    }

    private boolean isTableName(String name, Environment environment) {
        Optional<Definition> definition = session.definition(environment, name);
        if (definition.isPresent()) {
            return switch (definition.get()) {
                case Definition.Scalar scalar -> false;
                case Definition.Faulty faulty -> false;
                case Definition.Tabular table -> true;
                case Definition.Given given -> true;
                case Definition.Function function ->
                    function.declaration().parameters().isEmpty() && new UserCalls(session).isTabular(function);
            };
        }
        return session.context().catalog().table(name).isPresent();
    }

    private boolean isTableCall(FunctionCall call, Environment environment) {
        Optional<Definition> definition =
                session.definition(environment, call.function().text());
        if (definition.isPresent()) {
            return switch (definition.get()) {
                case Definition.Function function -> new UserCalls(session).isTabular(function);
                case Definition.Tabular table -> call.arguments().isEmpty();
                case Definition.Given given -> call.arguments().isEmpty();
                case Definition.Scalar scalar -> false;
                case Definition.Faulty faulty -> false;
            };
        }
        String name = call.function().text();
        return session.catalogue().find(FunctionKind.SOURCE, name).isPresent()
                || (session.catalogue().find(FunctionKind.SCALAR, name).isEmpty()
                        && session.catalogue()
                                .find(FunctionKind.AGGREGATE, name)
                                .isEmpty()
                        && (session.context().catalog().standIn(name).isPresent() || isCallable(name)));
    }

    private boolean isCallable(String name) {
        return session.context().catalog().isPartial()
                && session.context().catalog().table(name).isPresent();
    }

    Rowset bind(SyntaxExpression expression, Environment environment) {
        session.checkSize(expression.span());
        return switch (expression) {
            case PipeExpression pipe -> bindPipe(pipe, environment);
            case ParenthesizedExpression parenthesized -> bind(parenthesized.inner(), environment);
            case NameReference reference -> bindName(reference, environment);
            case FunctionCall call -> bindCall(call, environment);
            case DataTableExpression table -> InlineTableBinding.bind(table, environment, session);
            case MaterializeExpression materialize -> bind(materialize.query(), environment);
            case ExternalDataExpression external -> bindExternal(external, environment);
            case InlineExternalTableExpression external ->
                throw session.unsupported(external.span(), "inline_external_table", "Import the file into a table");
            case ContextualDataTableExpression table ->
                throw session.unsupported(table.span(), "__contextual_datatable", "Write the rows as a datatable");
            // Its parameters say how the reference engine computes the table, not which.
            case ToTableExpression table -> bind(table.query(), environment);
            case PathExpression path -> new ResourceBinding(session).bind(path, environment);
            default ->
                throw session.error(
                        SemanticError.WRONG_SHAPE,
                        expression.span(),
                        "Expected a table, found a scalar expression",
                        "Use print to make a table of a scalar");
        };
    }

    /** The columns are written in the text, so that a request that is only looked at needs no file. */
    private Rowset bindExternal(ExternalDataExpression external, Environment environment) {
        if (!session.analysing()) {
            return new ExternalDataBinding(session, environment).bind(external);
        }
        return InlineTableBinding.bind(
                new DataTableExpression(external.schema(), List.of(), external.span()), environment, session);
    }

    private Rowset bindPipe(PipeExpression pipe, Environment environment) {
        return bindPipe(pipe, pipe.operators().size(), environment.nested());
    }

    /** The source and the first operators of a pipe; what they name is defined in {@code inside}. */
    Rowset bindPipe(PipeExpression pipe, int count, Environment inside) {
        List<QueryOperator> operators = pipe.operators().subList(0, count);
        int failures = session.failures();
        Rowset rowset;
        int first = pipe.source() == null ? 1 : 0;
        try {
            rowset = pipe.source() == null
                    ? new SourceBinding(session, inside).bind(operators.getFirst())
                    : bind(pipe.source(), inside);
        } catch (KqlException e) {
            session.keep(e, session.failures() > failures);
            rowset = Rowset.of(new SingleRow());
        }
        for (QueryOperator operator : operators.subList(first, operators.size())) {
            try {
                rowset = apply(rowset, operator, inside);
            } catch (KqlException e) {
                session.keep(e, session.failures() > failures);
            }
        }
        return rowset;
    }

    /** The rows after more operators; what they name is defined in {@code inside}. */
    Rowset applyAll(Rowset input, List<QueryOperator> operators, Environment inside) {
        Rowset rows = input;
        for (QueryOperator operator : operators) {
            rows = apply(rows, operator, inside);
        }
        return rows;
    }

    /** The rows after one more operator. */
    Rowset apply(Rowset input, QueryOperator operator, Environment environment) {
        return new OperatorBinding(session, environment).apply(input, operator);
    }

    private Rowset bindName(NameReference reference, Environment environment) {
        String name = reference.name();
        Optional<Definition> definition = session.definition(environment, name);
        if (definition.isPresent()) {
            return switch (definition.get()) {
                case Definition.Tabular table ->
                    bind(table.value(), table.environment()).withoutName();
                case Definition.Given given -> {
                    session.checkSize(reference.span());
                    yield given.rowset().get();
                }
                case Definition.Function function ->
                    new UserCalls(session)
                            .tabular(
                                    new FunctionCall(
                                            new dev.halcyon.kql.syntax.Name(name, reference.span()),
                                            List.of(),
                                            reference.span()),
                                    function,
                                    scalars(environment, name),
                                    Optional.empty());
                case Definition.Faulty(KqlException failure) -> throw failure;
                case Definition.Scalar scalar ->
                    throw session.error(
                            SemanticError.WRONG_SHAPE,
                            reference.span(),
                            "'%s' is a scalar, a table is expected".formatted(name),
                            "Use print %s".formatted(name));
            };
        }
        Optional<TableSchema> table = session.context().catalog().table(name);
        return table.isPresent()
                ? scan(table.get(), reference.span())
                : standIn(name, reference.span()).orElseThrow(() -> unresolvedTable(reference, environment));
    }

    /** The rows of a table or function that the catalogue does not list but accepts. */
    Optional<Rowset> standIn(String name, SourceSpan span) {
        Optional<TableSchema> table = session.context().catalog().standIn(name);
        table.ifPresent(unlisted -> session.warn(
                SemanticError.UNRESOLVED_NAME,
                span,
                "'%s' is not in the schema: taken for a table or function of the workspace".formatted(name)));
        return table.map(unlisted -> scan(unlisted, span));
    }

    private RuntimeException unresolvedTable(NameReference reference, Environment environment) {
        List<String> names = new ArrayList<>(environment.names());
        names.addAll(session.context().catalog().functions());
        session.context().catalog().tables().forEach(table -> names.add(table.name()));
        return session.error(
                SemanticError.UNRESOLVED_NAME,
                reference.span(),
                "Failed to resolve table or column expression named '%s'".formatted(reference.name()),
                Suggestions.didYouMean(reference.name(), names));
    }

    /** Reads a stored table that a pattern meant. */
    Rowset scan(TableSchema table) {
        return scan(table, new SourceSpan(0, 0));
    }

    /** Reads a stored table within the request's time range and its datetime scope (R10). */
    Rowset scan(TableSchema table, SourceSpan named) {
        session.require(DialectProfile.Construct.STORED_TABLE, named);
        session.read(table, named);
        Optional<FileSource> files = session.context().catalog().files(table);
        if (files.isPresent()) {
            return new FileTableBinding(session).rows(table.name(), files.get());
        }
        List<PlanColumn> columns = new ArrayList<>();
        Set<Integer> hidden = new HashSet<>();
        for (var column : table.columns()) {
            PlanColumn planned = session.ids().column(column);
            columns.add(planned);
            if (table.hidden().contains(column.name())) {
                hidden.add(planned.id());
            }
        }
        boolean open = session.context().catalog().isOpen(table);
        if (open) {
            String source = String.valueOf(named.start());
            for (String name : session.openColumns().namesOf(source)) {
                if (table.column(name).isEmpty()) {
                    session.warn(
                            SemanticError.UNRESOLVED_NAME,
                            named,
                            "Column '%s' of table '%s' is not in the schema: taken for a column of unknown type"
                                    .formatted(name, table.name()));
                    columns.add(session.openColumns().inferred(name, session.ids()));
                }
            }
            PlanColumn marker = session.ids().column(OpenColumns.marker(source), ScalarType.BOOL);
            columns.add(marker);
            hidden.add(marker.id());
        }
        TableScan scan = new TableScan(table, columns, RestrictionBinding.of(table, columns, session));
        Relation relation = ResourceFilter.over(TimeFilters.over(scan, session), session);
        return new Rowset(relation, hidden, false, Optional.of(table.name()), Optional.empty(), open);
    }

    /** A table by its name; one of the workspace goes before one that {@code let} defines. */
    private Rowset table(FunctionCall call, Environment environment) {
        ScalarBinder scalars = scalars(environment, call.function().text());
        if (call.arguments().size() > 1) {
            SyntaxExpression scope = call.arguments().get(1).value();
            String chosen = String.valueOf(scalars.bindConstant(scope, ScalarType.STRING, "The data scope of table()")
                    .value());
            // All rows are at hand at once here, so that every scope holds them all.
            if (!DATA_SCOPES.contains(chosen.toLowerCase(Locale.ROOT))) {
                throw session.error(
                        SemanticError.INVALID_VALUE,
                        scope.span(),
                        "table() has no data scope '%s'".formatted(chosen),
                        "Scopes are all, default and hotcache");
            }
        }
        String name = String.valueOf(
                scalars.bindConstant(call.arguments().getFirst().value(), ScalarType.STRING, "The name of a table")
                        .value());
        boolean defined = session.context().catalog().table(name).isEmpty()
                && environment.find(name).isPresent();
        return bindName(new NameReference(name, call.span()), defined ? environment : Environment.root());
    }

    private Rowset external(FunctionCall call, Environment environment) {
        if (call.arguments().size() > 1) {
            throw session.unsupported(
                    call.arguments().get(1).value().span(),
                    "A mapping or an age of external_table()",
                    "The columns of an external table stand in the workspace's settings; leave the argument out");
        }
        Literal name = scalars(environment, call.function().text())
                .bindConstant(call.arguments().getFirst().value(), ScalarType.STRING, "The name of an external table");
        String table = String.valueOf(name.value());
        // Whoever only looks at a query does not know the external tables of the workspace that will run it.
        Optional<Rowset> unlisted = session.analysing() ? standIn(table, call.span()) : Optional.empty();
        return unlisted.orElseGet(() -> new FileTableBinding(session).external(table, call.span()));
    }

    private ScalarBinder scalars(Environment environment, String operator) {
        return new ScalarBinder(session, environment, RowScope.empty(operator));
    }

    private Rowset bindCall(FunctionCall call, Environment environment) {
        String name = call.function().text();
        Optional<Definition> definition = session.definition(environment, name);
        if (definition.isPresent()) {
            if (definition.get() instanceof Definition.Function function) {
                return new UserCalls(session).tabular(call, function, scalars(environment, name), Optional.empty());
            }
            if (call.arguments().isEmpty()) {
                return bindName(new NameReference(name, call.span()), environment);
            }
        }
        int count = call.arguments().size();
        if (name.equals("table") && (count == 1 || count == 2)) {
            return table(call, environment);
        }
        if (name.equals("external_table") && (count == 1 || count == 2)) {
            return external(call, environment);
        }
        if (session.catalogue().find(FunctionKind.SOURCE, name).isPresent()) {
            throw session.unsupported(
                    call.span(), "The source %s()".formatted(name), UnsupportedFunctions.sourceAdvice(name));
        }
        Optional<TableSchema> listed = session.context().catalog().table(name);
        if (listed.isPresent() && session.context().catalog().isPartial()) {
            // A list of columns says nothing about whether they are those of a table or of a function's result.
            return scan(listed.get(), call.span());
        }
        Optional<Rowset> unlisted = listed.isEmpty() ? standIn(name, call.span()) : Optional.empty();
        if (unlisted.isPresent()) {
            return unlisted.get();
        }
        List<String> names = new ArrayList<>(environment.names());
        names.addAll(session.context().catalog().functions());
        session.context().catalog().tables().forEach(table -> names.add(table.name()));
        throw session.error(
                SemanticError.UNKNOWN_FUNCTION,
                call.function().span(),
                "Unknown function: '%s'".formatted(name),
                Suggestions.didYouMean(name, names));
    }
}

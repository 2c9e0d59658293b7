package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.plan.InputRows;
import dev.halcyon.kql.plan.Limit;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.QueryPlan;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ResultTable;
import dev.halcyon.kql.syntax.ExpressionStatement;
import dev.halcyon.kql.syntax.Query;
import dev.halcyon.kql.syntax.Statement;
import dev.halcyon.kql.type.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** The entry of binding. */
public final class Binder {

    private Binder() {}

    /**
     * Binds a request.
     *
     * @throws KqlException with {@code SEM…} diagnostics
     */
    public static QueryPlan bind(Query query, BindingContext context) {
        BindingSession session = new BindingSession(context, context.dialect().profile());
        List<ResultTable> results = bind(query, session, Environment.root());
        keepMistakesOfPlans(query, session);
        throwErrors(session);
        requireResult(query, session, results);
        return new QueryPlan(results, session.warnings(), session.properties().options());
    }

    /**
     * Finds out what a request means without refusing it: for validators and editors. Where the catalogue has open
     * tables, columns that only the request names are columns too.
     */
    public static Binding analyse(Query query, BindingContext context) {
        OpenColumns open = new OpenColumns();
        while (true) {
            BindingSession session =
                    new BindingSession(context, context.dialect().profile(), open, true);
            List<ResultTable> results = bind(query, session, Environment.root());
            keepMistakesOfPlans(query, session);
            if (!open.again()) {
                List<Diagnostic> diagnostics = new ArrayList<>(session.errors());
                diagnostics.addAll(session.warnings());
                diagnostics.sort(
                        Comparator.comparingInt(diagnostic -> diagnostic.span().start()));
                return new Binding(session.failures() > 0 ? List.of() : results, open.unknown(), diagnostics);
            }
        }
    }

    /**
     * Binds an ingestion transformation: a pipe over {@code source} in the restricted profile (R138). The plan can be
     * kept and run for every block of rows; {@code now()} stays a call.
     *
     * @param input the columns of {@code source}
     * @return a relation over {@link InputRows}
     * @throws KqlException also for operators and functions that transformations do not allow
     */
    public static Relation bindTransformation(Query query, List<Column> input, BindingContext context) {
        BindingSession session = new BindingSession(context, new TransformationProfile());
        Environment environment = Environment.root();
        List<PlanColumn> columns =
                input.stream().map(column -> session.ids().column(column)).toList();
        InputRows rows = new InputRows(columns);
        environment.define("source", new Definition.Given(() -> Rowset.of(rows).withName("source")));
        List<ResultTable> results = bind(query, session, environment);
        throwErrors(session);
        requireResult(query, session, results);
        if (results.size() != 1) {
            throw session.error(
                    SemanticError.NOT_ALLOWED_HERE, query.span(), "A transformation is one tabular expression");
        }
        return results.getFirst().relation();
    }

    private static void keepMistakesOfPlans(Query query, BindingSession session) {
        session.limitedTables().mistakes().forEach(mistake -> session.keep(new KqlException(mistake), false));
        if (session.failures() == 0 && session.context().catalog().isSearch()) {
            session.limitedTables()
                    .missing(query.span())
                    .ifPresent(mistake -> session.keep(new KqlException(mistake), false));
        }
    }

    private static void throwErrors(BindingSession session) {
        if (session.failures() > 0) {
            throw new KqlException(session.errors().stream()
                    .sorted(Comparator.comparingInt(
                            diagnostic -> diagnostic.span().start()))
                    .toList());
        }
    }

    private static void addResults(
            ExpressionStatement statement,
            boolean last,
            BindingSession session,
            Environment environment,
            List<ResultTable> results) {
        for (ResultBinding.Result result : new ResultBinding(session).bind(statement.expression(), environment)) {
            if (result.named() && !last) {
                continue;
            }
            Rowset rowset = result.rows().withoutHidden();
            if (rowset.graph().isPresent()) {
                throw session.error(
                        SemanticError.WRONG_SHAPE,
                        statement.span(),
                        "A graph is no result",
                        "End with graph-match, graph-shortest-paths or graph-to-table");
            }
            String name = result.name().orElse(results.isEmpty() ? "PrimaryResult" : "Table_" + results.size());
            OptionalLong most = session.properties().takenRows();
            Relation rows = most.isPresent() ? new Limit(rowset.relation(), most.getAsLong()) : rowset.relation();
            results.add(new ResultTable(name, rows, rowset.visualization()));
        }
    }

    private static List<ResultTable> bind(Query query, BindingSession session, Environment environment) {
        StatementBinder statements = new StatementBinder(session, environment);
        statements.bindOptions(session.context().values());
        List<ResultTable> results = new ArrayList<>();
        for (Statement statement : query.statements()) {
            int failures = session.failures();
            try {
                if (statement instanceof ExpressionStatement expression) {
                    boolean last = expression.equals(query.statements().getLast());
                    addResults(expression, last, session, environment, results);
                } else {
                    statements.bind(statement);
                }
            } catch (KqlException e) {
                session.keep(e, session.failures() > failures);
            }
        }
        return results;
    }

    private static void requireResult(Query query, BindingSession session, List<ResultTable> results) {
        if (results.isEmpty()) {
            throw session.error(
                    SemanticError.WRONG_SHAPE,
                    query.span(),
                    "The request has no tabular expression",
                    "End it with a query, for example: Usage | take 10");
        }
    }
}

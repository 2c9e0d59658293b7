package dev.halcyon.workspace.query;

import dev.halcyon.engine.Cancellation;
import dev.halcyon.engine.Engine;
import dev.halcyon.engine.EngineProbe;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.bind.Dialect;
import dev.halcyon.kql.plan.QueryPlan;
import dev.halcyon.kql.plan.ResultTable;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.workspace.query.QueryRefusedException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Runs queries over a workspace. Thread-safe. */
public final class QueryService implements AutoCloseable {

    private final Engine engine;
    private final Function<QueryRequest, Catalog> catalog;
    private final WorkspaceClock clock;
    private final QueryCompiler compiler;
    private final QueryLimits limits;
    private final Dialect dialect;
    private final QueryAdmission admission;
    private final Set<RunningQuery> running = ConcurrentHashMap.newKeySet();
    private final Map<String, QueryUnderWay> underWay = new ConcurrentHashMap<>();
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean closing;

    /**
     * A service.
     *
     * @param catalog what a request may see, asked once for each
     * @param dialect what of the language requests may use; the workspace's own use all of it
     */
    public QueryService(
            Engine engine,
            Function<QueryRequest, Catalog> catalog,
            WorkspaceClock clock,
            QueryCompiler compiler,
            QueryLimits limits,
            Dialect dialect) {
        this.engine = engine;
        this.catalog = catalog;
        this.clock = clock;
        this.compiler = compiler;
        this.limits = limits;
        this.dialect = dialect;
        this.admission = new QueryAdmission(limits);
    }

    /**
     * Admits and compiles a query. Before a table is opened nothing runs but the questions of operators whose columns
     * depend on the data. The caller closes what is returned.
     *
     * @throws dev.halcyon.kql.diagnostic.KqlException when the text does not compile
     * @throws QueryRefusedException when it is not admitted
     * @throws dev.halcyon.engine.EngineException when such a question cannot be answered
     */
    public RunningQuery start(QueryRequest request) {
        return start(request, UUID.randomUUID().toString(), "", new Cancellation());
    }

    /**
     * The same for a query that others can find and stop by an id.
     *
     * @param id no other query under way has it
     * @param clientId the name that its sender gave it, or empty
     * @param cancellation stops it, also while it waits for a place
     * @throws dev.halcyon.engine.EngineException of kind CANCELLED, too
     */
    public RunningQuery start(QueryRequest request, String id, String clientId, Cancellation cancellation) {
        return start(request, cancellation, enter(new QueryUnderWay(id, clientId, request, clock.now(), cancellation)));
    }

    /** Starts a query of the workspace itself, which waits for no place and takes none from others. */
    public RunningQuery startOwn(QueryRequest given) {
        if (closing) {
            throw closing();
        }
        QueryRequest request = given.as(QueryRequest.Kind.OWN);
        Cancellation cancellation = new Cancellation();
        QueryUnderWay query = new QueryUnderWay(UUID.randomUUID().toString(), "", request, clock.now(), cancellation);
        underWay.put(query.id(), query);
        return start(request, cancellation, () -> underWay.remove(query.id()));
    }

    private RunningQuery start(QueryRequest request, Cancellation cancellation, Runnable place) {
        boolean started = false;
        try {
            Execution execution = execution(request, cancellation);
            QueryPlan plan = compile(request, execution);
            RunningQuery query = new RunningQuery(execution, plan, finished -> {
                running.remove(finished);
                if (finished.hasFailed()) {
                    failures.incrementAndGet();
                }
                place.run();
            });
            running.add(query);
            started = true;
            return query;
        } finally {
            if (!started) {
                failures.incrementAndGet();
                place.run();
            }
        }
    }

    /**
     * How a query would be run; it is not run, but for the questions of operators whose columns depend on the data. It
     * is admitted like a query.
     *
     * @throws dev.halcyon.kql.diagnostic.KqlException when the text does not compile
     * @throws QueryRefusedException when it is not admitted
     * @throws dev.halcyon.engine.EngineException when the engine cannot plan it
     */
    public Explanation explain(QueryRequest request) {
        Cancellation cancellation = new Cancellation();
        Runnable place = enter(new QueryUnderWay(UUID.randomUUID().toString(), "", request, clock.now(), cancellation));
        try {
            Execution execution = execution(request, cancellation);
            QueryPlan plan = compile(request, execution);
            List<String> statements = new ArrayList<>();
            List<String> enginePlans = new ArrayList<>();
            for (ResultTable result : plan.results()) {
                statements.add(engine.explain(result.relation(), execution.context()));
                enginePlans.add(engine.enginePlan(result.relation(), execution.context()));
            }
            return new Explanation(KqlParser.parse(request.text()), plan, statements, enginePlans);
        } finally {
            place.run();
        }
    }

    private static QueryRefusedException closing() {
        return new QueryRefusedException(Reason.CLOSING, "The workspace is closing.");
    }

    private Runnable enter(QueryUnderWay query) {
        QueryRequest request = query.request();
        if (request.text().length() > limits.maximumTextLength()) {
            throw new QueryRefusedException(
                    Reason.TEXT_TOO_LONG,
                    "The query has %d characters; at most %d are taken."
                            .formatted(request.text().length(), limits.maximumTextLength()));
        }
        if (closing) {
            throw closing();
        }
        underWay.put(query.id(), query);
        boolean entered = false;
        try {
            Runnable place = admission.enter(
                    request.caller().id(), request.kind() == QueryRequest.Kind.SEARCH, query.cancellation());
            entered = true;
            return () -> {
                underWay.remove(query.id());
                place.run();
            };
        } finally {
            if (!entered) {
                underWay.remove(query.id());
            }
        }
    }

    private Execution execution(QueryRequest request, Cancellation cancellation) {
        long deadline = System.nanoTime() + request.timeLimit().toNanos();
        QueryBudget budget = new QueryBudget(request.timeLimit(), limits.maximumRows(), limits.maximumBytes());
        return new Execution(engine, clock.nowTicks(), budget, deadline, cancellation);
    }

    private QueryPlan compile(QueryRequest request, Execution execution) {
        QueryPlan plan = compiler.compile(
                request.text(),
                catalog.apply(request),
                execution.nowTicks(),
                request.timeRange(),
                new EngineProbe(engine, execution::context),
                request.values(),
                request.kind() == QueryRequest.Kind.OWN ? Dialect.KUSTO : dialect);
        execution.apply(plan.options());
        return plan;
    }

    /** What a query may cost. */
    public QueryLimits limits() {
        return limits;
    }

    /** Queries that wait for a place. */
    public int queuedQueries() {
        return admission.waiting();
    }

    /** Queries that did not compile, were refused a table or failed since the start. */
    public long failedQueries() {
        return failures.get();
    }

    /** Queries that run now. */
    public int runningQueries() {
        return running.size();
    }

    /** Queries that wait, are compiled or run now. */
    public List<QueryUnderWay> underWay() {
        return List.copyOf(underWay.values());
    }

    /** True when queries end because the workspace does. */
    public boolean isClosing() {
        return closing;
    }

    /** Cancels every query and refuses new ones. */
    @Override
    public void close() {
        closing = true;
        underWay.values().forEach(query -> query.cancellation().cancel());
    }
}

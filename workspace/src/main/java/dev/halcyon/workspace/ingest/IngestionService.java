package dev.halcyon.workspace.ingest;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.type.Column;
import dev.halcyon.store.Reception;
import dev.halcyon.store.TableRows;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.table.CatalogSnapshot;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.store.table.TableException;
import dev.halcyon.workspace.ingest.IngestionException.Reason;
import dev.halcyon.workspace.rule.DataCollectionRule;
import dev.halcyon.workspace.rule.DataCollectionRules;
import dev.halcyon.workspace.rule.DataFlow;
import dev.halcyon.workspace.rule.RuleStreams;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes bodies of rows for the streams of rules. Thread-safe. */
public final class IngestionService {

    private static final Logger LOG = LoggerFactory.getLogger(IngestionService.class);

    /** The documented limit, for the body as sent and unpacked. */
    public static final int MAXIMUM_BODY_BYTES = 1_048_576;

    private record Way(DataCollectionRule rule, DataFlow flow, String stream) {}

    private final Engine engine;
    private final WorkspaceStore store;
    private final WorkspaceClock clock;
    private final DataCollectionRules rules;
    private final TransformationErrorLog errors;
    private final IngestionRates rates;
    private final BodyBudget bodies;
    private final List<IngestionObserver> observers = new CopyOnWriteArrayList<>();

    public IngestionService(
            Engine engine,
            WorkspaceStore store,
            WorkspaceClock clock,
            DataCollectionRules rules,
            TransformationErrorLog errors,
            IngestionRates rates,
            BodyBudget bodies) {
        this.engine = engine;
        this.store = store;
        this.clock = clock;
        this.rules = rules;
        this.errors = errors;
        this.rates = rates;
        this.bodies = bodies;
    }

    /** Tells somebody of the bodies that are taken from now on. */
    public void observe(IngestionObserver observer) {
        observers.add(observer);
    }

    /**
     * Stores the rows of a body; they are durable when this returns (I-1), and nothing is stored when it throws (I-2).
     *
     * @param ruleId the rule's immutable id
     * @param stream the stream's name
     * @param body unpacked JSON; read to at most one byte beyond the limit
     * @param requestId of the client; the same body with the same id again is not stored twice
     * @return rows stored, over all tables
     * @throws IngestionException when the body is refused
     * @throws ThrottledException when too much came to the rule or the workspace within a minute
     * @throws dev.halcyon.engine.EngineException when the storage fails
     * @throws IOException when the body cannot be read
     */
    public long ingest(String ruleId, String stream, InputStream body, Optional<String> requestId) throws IOException {
        DataCollectionRule rule = rules.byImmutableId(ruleId)
                .orElseThrow(() -> new IngestionException(
                        Reason.RULE_NOT_FOUND,
                        "Data collection rule with immutable Id '%s' not found.".formatted(ruleId)));
        CatalogSnapshot catalog = store.catalog();
        Optional<List<Column>> columns = RuleStreams.columns(rule.content(), stream, catalog);
        if (flows(rule, stream).isEmpty() || columns.isEmpty()) {
            throw new IngestionException(
                    Reason.INVALID_STREAM,
                    "The stream %s was not configured in the Data Collection Rule.".formatted(stream));
        }
        rates.request(ruleId);
        try (BodyBudget.Place place = bodies.open()) {
            return store(rule, stream, catalog, columns.get(), bounded(place.counted(body)), requestId);
        }
    }

    private long store(
            DataCollectionRule rule,
            String stream,
            CatalogSnapshot catalog,
            List<Column> columns,
            byte[] bytes,
            Optional<String> requestId) {
        String ruleId = rule.immutableId();
        rates.body(ruleId, bytes.length);
        JsonRows.Body read = JsonRows.parse(bytes, columns);
        RowBlock rows = read.rows();
        long now = clock.nowTicks();
        long start = System.nanoTime();
        List<TableRows> parts = new ArrayList<>();
        List<Transformation.Failure> failures = new ArrayList<>();
        long dropped = 0;
        for (DataFlow flow : flows(rule, stream)) {
            Transformation.Outcome outcome = transformed(new Way(rule, flow, stream), rows, catalog, now);
            parts.add(new TableRows(flow.table(stream), outcome.rows()));
            failures.addAll(outcome.failures());
            dropped += Math.max(
                    0,
                    rows.rowCount()
                            - outcome.rows().rowCount()
                            - outcome.failures().size());
        }
        long transformationNanos = System.nanoTime() - start;
        Reception reception =
                Reception.at(now).ofRequest(requestId.map(id -> RequestKey.of(ruleId, stream, id, bytes)));
        long stored = stored(stream, parts, reception);
        errors.write(rule, stream, requestId, failures, now);
        tell(new Ingested(
                ruleId,
                stream,
                bytes.length,
                rows.rowCount(),
                read.undeclared(),
                read.cut(),
                dropped,
                failures.size(),
                transformationNanos));
        return stored;
    }

    private long stored(String stream, List<TableRows> parts, Reception reception) {
        try {
            return store.append(parts, reception);
        } catch (TableException e) {
            throw new IngestionException(
                    Reason.INVALID_STREAM,
                    "A table of the stream %s was deleted: %s".formatted(stream, e.getMessage()));
        }
    }

    private void tell(Ingested body) {
        for (IngestionObserver observer : observers) {
            try {
                observer.ingested(body);
            } catch (RuntimeException e) {
                // The rows are stored; whoever sent them must not send them again.
                LOG.warn("Somebody who is told of bodies failed", e);
            }
        }
    }

    private static List<DataFlow> flows(DataCollectionRule rule, String stream) {
        return rule.content().flows().stream()
                .filter(flow -> flow.streams().contains(stream))
                .filter(flow ->
                        flow.destinations().stream().anyMatch(rule.content().workspaceDestinations()::containsKey))
                .toList();
    }

    private static byte[] bounded(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAXIMUM_BODY_BYTES + 1);
        if (bytes.length > MAXIMUM_BODY_BYTES) {
            throw new IngestionException(
                    Reason.TOO_LARGE, "Maximum allowed content length: %d bytes".formatted(MAXIMUM_BODY_BYTES));
        }
        return bytes;
    }

    private Transformation.Outcome transformed(Way way, RowBlock rows, CatalogSnapshot catalog, long now) {
        DataFlow flow = way.flow();
        TableDefinition table = catalog.definition(flow.table(way.stream()))
                .orElseThrow(() -> new IngestionException(
                        Reason.INVALID_STREAM,
                        "The table %s of the stream %s does not exist any more."
                                .formatted(flow.table(way.stream()), way.stream())));
        List<Column> wanted = RuleStreams.columns(table);
        if (flow.transformation().isEmpty() || rows.rowCount() == 0) {
            return new Transformation.Outcome(TableFitting.fit(rows, wanted), List.of());
        }
        try {
            Relation plan = rules.transformation(way.rule(), flow, way.stream(), rows.columns(), catalog);
            return Transformation.run(engine, plan, rows, wanted, now);
        } catch (KqlException e) {
            throw new IngestionException(Reason.INVALID_TRANSFORM, "The transformation failed: " + e.getMessage());
        }
    }
}

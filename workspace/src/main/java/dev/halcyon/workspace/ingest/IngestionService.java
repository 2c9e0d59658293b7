package dev.halcyon.workspace.ingest;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.RowCursor;
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
import dev.halcyon.workspace.ingest.IngestionException.Reason;
import dev.halcyon.workspace.rule.DataCollectionRule;
import dev.halcyon.workspace.rule.DataCollectionRules;
import dev.halcyon.workspace.rule.DataFlow;
import dev.halcyon.workspace.rule.RuleStreams;
import dev.halcyon.workspace.rule.TransformationCompiler;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes bodies of rows for the streams of rules. Thread-safe. */
public final class IngestionService {

    /** The documented limit, for the body as sent and unpacked. */
    public static final int MAXIMUM_BODY_BYTES = 1_048_576;

    // A transformation sees one body of at most 1 MiB; what it makes of it is far below these limits.
    private static final QueryBudget BUDGET = new QueryBudget(Duration.ofSeconds(30), 10_000_000, 256L << 20);

    private final Engine engine;
    private final WorkspaceStore store;
    private final WorkspaceClock clock;
    private final DataCollectionRules rules;
    private final TransformationCompiler compiler;

    public IngestionService(
            Engine engine,
            WorkspaceStore store,
            WorkspaceClock clock,
            DataCollectionRules rules,
            TransformationCompiler compiler) {
        this.engine = engine;
        this.store = store;
        this.clock = clock;
        this.rules = rules;
        this.compiler = compiler;
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
     * @throws EngineException when the storage fails
     * @throws IOException when the body cannot be read
     */
    public long ingest(String ruleId, String stream, InputStream body, Optional<String> requestId) throws IOException {
        DataCollectionRule rule = rules.byImmutableId(ruleId)
                .orElseThrow(() -> new IngestionException(
                        Reason.RULE_NOT_FOUND,
                        "Data collection rule with immutable Id '%s' not found.".formatted(ruleId)));
        CatalogSnapshot catalog = store.catalog();
        List<DataFlow> flows = flows(rule, stream);
        Optional<List<Column>> columns = RuleStreams.columns(rule.content(), stream, catalog);
        if (flows.isEmpty() || columns.isEmpty()) {
            throw new IngestionException(
                    Reason.INVALID_STREAM,
                    "The stream %s was not configured in the Data Collection Rule.".formatted(stream));
        }
        byte[] bytes = bounded(body);
        RowBlock rows = JsonRows.read(bytes, columns.get());
        long now = clock.nowTicks();
        List<TableRows> parts = new ArrayList<>();
        for (DataFlow flow : flows) {
            parts.add(new TableRows(flow.table(stream), transformed(flow, stream, rows, catalog, now)));
        }
        return store.append(
                parts, Reception.at(now).ofRequest(requestId.map(id -> RequestKey.of(ruleId, stream, id, bytes))));
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

    private RowBlock transformed(DataFlow flow, String stream, RowBlock rows, CatalogSnapshot catalog, long now) {
        TableDefinition table = catalog.definition(flow.table(stream))
                .orElseThrow(() -> new IngestionException(
                        Reason.INVALID_STREAM,
                        "The table %s of the stream %s does not exist any more."
                                .formatted(flow.table(stream), stream)));
        List<Column> wanted = RuleStreams.columns(table);
        if (flow.transformation().isEmpty() || rows.rowCount() == 0) {
            return TableFitting.fit(rows, wanted);
        }
        try {
            Relation relation = compiler.compile(flow.transformation().get(), rows.columns(), catalog);
            ExecutionContext context = new ExecutionContext(now, BUDGET, Optional.of(rows));
            try (RowCursor cursor = engine.execute(relation, context)) {
                RowBlock fitted = TableFitting.fit(cursor, wanted);
                cursor.partialFailure().ifPresent(failure -> {
                    throw invalid(failure.message());
                });
                return fitted;
            }
        } catch (KqlException e) {
            throw invalid(String.valueOf(e.getMessage()));
        } catch (EngineException e) {
            if (e.kind() == EngineException.Kind.QUERY) {
                throw invalid(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private static IngestionException invalid(String message) {
        return new IngestionException(Reason.INVALID_TRANSFORM, "The transformation failed: " + message);
    }
}

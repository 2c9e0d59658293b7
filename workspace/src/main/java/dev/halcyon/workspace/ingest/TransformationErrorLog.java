package dev.halcyon.workspace.ingest;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.Reception;
import dev.halcyon.store.TableRows;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.workspace.ingest.Transformation.Failure;
import dev.halcyon.workspace.resource.ResourceStore;
import dev.halcyon.workspace.resource.StoredResource;
import dev.halcyon.workspace.rule.DataCollectionRule;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes rows that a transformation failed on to {@code DCRLogErrors}, while a diagnostic setting of the rule asks for the
 * category {@code LogErrors} (ingestion.md section 3).
 */
public final class TransformationErrorLog {

    /** The type of the settings. */
    public static final String SETTINGS = "Microsoft.Insights/diagnosticSettings";

    /** The category of the settings. */
    public static final String CATEGORY = "LogErrors";

    /** The group that every category of logs belongs to. */
    public static final String EVERY_CATEGORY = "allLogs";

    private static final Logger LOG = LoggerFactory.getLogger(TransformationErrorLog.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TABLE = "DCRLogErrors";
    private static final List<Column> COLUMNS = List.of(
            new Column("TimeGenerated", ScalarType.DATETIME),
            new Column("OperationName", ScalarType.STRING),
            new Column("InputStreamId", ScalarType.STRING),
            new Column("Message", ScalarType.STRING),
            new Column("ClientRequestId", ScalarType.STRING),
            new Column("CorrelationId", ScalarType.STRING),
            new Column("SourceSystem", ScalarType.STRING));

    private final WorkspaceStore store;
    private final ResourceStore resources;

    public TransformationErrorLog(WorkspaceStore store, ResourceStore resources) {
        this.store = store;
        this.resources = resources;
    }

    /**
     * Writes a row for each failure, when somebody wants them. The body's rows are stored already, so a storage that fails is
     * logged and not thrown.
     */
    void write(
            DataCollectionRule rule,
            String stream,
            Optional<String> clientRequestId,
            List<Failure> failures,
            long nowTicks) {
        if (failures.isEmpty() || !isWanted(rule)) {
            return;
        }
        String correlation = UUID.randomUUID().toString();
        RowBlockBuilder rows = RowBlock.builder(COLUMNS);
        for (Failure failure : failures) {
            rows.add(
                    nowTicks,
                    "Transformation",
                    stream,
                    "Row %d was dropped: %s".formatted(failure.row(), failure.message()),
                    clientRequestId.orElse(""),
                    correlation,
                    "Halcyon");
        }
        try {
            store.record(
                    List.of(new TableRows(TABLE, rows.build())),
                    new Reception(nowTicks, rule.resourceId()),
                    transaction -> {});
        } catch (EngineException e) {
            LOG.warn("Errors of a transformation could not be written to " + TABLE, e);
        }
    }

    private boolean isWanted(DataCollectionRule rule) {
        return resources.below(rule.resourceId() + "/providers/" + SETTINGS + "/", SETTINGS).stream()
                .map(StoredResource::json)
                .anyMatch(TransformationErrorLog::asksForErrors);
    }

    private static boolean asksForErrors(String setting) {
        for (JsonNode log : JSON.readTree(setting).path("properties").path("logs")) {
            if (log.path("enabled").asBoolean(false)
                    && (log.path("category").asString("").equalsIgnoreCase(CATEGORY)
                            || log.path("categoryGroup").asString("").equalsIgnoreCase(EVERY_CATEGORY))) {
                return true;
            }
        }
        return false;
    }
}

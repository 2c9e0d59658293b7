package dev.halcyon.workspace.usage;

import dev.halcyon.engine.RowCursor;
import dev.halcyon.kql.bind.RequestValues;
import dev.halcyon.kql.bind.SavedFunction;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.workspace.access.Caller;
import dev.halcyon.workspace.query.QueryRequest;
import dev.halcyon.workspace.query.QueryService;
import dev.halcyon.workspace.query.RunningQuery;
import dev.halcyon.workspace.resource.ResourceStore;
import dev.halcyon.workspace.resource.StoredResource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What one workspace tells of itself, put together. */
public final class SelfReport implements AutoCloseable {

    /** Solution functions are part of every workspace; names that begin with an underscore are theirs (R134). */
    private static final Map<String, SavedFunction> FUNCTIONS = Map.of(
            "_LogOperation",
            SavedFunction.parse(
                    "_LogOperation",
                    "",
                    "Operation | project TimeGenerated, Category = OperationCategory, Operation = OperationKey, "
                            + "Level = OperationStatus, Detail, _ResourceId, Computer, CorrelationId"));

    private static final Caller CALLER = new Caller("daily-cap", Caller.owner().grants());
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration COUNTING_TIME = Duration.ofMinutes(10);
    private static final String CATEGORY = "Ingestion";
    private static final String STATUS_OPERATION = "Data Collection Status";

    private final WorkspaceStore store;
    private final WorkspaceClock clock;
    private final QueryService queries;
    private final String resourceId;
    private final DailyCap cap;
    private @Nullable Housekeeping housekeeping;

    /** Watches the appends of the store from now on. */
    public SelfReport(
            WorkspaceStore store,
            WorkspaceClock clock,
            QueryService queries,
            ResourceStore resources,
            OperationLog operations,
            String resourceId) {
        this.store = store;
        this.clock = clock;
        this.queries = queries;
        this.resourceId = resourceId.toLowerCase(Locale.ROOT);
        this.cap = new DailyCap(
                () -> quota(resources, resourceId),
                clock::nowTicks,
                new EarlierBytes(clock.nowTicks(), this::billable),
                new DailyCap.Events(
                        gigabytes -> operations.warnOnceADay(
                                "ApproachingQuota",
                                CATEGORY,
                                STATUS_OPERATION,
                                "Data collection is close to the daily limit of %s GB. Ingestion status = ApproachingQuota"
                                        .formatted(gigabytes)),
                        gigabytes -> operations.warnOnceADay(
                                "OverQuota",
                                CATEGORY,
                                STATUS_OPERATION,
                                "Data collection stopped due to daily limit of %s GB. Ingestion status = OverQuota"
                                        .formatted(gigabytes))));
        store.observe(cap);
    }

    /** Saved functions and those of every workspace. */
    public static Map<String, SavedFunction> withSolutionFunctions(Map<String, SavedFunction> saved) {
        Map<String, SavedFunction> all = new HashMap<>(FUNCTIONS);
        all.putAll(saved);
        return all;
    }

    public DailyCap dailyCap() {
        return cap;
    }

    /** Accounts for hours and writes heartbeats from now on; on a pinned clock no hour ends, and nothing is done. */
    public synchronized void start(String version) {
        if (housekeeping != null || clock.isPinned()) {
            return;
        }
        UsageAccounting usage = new UsageAccounting(store, queries, clock, cap, resourceId);
        SelfMonitoring monitoring = new SelfMonitoring(store, clock, resourceId, version);
        housekeeping = new Housekeeping(
                List.of(
                        new Housekeeping.Chore("usage", usage::run),
                        new Housekeeping.Chore("heartbeat", monitoring::beat)),
                INTERVAL);
    }

    private static OptionalDouble quota(ResourceStore resources, String resourceId) {
        Optional<StoredResource> stored = resources.find(resourceId);
        if (stored.isEmpty()) {
            return OptionalDouble.empty();
        }
        JsonNode quota = JsonMapper.shared()
                .readTree(stored.get().json())
                .path("properties")
                .path("workspaceCapping")
                .path("dailyQuotaGb");
        double gigabytes = quota.asDouble(-1);
        return gigabytes > 0 ? OptionalDouble.of(gigabytes) : OptionalDouble.empty();
    }

    private double billable(long from, long to) {
        String tables = store.catalog().definitions().stream()
                .filter(table -> store.isStored(table.name()) && WorkspaceStore.isBillable(table.name()))
                .map(table -> ("(table(\"%s\") | where _TimeReceived >= datetime(%s) and _TimeReceived < datetime(%s)"
                                + " | summarize Bytes = sum(_BilledSize))")
                        .formatted(table.name(), Ticks.datetimeText(from), Ticks.datetimeText(to)))
                .collect(Collectors.joining(", "));
        if (tables.isEmpty()) {
            return 0;
        }
        QueryRequest request = new QueryRequest(
                "union %s | summarize sum(Bytes)".formatted(tables),
                Optional.empty(),
                COUNTING_TIME,
                CALLER,
                RequestValues.NONE);
        try (RunningQuery query = queries.startOwn(request);
                RowCursor rows = query.open(0)) {
            return rows.next() && !rows.isNull(0) ? rows.getReal(0) : 0;
        }
    }

    @Override
    public synchronized void close() {
        if (housekeeping != null) {
            housekeeping.close();
        }
    }
}

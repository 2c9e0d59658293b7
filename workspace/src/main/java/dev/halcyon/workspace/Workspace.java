package dev.halcyon.workspace;

import dev.halcyon.engine.Engine;
import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.bind.Requester;
import dev.halcyon.kql.bind.RowRestriction;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.table.Retention;
import dev.halcyon.store.table.TableKind;
import dev.halcyon.workspace.access.AccessControl;
import dev.halcyon.workspace.access.Caller;
import dev.halcyon.workspace.access.KeyFile;
import dev.halcyon.workspace.access.SharedKeys;
import dev.halcyon.workspace.activity.ActivityLog;
import dev.halcyon.workspace.backup.BackupManifest;
import dev.halcyon.workspace.backup.Backups;
import dev.halcyon.workspace.backup.ExportService;
import dev.halcyon.workspace.deletion.DataDeletions;
import dev.halcyon.workspace.deletion.DeletionRequests;
import dev.halcyon.workspace.external.ExternalFolders;
import dev.halcyon.workspace.external.ExternalTables;
import dev.halcyon.workspace.external.FileTables;
import dev.halcyon.workspace.function.SavedSearches;
import dev.halcyon.workspace.ingest.BodyBudget;
import dev.halcyon.workspace.ingest.DataCollectorService;
import dev.halcyon.workspace.ingest.ImportService;
import dev.halcyon.workspace.ingest.IngestionRates;
import dev.halcyon.workspace.ingest.IngestionService;
import dev.halcyon.workspace.ingest.SampleTables;
import dev.halcyon.workspace.ingest.TransformationErrorLog;
import dev.halcyon.workspace.query.QueryCompiler;
import dev.halcyon.workspace.query.QueryRequest;
import dev.halcyon.workspace.query.QueryService;
import dev.halcyon.workspace.query.RequestCatalog;
import dev.halcyon.workspace.query.VisibleTables;
import dev.halcyon.workspace.resource.ResourceIds;
import dev.halcyon.workspace.resource.ResourceStore;
import dev.halcyon.workspace.rule.DataCollectionRules;
import dev.halcyon.workspace.usage.IngestionOperations;
import dev.halcyon.workspace.usage.OperationLog;
import dev.halcyon.workspace.usage.SelfReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An open workspace: its tables, rules, keys and the services over them. */
public final class Workspace implements AutoCloseable {

    /** The demo workspace's name in place of its id. */
    public static final String DEMO_NAME = "DEMO_WORKSPACE";

    /** The demo workspace's read-only key. */
    public static final String DEMO_KEY = "DEMO_KEY";

    /** By which every workspace is known to its own server, which holds no other. */
    public static final String NAME = "workspace";

    private static final String GROUP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/halcyon";

    private final Engine engine;
    private final Path dataFolder;
    private final boolean demo;
    private final WorkspaceClock clock;
    private final WorkspaceStore store;
    private final AccessControl access;
    private final DataCollectionRules rules;
    private final IngestionService ingestion;
    private final ExternalTables externalTables;
    private final ExternalTables noExternalTables;
    private final Optional<FileTables> files;
    private final SavedSearches savedSearches;
    private final DataDeletions deletions;
    private final DeletionRequests deletionRequests;
    private final ResourceStore resources;
    private final ActivityLog activity;
    private final SharedKeys sharedKeys;
    private final DataCollectorService dataCollector;
    private final SampleTables sampleTables;
    private final ImportService imports;
    private final BodyBudget bodies;
    private final QueryService queries;
    private final SelfReport selfReport;
    private volatile boolean countsResourcePermissions;
    private volatile boolean localAuthDisabled;

    private Workspace(
            Engine engine,
            WorkspaceOptions options,
            WorkspaceStore store,
            AccessControl access,
            ExternalTables externalTables,
            Optional<FileTables> files) {
        this.engine = engine;
        this.dataFolder = options.dataFolder();
        this.files = files;
        this.externalTables = externalTables;
        this.noExternalTables = new ExternalTables(ExternalFolders.none(dataFolder), engine);
        this.demo = options.demo();
        this.clock = options.clock();
        this.store = store;
        this.access = access;
        QueryCompiler compiler = new QueryCompiler(engine, clock);
        this.rules = DataCollectionRules.open(store, resourceId(), compiler);
        this.savedSearches = SavedSearches.open(store);
        this.deletions = DataDeletions.open(store);
        this.deletionRequests = new DeletionRequests(deletions, options.deletions(), System::nanoTime);
        this.resources = ResourceStore.open(store);
        this.activity = new ActivityLog(store);
        OperationLog operations = new OperationLog(store, clock, resourceId().toLowerCase(Locale.ROOT));
        IngestionOperations warnings = new IngestionOperations(operations);
        IngestionRates rates = new IngestionRates(options.ingestion(), System::nanoTime, warnings);
        this.bodies = new BodyBudget(options.store().appends());
        this.ingestion = new IngestionService(
                engine, store, clock, rules, new TransformationErrorLog(store, resources), rates, bodies);
        this.sharedKeys = SharedKeys.open(store);
        this.imports = new ImportService(store, clock);
        this.sampleTables = new SampleTables(store, rules, compiler, resourceId());
        this.dataCollector = new DataCollectorService(store, clock, rates, warnings);
        this.queries = new QueryService(engine, this::catalog, clock, compiler, options.limits(), options.dialect());
        this.selfReport = new SelfReport(store, clock, queries, resources, operations, resourceId());
        this.ingestion.observe(warnings);
        applySettings();
        store.purgeAtOnce(() -> feature("immediatePurgeDataOn30Days", false));
    }

    /**
     * Opens the workspace of an engine.
     *
     * @throws IOException when the key file, the folder of exports or one of external data cannot be used
     */
    public static Workspace open(Engine engine, WorkspaceOptions options) throws IOException {
        WorkspaceStore store = WorkspaceStore.open(engine.storage(), options.store(), options.clock());
        Path exports = exportsFolder(options.dataFolder());
        if (Files.isDirectory(exports)) {
            Backups.removeDrafts(exports);
        }
        Map<Caller, String> keys = new LinkedHashMap<>();
        keys.put(Caller.owner(), KeyFile.ownerSecret(options.dataFolder()));
        if (options.demo()) {
            keys.put(Caller.demo(), DEMO_KEY);
        }
        return new Workspace(
                engine,
                options,
                store,
                AccessControl.open(engine.storage(), keys, GROUP),
                new ExternalTables(ExternalFolders.of(options.externalData(), options.dataFolder()), engine),
                options.files().isEmpty() ? Optional.empty() : Optional.of(FileTables.of(options.files(), engine)));
    }

    /** True for the demo workspace. */
    public boolean isDemo() {
        return demo;
    }

    /** The name in the workspace's resource id: {@code DEMO_WORKSPACE} or {@code workspace}. */
    public String name() {
        return demo ? DEMO_NAME : NAME;
    }

    /** The workspace's ARM id. */
    public String resourceId() {
        return GROUP + "/providers/Microsoft.OperationalInsights/workspaces/" + name();
    }

    /** True when an id of a request means this workspace: its customer id, its name or its ARM id, in any letter case. */
    public boolean answersTo(String id) {
        return id.equalsIgnoreCase(store.identity().customerId().toString())
                || id.equalsIgnoreCase(NAME)
                || id.equalsIgnoreCase(name())
                || id.equalsIgnoreCase(resourceId());
    }

    private Catalog tables() {
        return files.isPresent() ? files.get() : store.catalog();
    }

    /**
     * Names of those tables of a snapshot that a caller may not read.
     *
     * @param resourceScope the resource that is asked about; empty for the workspace
     */
    public Set<String> hiddenTables(Caller caller, Catalog tables, Optional<String> resourceScope) {
        Set<String> hidden =
                new TreeSet<>(visible(caller, tables, resourceScope).hidden());
        if (!caller.mayQuery(resourceId())) {
            // Who may ask about a resource alone does not learn which tables the workspace's owner has made.
            hidden.removeIf(this::isCustom);
        }
        return hidden;
    }

    /**
     * True when a caller may ask about a resource by a role held there, without one at the workspace (management.md
     * section 6).
     */
    public boolean mayQueryResource(Caller caller, String scope) {
        Catalog tables = store.catalog();
        return countsResourcePermissions
                && tables.tables().stream()
                        .anyMatch(table -> !caller.resourceRows(scope, table, isCustom(table.name()))
                                .isNoRow());
    }

    private boolean isCustom(String table) {
        return store.catalog()
                .definition(table)
                .map(definition -> definition.kind() == TableKind.CUSTOM)
                .orElse(true);
    }

    private VisibleTables visible(Caller caller, Catalog tables, Optional<String> resourceScope) {
        if (caller.readsEveryTable(resourceId())) {
            return VisibleTables.ALL;
        }
        Optional<String> byResource = resourceScope.filter(scope -> countsResourcePermissions);
        Set<String> hidden = new HashSet<>();
        Map<String, RowRestriction> restrictions = new HashMap<>();
        for (TableSchema table : tables.tables()) {
            boolean custom = isCustom(table.name());
            RowRestriction rows = RowRestriction.any(List.of(
                    caller.rows(resourceId(), table, custom),
                    byResource
                            .map(scope -> caller.resourceRows(scope, table, custom))
                            .orElse(RowRestriction.noRow())));
            // Files are read where they lie, by readers that restrict no rows.
            boolean restrictable = tables.files(table).isEmpty();
            if (rows.isNoRow() || (!rows.isEveryRow() && !restrictable)) {
                hidden.add(table.name());
            } else if (!rows.isEveryRow()) {
                restrictions.put(table.name(), rows);
            }
        }
        return new VisibleTables(hidden, restrictions);
    }

    private Catalog catalog(QueryRequest request) {
        Catalog tables = tables();
        VisibleTables visible = visible(request.caller(), tables, request.resourceScope());
        // Who may ask about a resource alone reaches rows about it and nothing else of the workspace.
        boolean ofWorkspace = request.caller().mayQuery(resourceId());
        return new RequestCatalog(
                name(),
                tables,
                SelfReport.withSolutionFunctions(ofWorkspace ? savedSearches.functions() : Map.of()),
                ofWorkspace ? this::isCalled : id -> false,
                ofWorkspace ? ResourceIds::isResource : id -> false,
                ofWorkspace ? externalTables : noExternalTables,
                visible.hidden(),
                visible.restrictions(),
                request.resourceScope(),
                new Requester(request.endpoint(), request.caller().principal()),
                request.kind());
    }

    /** True when {@code workspace("…")} means this workspace (R134): as {@link #answersTo}, or by its qualified name. */
    public boolean isCalled(String id) {
        String[] segments = resourceId().split("/", -1);
        String qualified = "%s/%s/%s".formatted(segments[2], segments[4], name());
        return answersTo(id) || id.equalsIgnoreCase(qualified);
    }

    /** The files that queries may read where they lie. */
    public ExternalTables externalTables() {
        return externalTables;
    }

    public WorkspaceClock clock() {
        return clock;
    }

    public WorkspaceStore store() {
        return store;
    }

    /** Who may do what. */
    public AccessControl access() {
        return access;
    }

    public DataCollectionRules rules() {
        return rules;
    }

    public IngestionService ingestion() {
        return ingestion;
    }

    /** Rows that are removed on request. */
    public DataDeletions deletions() {
        return deletions;
    }

    /** The same as requests ask for it. */
    public DeletionRequests deletionRequests() {
        return deletionRequests;
    }

    public SavedSearches savedSearches() {
        return savedSearches;
    }

    /** Lets the settings of the workspace resource take effect, which have changed. */
    public void applySettings() {
        store.keepByDefault(defaultRetentionDays());
        countsResourcePermissions = feature("enableLogAccessUsingOnlyResourcePermissions", true);
        localAuthDisabled = feature("disableLocalAuth", false);
    }

    private boolean feature(String name, boolean usual) {
        return settings()
                .map(settings -> settings.path("features").path(name).asBoolean(usual))
                .orElse(usual);
    }

    /** True when tokens alone tell who sends a request, and neither keys nor signatures made with shared keys count. */
    public boolean isLocalAuthDisabled() {
        return localAuthDisabled;
    }

    /** How long tables keep their rows when nothing else is said about them, in days. */
    public int defaultRetentionDays() {
        return settings()
                .map(settings -> settings.path("retentionInDays"))
                .filter(JsonNode::isInt)
                .map(JsonNode::asInt)
                .orElse(Retention.STANDARD.interactiveDays());
    }

    /** The properties of the workspace resource; empty while nobody has set any. */
    private Optional<JsonNode> settings() {
        return resources
                .find(resourceId())
                .map(resource -> JsonMapper.shared().readTree(resource.json()).path("properties"));
    }

    public SharedKeys sharedKeys() {
        return sharedKeys;
    }

    /** Room for the bodies of rows. */
    public BodyBudget bodies() {
        return bodies;
    }

    public ImportService imports() {
        return imports;
    }

    public SampleTables sampleTables() {
        return sampleTables;
    }

    public DataCollectorService dataCollector() {
        return dataCollector;
    }

    /** What the management plane keeps beside tables, rules and saved searches. */
    public ResourceStore resources() {
        return resources;
    }

    /** What was done to resources. */
    public ActivityLog activity() {
        return activity;
    }

    public QueryService queries() {
        return queries;
    }

    /** What the workspace tells of itself. */
    public SelfReport selfReport() {
        return selfReport;
    }

    /** Where exports and backups that a request asks for are written. */
    public Path exportsFolder() {
        return exportsFolder(dataFolder);
    }

    private static Path exportsFolder(Path dataFolder) {
        return dataFolder.resolve("exports");
    }

    /** Writes rows as files. */
    public ExportService exports() {
        return new ExportService(queries);
    }

    /**
     * Copies the workspace while it serves.
     *
     * @param target does not exist yet
     * @throws IOException when it exists, or cannot be written
     */
    public BackupManifest backup(Path target) throws IOException {
        return Backups.backup(engine, dataFolder, target);
    }

    /** Cancels running queries and ends the store's work in the background; the engine stays open. */
    @Override
    public void close() {
        selfReport.close();
        queries.close();
        deletions.close();
        store.close();
    }
}

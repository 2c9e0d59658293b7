package dev.halcyon.workspace.rule;

import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.type.Column;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.table.BuiltInTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The rules of a workspace, by ARM id and by immutable id. Thread-safe; changes are durable when a call returns. */
public final class DataCollectionRules {

    /**
     * The immutable id of the built-in rule, the same in every workspace: it takes {@code Microsoft-<table>} for every
     * built-in table and changes nothing. The id is public; access is by key.
     */
    public static final String BUILT_IN_ID = "dcr-00000000000000000000000000000001";

    private static final String COLLECTION = "dataCollectionRules";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final WorkspaceStore store;
    private final String workspaceResourceId;
    private final TransformationCompiler compiler;
    private final TransformationPlans plans;
    private final DataCollectionRule builtIn;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Map<String, DataCollectionRule> rules;

    private DataCollectionRules(
            WorkspaceStore store,
            String workspaceResourceId,
            TransformationCompiler compiler,
            Map<String, DataCollectionRule> rules) {
        this.store = store;
        this.workspaceResourceId = workspaceResourceId;
        this.compiler = compiler;
        this.plans = new TransformationPlans(compiler);
        this.rules = Map.copyOf(rules);
        this.builtIn = builtInRule(workspaceResourceId);
    }

    /** Reads the stored rules. */
    public static DataCollectionRules open(
            WorkspaceStore store, String workspaceResourceId, TransformationCompiler compiler) {
        Map<String, String> documents = store.storage().transact(transaction -> transaction.documents(COLLECTION));
        Map<String, DataCollectionRule> rules = new TreeMap<>();
        documents.forEach((key, document) -> rules.put(key, read(document)));
        return new DataCollectionRules(store, workspaceResourceId, compiler, rules);
    }

    /** The rule that senders name; the built-in one included. */
    public Optional<DataCollectionRule> byImmutableId(String immutableId) {
        if (immutableId.equals(BUILT_IN_ID)) {
            return Optional.of(builtIn);
        }
        return rules.values().stream()
                .filter(rule -> rule.immutableId().equals(immutableId))
                .findFirst();
    }

    /** The rule of an ARM id, in any letter case. */
    public Optional<DataCollectionRule> byResourceId(String resourceId) {
        return Optional.ofNullable(rules.get(key(resourceId)));
    }

    /** All rules but the built-in one, by ARM id. */
    public Collection<DataCollectionRule> all() {
        return new TreeMap<>(rules).values();
    }

    /**
     * The plan of a flow's transformation over {@code source}, compiled once for a version of the rule.
     *
     * @param input the stream's columns
     * @throws dev.halcyon.kql.diagnostic.KqlException when it does not compile any more
     */
    public Relation transformation(
            DataCollectionRule rule, DataFlow flow, String stream, List<Column> input, Catalog catalog) {
        return plans.plan(rule, flow, stream, input, catalog);
    }

    /**
     * Creates or replaces a rule.
     *
     * @return the rule; it is new when {@code createdAt} equals {@code modifiedAt}
     * @throws InvalidRuleException when it is malformed or does not fit the workspace
     */
    public DataCollectionRule put(String resourceId, JsonNode body) {
        RuleContent content = RuleReader.read(body);
        new RuleValidator(workspaceResourceId, compiler, store.catalog()).check(content);
        lock.lock();
        try {
            DataCollectionRule old = rules.get(key(resourceId));
            Instant now = Instant.now();
            DataCollectionRule rule = old == null
                    ? new DataCollectionRule(
                            resourceId, "dcr-" + hexadecimal(), hexadecimal(), now, now, body.toString(), content)
                    : new DataCollectionRule(
                            old.resourceId(),
                            old.immutableId(),
                            hexadecimal(),
                            old.createdAt(),
                            now,
                            body.toString(),
                            content);
            store.storage().transact(transaction -> {
                transaction.putDocument(COLLECTION, key(resourceId), write(rule));
                return rule;
            });
            Map<String, DataCollectionRule> changed = new TreeMap<>(rules);
            changed.put(key(resourceId), rule);
            rules = Map.copyOf(changed);
            return rule;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Creates a rule.
     *
     * @throws InvalidRuleException when it is malformed or does not fit the workspace
     * @throws RuleExistsException when there is one of that id
     */
    public DataCollectionRule create(String resourceId, JsonNode body) {
        lock.lock();
        try {
            requireNone(resourceId);
            return put(resourceId, body);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Checks that an id is free.
     *
     * @throws RuleExistsException when there is a rule of that id
     */
    public void requireNone(String resourceId) {
        if (rules.containsKey(key(resourceId))) {
            throw new RuleExistsException(resourceId);
        }
    }

    /**
     * Checks the length of a transformation.
     *
     * @throws InvalidRuleException when no rule may have one that is so long
     */
    public void requireShort(Optional<String> transformation) {
        RuleValidator.tooLong(transformation, "transformKql").ifPresent(mistake -> {
            throw new InvalidRuleException(List.of(mistake));
        });
    }

    /** Removes a rule; false when there is none. */
    public boolean delete(String resourceId) {
        lock.lock();
        try {
            Map<String, DataCollectionRule> changed = new TreeMap<>(rules);
            DataCollectionRule removed = changed.remove(key(resourceId));
            if (removed == null) {
                return false;
            }
            store.storage().transact(transaction -> {
                transaction.deleteDocument(COLLECTION, key(resourceId));
                return resourceId;
            });
            rules = Map.copyOf(changed);
            plans.forget(removed.immutableId());
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static DataCollectionRule builtInRule(String workspaceResourceId) {
        List<String> streams = new ArrayList<>();
        BuiltInTables.all().keySet().forEach(table -> streams.add(StreamNames.MICROSOFT_PREFIX + table));
        DataFlow flow = new DataFlow(streams, List.of("workspace"), Optional.empty(), Optional.empty());
        return new DataCollectionRule(
                workspaceResourceId + "/builtInDataCollectionRule",
                BUILT_IN_ID,
                "built-in",
                Instant.EPOCH,
                Instant.EPOCH,
                "{}",
                new RuleContent(Map.of(), Map.of("workspace", workspaceResourceId), List.of(), List.of(flow)));
    }

    private static String key(String resourceId) {
        return resourceId.toLowerCase(Locale.ROOT);
    }

    private static String hexadecimal() {
        UUID random = UUID.randomUUID();
        HexFormat digits = HexFormat.of();
        return digits.toHexDigits(random.getMostSignificantBits())
                + digits.toHexDigits(random.getLeastSignificantBits());
    }

    private static String write(DataCollectionRule rule) {
        ObjectNode document = JSON.createObjectNode()
                .put("resourceId", rule.resourceId())
                .put("immutableId", rule.immutableId())
                .put("etag", rule.etag())
                .put("createdAt", rule.createdAt().toString())
                .put("modifiedAt", rule.modifiedAt().toString());
        document.set("body", JSON.readTree(rule.json()));
        return document.toString();
    }

    private static DataCollectionRule read(String json) {
        JsonNode document = JSON.readTree(json);
        JsonNode body = document.required("body");
        return new DataCollectionRule(
                document.required("resourceId").asString(),
                document.required("immutableId").asString(),
                document.required("etag").asString(),
                Instant.parse(document.required("createdAt").asString()),
                Instant.parse(document.required("modifiedAt").asString()),
                body.toString(),
                RuleReader.read(body));
    }
}

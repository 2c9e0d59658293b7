package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.ActivityMetrics.Measure;
import dev.halcyon.kql.plan.PatternMining;
import dev.halcyon.kql.syntax.EvaluateOperator;
import dev.halcyon.kql.syntax.QueryOperator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The plugins of {@code evaluate}: those that run, and advice for those that never will. */
public final class Plugins {

    private static final String OUTSIDE = "Nothing that a query says makes the server call another one; "
            + "load the data into a table, or write them as a datatable";
    private static final String CODE = "Code of other languages does not run inside a query; "
            + "write it in KQL, or fetch the rows through the API and compute there";
    private static final String MODEL = "No model is called from a query; fetch the rows through the API";

    private static final Map<String, Plugin> SUPPORTED = supported();

    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("python", CODE),
            Map.entry("r", CODE),
            Map.entry("csharp", CODE),
            Map.entry("sql_request", OUTSIDE),
            Map.entry("mysql_request", OUTSIDE),
            Map.entry("postgresql_request", OUTSIDE),
            Map.entry("cosmosdb_sql_request", OUTSIDE),
            Map.entry("azure_digital_twins_query_request", OUTSIDE),
            Map.entry("dax_request", OUTSIDE),
            Map.entry("http_request", OUTSIDE),
            Map.entry("http_request_post", OUTSIDE),
            Map.entry("execute_query", "Write the query where it is needed"),
            Map.entry("execute_show_command", "There are no management commands of another cluster"),
            Map.entry("external_datatable", "Use externaldata or datatable"),
            Map.entry("estimate_rows_count", "Use count"),
            Map.entry("infer_storage_schema_with_suggestions", "Use infer_storage_schema"),
            Map.entry("ai_chat_completion", MODEL),
            Map.entry("ai_chat_completion_prompt", MODEL),
            Map.entry("ai_embeddings", MODEL),
            Map.entry("ai_embed_text", MODEL));

    private Plugins() {}

    private static Map<String, Plugin> supported() {
        Map<String, Plugin> plugins = new TreeMap<>();
        plugins.put("active_users_count", new ActiveUsersPlugin());
        plugins.put("activity_counts_metrics", new ActivityPlugin(Measure.ACTIVITY_COUNTS_METRICS));
        plugins.put("activity_engagement", new ActivityPlugin(Measure.ACTIVITY_ENGAGEMENT));
        plugins.put("activity_metrics", new ActivityPlugin(Measure.ACTIVITY_METRICS));
        plugins.put("new_activity_metrics", new ActivityPlugin(Measure.NEW_ACTIVITY_METRICS));
        plugins.put("sliding_window_counts", new ActivityPlugin(Measure.SLIDING_WINDOW_COUNTS));
        plugins.put("dcount_intersect", new DistinctIntersectionPlugin());
        plugins.put("rolling_percentile", new RollingPercentilePlugin());
        plugins.put("sequence_detect", new SequenceDetectPlugin());
        plugins.put("autocluster", new MiningPlugin(PatternMining.Kind.AUTOCLUSTER));
        plugins.put("basket", new MiningPlugin(PatternMining.Kind.BASKET));
        plugins.put("diffpatterns", new MiningPlugin(PatternMining.Kind.DIFFPATTERNS));
        plugins.put("diffpatterns_text", new TextDifferencePlugin());
        plugins.put("funnel_sequence", new FunnelSequencePlugin());
        plugins.put("funnel_sequence_completion", new FunnelCompletionPlugin());
        plugins.put("bag_unpack", new BagUnpackPlugin());
        plugins.put("geo_line_lookup", GeoLookupPlugin.lines());
        plugins.put("geo_polygon_lookup", GeoLookupPlugin.polygons());
        plugins.put(ExplainPlugin.NAME, new ExplainPlugin());
        plugins.put(LogPatternsPlugin.NAME, new LogPatternsPlugin());
        plugins.put("infer_storage_schema", new StorageSchemaPlugin());
        plugins.put("identity", PluginCall::input);
        plugins.put("ipv4_lookup", new AddressLookupPlugin(false));
        plugins.put("ipv6_lookup", new AddressLookupPlugin(true));
        plugins.put("narrow", new NarrowPlugin());
        plugins.put("pivot", new PivotPlugin());
        plugins.put("preview", new PreviewPlugin());
        plugins.put("rows_near", new RowsNearPlugin());
        plugins.put("schema_merge", new SchemaMergePlugin());
        plugins.put("session_count", new SessionCountPlugin());
        return plugins;
    }

    /** True when {@code evaluate} runs the plugin. */
    public static boolean isSupported(String name) {
        return SUPPORTED.containsKey(name);
    }

    static Optional<Plugin> find(String name) {
        return Optional.ofNullable(SUPPORTED.get(name));
    }

    /** The plugin that an operator calls, when it gives several tables. */
    static Optional<SeveralTablesPlugin> severalTables(QueryOperator operator) {
        return operator instanceof EvaluateOperator evaluate
                        && SUPPORTED.get(evaluate.plugin().function().text()) instanceof SeveralTablesPlugin plugin
                ? Optional.of(plugin)
                : Optional.empty();
    }

    static Optional<String> advice(String name) {
        return Optional.ofNullable(REFUSED.get(name));
    }

    static Set<String> names() {
        return SUPPORTED.keySet();
    }
}

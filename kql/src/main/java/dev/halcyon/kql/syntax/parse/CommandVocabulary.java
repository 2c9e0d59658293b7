package dev.halcyon.kql.syntax.parse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The verbs of management commands, and what each can be applied to. */
final class CommandVocabulary {

    /** Words that may stand between a verb and what it is applied to. */
    private static final Set<String> BETWEEN = Set.of("async", "ifnotexists");

    private static final String POSSESSIONS =
            "cluster database external follower function graph_model materialized-view table";

    /** By verb; a verb without objects is followed by a name or by words of its own. */
    private static final Map<String, List<String>> OBJECTS = new LinkedHashMap<>();

    static {
        put("add", POSSESSIONS);
        put(
                "alter",
                POSSESSIONS + " cache column columns entity_group extentcontainers fabric mirroring-template policies"
                        + " tables continuous-export workload_group");
        put("alter-merge", POSSESSIONS + " column entity_group mirroring-template tables workload_group");
        put("append", "");
        put("apply", "mirroring-template");
        put("attach", "database extents rowstore");
        put("cancel", "all operation operations purge query queued");
        put("clean", "databases");
        put("clear", POSSESSIONS + " cache");
        put(
                "create",
                POSSESSIONS + " continuous-export entity_group mirroring-template request_memoryprofile"
                        + " request_support rowstore tables tempstorage workload_group");
        put("create-merge", "table tables");
        put("create-or-alter", POSSESSIONS + " continuous-export entity_group mirroring-template workload_group");
        put("define", "table tables");
        put("delete", POSSESSIONS + " column policies tables");
        put("detach", "database");
        put("disable", "continuous-export database materialized-view plugin");
        put(
                "drop",
                POSSESSIONS + " column columns continuous-export empty entity_group extent extents fabric functions"
                        + " graph_models graph_snapshot graph_snapshots mirroring-template pretend rowstore"
                        + " stored_query_result stored_query_results storedqueryresultcontainers tables tempstorage"
                        + " unused workload_group");
        put("drop-pretend", "extents");
        put("dup-next-failed-ingest", "");
        put("dup-next-ingest", "");
        put("enable", "continuous-export database materialized-view plugin");
        put("execute", "cluster database script");
        put("export", "compressed to");
        put("get", "ingestion kusto");
        put("ingest", "inline into");
        put("ingest-from-storage-queued", "into");
        put("list", "blobs");
        put("load", "database");
        put("make", "graph_snapshot");
        put("merge", "");
        put("move", "extents");
        put("patch", "table");
        put("purge", "materialized-view table");
        put("purge-cleanup", "");
        put("rename", "column columns materialized-view table tables");
        put("replace", "database extents");
        put("save", "");
        put("set", "");
        put("set-or-append", "");
        put("set-or-replace", "");
        put(
                "show",
                POSSESSIONS + " cache callstacks capacity certificates clockdiagnostics cloudsettings column commands"
                        + " commands-and-queries commconcurrency commpools continuous-export continuous-exports data"
                        + " databases diagnostics entity entity_group entity_groups export extent extentcontainers"
                        + " extents fabric fabriccache fabricclocks fabriclocks featureflags filesystem freshness"
                        + " functions graph_models graph_snapshot graph_snapshots ingestion journal"
                        + " materialized-views memory mempools mirroring-template mirroring-templates operation"
                        + " operations plugins principal purge purges queries query queryexecution queryplan queued"
                        + " request_support rowstore rowstores running schema servicepoints stored_query_result"
                        + " stored_query_results streamingingestion tables tcpconnections tcpports threadpools"
                        + " version workload_group workload_groups");
        put("shuffle", "table");
        put("undo", "drop");
        put("update", "table");
    }

    private CommandVocabulary() {}

    private static void put(String verb, String objects) {
        OBJECTS.put(verb, objects.isEmpty() ? List.of() : List.of(objects.split(" ")));
    }

    static boolean isVerb(String word) {
        return OBJECTS.containsKey(word);
    }

    /** Whether the verb can be applied to what the word names. */
    static boolean takes(String verb, String object) {
        List<String> objects = OBJECTS.getOrDefault(verb, List.of());
        return objects.isEmpty() || objects.contains(object);
    }

    static boolean standsBetween(String word) {
        return BETWEEN.contains(word);
    }

    /** Whether the verb says by itself what it is applied to, so that any name may follow. */
    static boolean takesAnyName(String verb) {
        return OBJECTS.getOrDefault(verb, List.of()).isEmpty();
    }

    static @Nullable String nearestVerb(String word) {
        return OperatorNames.nearest(word, OBJECTS.keySet());
    }

    static @Nullable String nearestObject(String verb, String word) {
        return OperatorNames.nearest(word, OBJECTS.getOrDefault(verb, List.of()));
    }
}

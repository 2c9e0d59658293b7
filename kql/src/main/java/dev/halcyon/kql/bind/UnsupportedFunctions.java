package dev.halcyon.kql.bind;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Functions that are refused for good, and what to do instead. */
final class UnsupportedFunctions {

    private static final String CURSOR = "Filter by TimeGenerated or ingestion_time() instead";
    private static final String SHARD = "Rows are not kept in shards that a query could name";
    private static final String COMBINATION =
            "The way the reference engine combines hash values is not published; use hash(strcat(…)) with a separator";

    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry(
                    "current_principal_is_member_of",
                    "The server knows no groups; compare current_principal() or current_principal_details().ObjectId"),
            Map.entry("cursor_after", CURSOR),
            Map.entry("cursor_before_or_at", CURSOR),
            Map.entry("cursor_current", CURSOR),
            Map.entry("current_cursor", CURSOR),
            Map.entry("extent_id", SHARD),
            Map.entry("extent_tags", SHARD),
            Map.entry(
                    "geo_info_from_ip_address",
                    "This server has no file of locations; start it with --geo-database FILE, a city database in the"
                            + " MaxMind DB format"),
            Map.entry(
                    "materialized_view",
                    "A workspace has no materialized views; save the aggregation as a function, or name the table"),
            Map.entry("stored_query_result", "Results are not kept between requests; save the query as a function"),
            Map.entry("passthrough", "It is internal to the reference engine and has no published meaning"),
            Map.entry("row_id", "Number the rows with serialize and row_number()"),
            Map.entry("hash_combine", COMBINATION),
            Map.entry("hash_many", COMBINATION));

    private static final Set<String> INTERNAL =
            Set.of("current_node_id", "hll_isvalid", "rowstore_ordinal_range", "tdigest_isvalid");

    /** Functions of ingestion-time transformations whose results no document describes to the letter. */
    private static final Map<String, String> UNPUBLISHED = Map.of(
            "geo_location",
            "Keep the address and use geo_info_from_ip_address() in queries: the service that geo_location() asks is not here",
            "parse_cef_dictionary",
            "Use parse or extract, such as extract(@'\\bsrc=(\\S+)', 1, Message): how parse_cef_dictionary() reads escapes,"
                    + " types and the head of a message is not published");

    private UnsupportedFunctions() {}

    /** Why a source of rows is refused. */
    static String sourceAdvice(String source) {
        return ADVICE.getOrDefault(source, "Name a table of this workspace");
    }

    static String aggregateAdvice(String aggregate) {
        return ADVICE.getOrDefault(aggregate, "docs/functions.md lists the aggregates that are");
    }

    static String advice(String function) {
        return ADVICE.getOrDefault(function, "docs/functions.md lists the functions that are");
    }

    /** What to do instead of calling a function that is in no catalogue and known all the same. */
    static Optional<String> outsideCatalogue(String function) {
        if (function.startsWith("__") || INTERNAL.contains(function)) {
            return Optional.of("It is internal to the reference engine and has no published meaning");
        }
        return Optional.ofNullable(UNPUBLISHED.get(function));
    }
}

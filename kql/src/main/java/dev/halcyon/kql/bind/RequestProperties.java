package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.RequestOptions;
import dev.halcyon.kql.type.ScalarType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The request properties that {@code set} and the options of a request give (R10). */
final class RequestProperties {

    private static final long LONGEST_TIMEOUT = 36_000_000_000L;

    /** Properties that change nothing in this engine but are legal. */
    private static final Set<String> ACCEPTED = Set.of(
            "request_readonly",
            "request_description",
            "request_app_name",
            "request_user",
            "queryconsistency",
            "query_results_cache_max_age",
            "query_results_cache_per_shard",
            "query_fanout_nodes_percent",
            "query_fanout_threads_percent",
            "query_distribution_nodes_span",
            "query_python_debug",
            "query_optimize_fts_at_relop",
            "results_progressive_enabled",
            "results_v2_newlines_between_frames",
            "results_v2_fragment_primary_tables",
            "results_error_reporting_placement",
            "materialized_view_shuffle",
            "push_selection_through_aggregation");

    /** Properties that programs send with every request and that have no effect; who writes one means it. */
    private static final Map<String, String> SENT = Map.of(
            "deferpartialqueryfailures", "a failure within the rows is told with them in any case",
            "best_effort", "every table is at hand or the query fails",
            "norequesttimeout", "the server's longest time holds for every query");

    private static final Set<String> LANGUAGES = Set.of("kql", "csl", "kusto");

    private static final Set<String> DATA_SCOPES = Set.of("all", "default", "hotcache");

    /** Properties that would change what a query may use, if it were for the query to say. */
    private static final Set<String> MEMORY =
            Set.of("maxmemoryconsumptionperiterator", "max_memory_consumption_per_query_per_node");

    private static final Map<String, ScalarType> TYPES = Map.ofEntries(
            Map.entry("truncationmaxrecords", ScalarType.LONG),
            Map.entry("truncationmaxsize", ScalarType.LONG),
            Map.entry("query_take_max_records", ScalarType.LONG),
            Map.entry("notruncation", ScalarType.BOOL),
            Map.entry("query_language", ScalarType.STRING),
            Map.entry("query_datascope", ScalarType.STRING),
            Map.entry("servertimeout", ScalarType.TIMESPAN),
            Map.entry("query_now", ScalarType.DATETIME),
            Map.entry("query_datetimescope_column", ScalarType.STRING),
            Map.entry("query_datetimescope_from", ScalarType.DATETIME),
            Map.entry("query_datetimescope_to", ScalarType.DATETIME));

    private OptionalLong maximumRows = OptionalLong.empty();
    private OptionalLong maximumBytes = OptionalLong.empty();
    private OptionalLong takenRows = OptionalLong.empty();
    private OptionalLong timeLimit = OptionalLong.empty();
    private boolean untruncated;
    private @Nullable Literal binSize;
    private @Nullable Literal binPoint;
    private Optional<String> scopeColumn = Optional.empty();
    private OptionalLong scopeFrom = OptionalLong.empty();
    private OptionalLong scopeTo = OptionalLong.empty();

    /** Whether the name is one that a value is read for. */
    static boolean isRead(String name) {
        return TYPES.containsKey(name) || name.equals("query_bin_auto_size") || name.equals("query_bin_auto_at");
    }

    /**
     * Tells that a property has no effect, when someone may count on one.
     *
     * @param written whether the query itself sets it
     */
    static void warnIfIgnored(String name, SourceSpan span, boolean written, BindingSession session) {
        String reason = SENT.get(name);
        if (reason != null) {
            if (written) {
                session.warn(
                        SemanticError.UNKNOWN_PROPERTY,
                        span,
                        "Request property '%s' is ignored: %s".formatted(name, reason));
            }
            return;
        }
        if (MEMORY.contains(name)) {
            session.warn(
                    SemanticError.UNKNOWN_PROPERTY,
                    span,
                    "Request property '%s' is ignored: the server decides how much memory a query may use"
                            .formatted(name));
        } else if (!isRead(name) && !ACCEPTED.contains(name)) {
            session.warn(SemanticError.UNKNOWN_PROPERTY, span, "Request property '%s' is ignored".formatted(name));
        }
    }

    /** The type that a property is read as; empty for those of any type. */
    static Optional<ScalarType> type(String name) {
        return Optional.ofNullable(TYPES.get(name));
    }

    /** Takes a property. */
    void set(String name, Literal value, SourceSpan span, BindingSession session) {
        switch (name) {
            case "notruncation" -> untruncated = Boolean.TRUE.equals(value.value());
            case "truncationmaxrecords" -> maximumRows = lower(maximumRows, count(name, value, span, session));
            case "truncationmaxsize" -> maximumBytes = lower(maximumBytes, count(name, value, span, session));
            case "query_take_max_records" -> takenRows = lower(takenRows, count(name, value, span, session));
            case "servertimeout" ->
                timeLimit = lower(timeLimit, Math.min(LONGEST_TIMEOUT, count(name, value, span, session)));
            case "query_now" -> session.replaceNow(count(name, value, span, session));
            case "query_language" -> oneOf(name, value, LANGUAGES, span, session);
            // All rows are at hand at once here, so that every scope holds them all.
            case "query_datascope" -> oneOf(name, value, DATA_SCOPES, span, session);
            case "query_bin_auto_size" -> binSize = value;
            case "query_bin_auto_at" -> binPoint = value;
            case "query_datetimescope_column" -> scopeColumn = Optional.of(String.valueOf(value.value()));
            case "query_datetimescope_from" -> scopeFrom = OptionalLong.of(count(name, value, span, session));
            case "query_datetimescope_to" -> scopeTo = OptionalLong.of(count(name, value, span, session));
            default -> throw new IllegalArgumentException("Not a property that is read: " + name);
        }
    }

    private static void oneOf(String name, Literal value, Set<String> known, SourceSpan span, BindingSession session) {
        String text = String.valueOf(value.value());
        if (!known.contains(text.toLowerCase(Locale.ROOT))) {
            throw session.error(
                    SemanticError.INVALID_VALUE,
                    span,
                    "Request property '%s' cannot be '%s'".formatted(name, text),
                    known.stream().sorted().collect(Collectors.joining(", ", "It is one of ", "")));
        }
    }

    private static long count(String name, Literal value, SourceSpan span, BindingSession session) {
        if (value.value() instanceof Long number && number >= 0) {
            return number;
        }
        throw session.error(
                SemanticError.INVALID_VALUE,
                span,
                "Request property '%s' must not be negative or null".formatted(name));
    }

    private static OptionalLong lower(OptionalLong old, long value) {
        return OptionalLong.of(Math.min(old.orElse(value), value));
    }

    /** R140: a limit that is given takes back the wish for none. */
    RequestOptions options() {
        boolean limited = maximumRows.isPresent() || maximumBytes.isPresent() || takenRows.isPresent();
        return new RequestOptions(maximumRows, maximumBytes, untruncated && !limited, timeLimit);
    }

    /** Most rows that a result has by choice, which is no failure. */
    OptionalLong takenRows() {
        return takenRows;
    }

    Optional<Literal> binSize() {
        return Optional.ofNullable(binSize);
    }

    Optional<Literal> binPoint() {
        return Optional.ofNullable(binPoint);
    }

    /** The column that the datetime scope filters, when a scope is set. */
    Optional<String> scopeColumn() {
        return scopeFrom.isPresent() || scopeTo.isPresent() ? scopeColumn : Optional.empty();
    }

    OptionalLong scopeFrom() {
        return scopeFrom;
    }

    OptionalLong scopeTo() {
        return scopeTo;
    }
}

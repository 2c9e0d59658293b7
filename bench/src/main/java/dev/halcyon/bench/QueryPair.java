package dev.halcyon.bench;

import java.util.List;

/**
 * The same question in KQL and in the SQL that a person would write for the engine.
 *
 * @param name what it shows
 * @param kql over table {@code Logs}
 * @param sql over table {@code logs} with the same rows; {@code t} is the time in ticks
 */
record QueryPair(String name, String kql, String sql) {

    private static final String DAY_3 = "638145216000000000";

    /** Filters, aggregations, texts, JSON fields, joins, windows and orders over a million log rows. */
    static final List<QueryPair> ALL = List.of(
            pair("count", "Logs | count", "SELECT count(*) FROM logs"),
            pair(
                    "time filter",
                    "Logs | where TimeGenerated > datetime(2023-03-16) | count",
                    "SELECT count(*) FROM logs WHERE t > " + DAY_3),
            pair(
                    "equality",
                    "Logs | where Level == 'Error' | count",
                    "SELECT count(*) FROM logs WHERE level = 'Error'"),
            pair(
                    "two conditions",
                    "Logs | where Level != 'Debug' and DurationMs > 1000 | count",
                    "SELECT count(*) FROM logs WHERE level <> 'Debug' AND duration > 1000"),
            pair(
                    "in list",
                    "Logs | where UserId in (1, 5, 42, 99) | summarize sum(Bytes)",
                    "SELECT coalesce(sum(bytes), 0) FROM logs WHERE userid IN (1, 5, 42, 99)"),
            pair(
                    "between",
                    "Logs | where DurationMs between (100.0 .. 200.0) | summarize avg(DurationMs)",
                    "SELECT avg(duration) FROM logs WHERE duration BETWEEN 100 AND 200"),
            pair(
                    "contains",
                    "Logs | where Message contains 'QUEST 77' | count",
                    "SELECT count(*) FROM logs WHERE contains(lower(message), 'quest 77')"),
            pair(
                    "has",
                    "Logs | where Message has '77777' | count",
                    "SELECT count(*) FROM logs WHERE contains(message, '77777')"
                            + " AND regexp_matches(message, '(^|[^a-zA-Z0-9])77777($|[^a-zA-Z0-9])')"),
            pair(
                    "startswith",
                    "Logs | where Message startswith_cs 'request 9' | count",
                    "SELECT count(*) FROM logs WHERE starts_with(message, 'request 9')"),
            pair(
                    "regex",
                    "Logs | where Message matches regex 'request [0-9]+77 ' | count",
                    "SELECT count(*) FROM logs WHERE regexp_matches(message, 'request [0-9]+77 ')"),
            pair(
                    "group by level",
                    "Logs | summarize count(), avg(DurationMs) by Level",
                    "SELECT level, count(*), avg(duration) FROM logs GROUP BY level"),
            pair(
                    "group by hour and level",
                    "Logs | summarize Requests = count(), Slowest = max(DurationMs) by bin(TimeGenerated, 1h), Level",
                    "SELECT t - t % 36000000000, level, count(*), max(duration) FROM logs GROUP BY ALL"),
            pair(
                    "group by user",
                    "Logs | summarize Total = sum(Bytes), Errors = countif(Level == 'Error') by UserId",
                    "SELECT userid, sum(bytes), count(*) FILTER (level = 'Error') FROM logs GROUP BY userid"),
            pair(
                    "distinct count",
                    "Logs | summarize dcount(UserId) by Level",
                    "SELECT level, count(DISTINCT userid) FROM logs GROUP BY level"),
            pair(
                    "minimum and maximum",
                    "Logs | summarize min(TimeGenerated), max(TimeGenerated), min(DurationMs)",
                    "SELECT min(t), max(t), min(duration) FROM logs"),
            pair(
                    "percentiles",
                    "Logs | summarize percentiles(DurationMs, 50, 95) by Level",
                    "SELECT level, quantile_disc(duration, 0.5), quantile_disc(duration, 0.95) FROM logs GROUP BY level"),
            pair(
                    "newest hundred",
                    "Logs | top 100 by TimeGenerated desc | project TimeGenerated, UserId",
                    "SELECT t, userid FROM logs ORDER BY t DESC LIMIT 100"),
            pair(
                    "slowest by two keys",
                    "Logs | top 50 by DurationMs desc, UserId asc, TimeGenerated asc | project DurationMs, UserId",
                    "SELECT duration, userid FROM logs ORDER BY duration DESC, userid, t LIMIT 50"),
            pair(
                    "arithmetic",
                    "Logs | extend Cost = DurationMs * 0.5 + Bytes / 1024 | summarize sum(Cost)",
                    "SELECT sum(duration * 0.5 + bytes // 1024) FROM logs"),
            pair(
                    "case",
                    "Logs | extend Band = case(DurationMs < 100, 'fast', DurationMs < 800, 'usual', 'slow')"
                            + " | summarize count() by Band",
                    "SELECT CASE WHEN duration < 100 THEN 'fast' WHEN duration < 800 THEN 'usual' ELSE 'slow' END AS band,"
                            + " count(*) FROM logs GROUP BY band"),
            pair(
                    "JSON field",
                    "Logs | summarize count() by Region = tostring(Properties.region)",
                    "SELECT coalesce(json_extract_string(properties, '$.region'), '') AS region, count(*) FROM logs"
                            + " GROUP BY region"),
            pair(
                    "JSON number",
                    "Logs | summarize sum(tolong(Properties.size))",
                    "SELECT sum(CAST(json_extract_string(properties, '$.size') AS BIGINT)) FROM logs"),
            pair(
                    "join",
                    "Logs | where Level == 'Error' | join kind=inner (Logs | where UserId < 20 | summarize n = count() by UserId)"
                            + " on UserId | summarize sum(n)",
                    "SELECT sum(n) FROM logs JOIN (SELECT userid, count(*) AS n FROM logs WHERE userid < 20 GROUP BY userid) r"
                            + " ON logs.userid = r.userid WHERE level = 'Error'"),
            pair(
                    "distinct pairs",
                    "Logs | distinct Level, UserId | count",
                    "SELECT count(*) FROM (SELECT DISTINCT level, userid FROM logs)"),
            pair(
                    "running total",
                    "Logs | where UserId == 7 | sort by TimeGenerated asc | extend Total = row_cumsum(Bytes)"
                            + " | summarize max(Total)",
                    "SELECT max(total) FROM (SELECT sum(bytes) OVER (ORDER BY t ROWS UNBOUNDED PRECEDING) AS total FROM logs"
                            + " WHERE userid = 7)"));

    private static QueryPair pair(String name, String kql, String sql) {
        return new QueryPair(name, kql, sql);
    }
}

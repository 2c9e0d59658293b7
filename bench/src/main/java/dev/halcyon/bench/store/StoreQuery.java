package dev.halcyon.bench.store;

import dev.halcyon.kql.type.Ticks;
import java.util.List;

/**
 * The same question over the generated rows in KQL and in the SQL that a person would write for a plain table.
 *
 * @param name what it shows
 * @param targetMilliseconds what is asked of it; 0 for nothing
 */
record StoreQuery(String name, int targetMilliseconds, String kql, String sql) {

    static List<StoreQuery> all(long rows) {
        String needle = GeneratedLogs.requestId(rows * 2 / 3);
        long from = GeneratedLogs.time(rows / 2);
        long to = from + Ticks.PER_HOUR;
        return List.of(
                new StoreQuery("count", 0, "Generated_CL | count", "SELECT count(*) FROM logs"),
                new StoreQuery(
                        "has \"<unique id>\"",
                        50,
                        "Generated_CL | where Message has '%s' | project TimeGenerated, Message".formatted(needle),
                        ("SELECT t, message FROM logs WHERE contains(lower(message), '%1$s')"
                                        + " AND regexp_matches(lower(message), '(^|[^a-z0-9])%1$s($|[^a-z0-9])')")
                                .formatted(needle)),
                new StoreQuery(
                        "RequestId == \"<unique id>\"",
                        0,
                        "Generated_CL | where RequestId == '%s' | project TimeGenerated, Host".formatted(needle),
                        "SELECT t, host FROM logs WHERE requestid = '%s'".formatted(needle)),
                new StoreQuery(
                        "search \"<unique id>\"",
                        0,
                        "Generated_CL | search '%s' | project TimeGenerated, Host".formatted(needle),
                        ("SELECT t, host FROM logs WHERE contains(message, '%1$s') OR contains(requestid, '%1$s')"
                                        + " OR contains(host, '%1$s') OR contains(service, '%1$s') OR contains(level, '%1$s')"
                                        + " OR contains(properties, '%1$s')")
                                .formatted(needle)),
                new StoreQuery(
                        "has \"error\" | count",
                        1500,
                        "Generated_CL | where Message has 'error' | count",
                        "SELECT count(*) FROM logs WHERE contains(lower(message), 'error')"
                                + " AND regexp_matches(lower(message), '(^|[^a-z0-9])error($|[^a-z0-9])')"),
                new StoreQuery(
                        "1 hour by minute",
                        50,
                        ("Generated_CL | where TimeGenerated >= datetime(%s) and TimeGenerated < datetime(%s)"
                                        + " | summarize count() by bin(TimeGenerated, 1m)")
                                .formatted(Ticks.datetimeText(from), Ticks.datetimeText(to)),
                        "SELECT t - t %% 600000000, count(*) FROM logs WHERE t >= %d AND t < %d GROUP BY 1"
                                .formatted(from, to)),
                new StoreQuery(
                        "newest 100",
                        20,
                        "Generated_CL | top 100 by TimeGenerated | project TimeGenerated, Level, Message",
                        "SELECT t, level, message FROM logs ORDER BY t DESC LIMIT 100"),
                new StoreQuery(
                        "dcount of 10 M",
                        1000,
                        "Generated_CL | summarize dcount(RequestId)",
                        "SELECT count(DISTINCT requestid) FROM logs"),
                new StoreQuery(
                        "JSON field group-by",
                        500,
                        "Generated_CL | summarize count() by tostring(Properties.region)",
                        "SELECT properties->>'$.region', count(*) FROM logs GROUP BY 1"));
    }
}

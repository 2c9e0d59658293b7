package dev.halcyon.cli.tutorial;

import dev.halcyon.cli.UserException;
import dev.halcyon.cli.client.QueryClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which rows of a series the table {@code Usage} holds already. */
final class StoredUsage {
    /** Well below the 500,000 rows at which an answer is cut. */
    private static final int ROWS_A_QUERY = 50_000;

    private final QueryClient queries;
    private final Path folder;
    private final UsageSeries series;

    StoredUsage(QueryClient queries, Path folder, UsageSeries series) {
        this.queries = queries;
        this.folder = folder;
        this.series = series;
    }

    long count() {
        return new Wire(queries.query("Usage | count").complete()).count(0, "Count");
    }

    /**
     * The keys that are there.
     *
     * @throws UserException when the table holds anything else
     */
    Set<UsageKey> keys() {
        long stored = count();
        Set<UsageKey> found = new HashSet<>();
        if (stored == 0) {
            return found;
        }
        Map<UsageKey, Double> wanted = new HashMap<>();
        series.rows().forEach(row -> wanted.put(row.key(), row.quantity()));
        List<UsageRow> rows = series.rows();
        for (int from = 0; from < rows.size(); from += ROWS_A_QUERY) {
            UsageRow last = rows.get(Math.min(from + ROWS_A_QUERY, rows.size()) - 1);
            find(wanted, rows.get(from), last, found);
        }
        if (found.size() != stored) {
            throw another("%,d of its %,d rows are not of this series".formatted(stored - found.size(), stored));
        }
        return found;
    }

    private void find(Map<UsageKey, Double> wanted, UsageRow first, UsageRow last, Set<UsageKey> found) {
        Wire answer = new Wire(queries.query(
                        "Usage | where TimeGenerated between (%s .. %s) | project TimeGenerated, DataType, Quantity"
                                .formatted(Kql.datetime(first.time()), Kql.datetime(last.time())))
                .complete());
        for (int row = 0; row < answer.rowCount(); row++) {
            UsageKey key = new UsageKey(answer.time(row, "TimeGenerated"), answer.text(row, "DataType"));
            Double quantity = wanted.get(key);
            if (quantity == null || quantity != answer.number(row, "Quantity")) {
                throw another("%s at %s is not of this series".formatted(key.dataType(), key.time()));
            }
            found.add(key);
        }
    }

    private UserException another(String finding) {
        return new UserException(
                "%s holds other usage than series '%s' as it is now (%s): start over with --fresh, or give another --data."
                        .formatted(folder, series.name(), finding));
    }
}

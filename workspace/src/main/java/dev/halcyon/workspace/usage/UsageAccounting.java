package dev.halcyon.workspace.usage;

import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.bind.RequestValues;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.store.Reception;
import dev.halcyon.store.TableRows;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.workspace.access.Caller;
import dev.halcyon.workspace.query.QueryRequest;
import dev.halcyon.workspace.query.QueryService;
import dev.halcyon.workspace.query.RunningQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of {@code Usage}: what each table received in each hour that has ended. */
public final class UsageAccounting {

    private static final String USAGE = "Usage";
    private static final String COLLECTION = "usage";
    private static final String THROUGH = "through";
    private static final Caller CALLER = new Caller("usage", Caller.owner().grants());
    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);
    private static final long HOUR = 36_000_000_000L;
    private static final double BYTES_PER_MEGABYTE = 1e6;

    /** Rows are stamped when they arrive and stored a little later: with so much patience nearly all keep that stamp. */
    private static final long GRACE = 2 * 600_000_000L;

    /** Tables of one query, so that its text and its plan stay of a size. */
    private static final int TABLES_AT_A_TIME = 40;

    private static final List<Column> COLUMNS = List.of(
            new Column("TimeGenerated", ScalarType.DATETIME),
            new Column("StartTime", ScalarType.DATETIME),
            new Column("EndTime", ScalarType.DATETIME),
            new Column("DataType", ScalarType.STRING),
            new Column("Quantity", ScalarType.REAL),
            new Column("QuantityUnit", ScalarType.STRING),
            new Column("IsBillable", ScalarType.BOOL),
            new Column("Solution", ScalarType.STRING),
            new Column("SourceSystem", ScalarType.STRING),
            new Column("TotalBatches", ScalarType.LONG),
            new Column("BatchesWithinSla", ScalarType.LONG),
            new Column("BatchesOutsideSla", ScalarType.LONG),
            new Column("BatchesCapped", ScalarType.LONG),
            new Column("AvgLatencyInSeconds", ScalarType.REAL),
            new Column("ResourceUri", ScalarType.STRING));

    private final WorkspaceStore store;
    private final QueryService queries;
    private final WorkspaceClock clock;
    private final DailyCap cap;
    private final String resourceId;

    public UsageAccounting(
            WorkspaceStore store, QueryService queries, WorkspaceClock clock, DailyCap cap, String resourceId) {
        this.store = store;
        this.queries = queries;
        this.clock = clock;
        this.cap = cap;
        this.resourceId = resourceId;
    }

    /**
     * Accounts for the hours that have ended since the last time. The first call of a workspace only notes from which hour
     * on: what was there before was never counted.
     *
     * @return rows written
     */
    public int run() {
        long now = clock.nowTicks();
        Optional<Long> through = through();
        if (through.isEmpty()) {
            note(floor(now));
            return 0;
        }
        long end = floor(now - GRACE);
        boolean ended = end > through.get();
        // What comes later for an hour that is accounted for, from a slow transformation or under a clock that went
        // back,
        // is stamped with the next one, so that nothing is stored that is never counted.
        boolean complete = store.receiveFrom(ended ? end : through.get());
        if (!ended || !complete) {
            return 0;
        }
        RowBlockBuilder rows = RowBlock.builder(COLUMNS);
        Map<DailyCap.CappedHour, Long> capped = cap.cappedRequests(through.get(), end);
        List<TableDefinition> tables = tables();
        for (int first = 0; first < tables.size(); first += TABLES_AT_A_TIME) {
            List<TableDefinition> some = tables.subList(first, Math.min(first + TABLES_AT_A_TIME, tables.size()));
            count(some, through.get(), end, capped, rows);
        }
        capped.forEach((hour, requests) -> add(rows, Hour.without(hour, solution(hour.table())), requests));
        List<TableRows> parts = rows.rowCount() == 0 ? List.of() : List.of(new TableRows(USAGE, rows.build()));
        store.record(parts, new Reception(now, resourceId), transaction -> {
            if (!transaction.document(COLLECTION, THROUGH).equals(through.map(String::valueOf))) {
                throw new IllegalStateException("The hours were accounted for by somebody else");
            }
            transaction.putDocument(COLLECTION, THROUGH, Long.toString(end));
        });
        cap.forgetCapped(end);
        return rows.rowCount();
    }

    private Optional<Long> through() {
        return store.storage()
                .transact(transaction -> transaction.document(COLLECTION, THROUGH))
                .map(Long::valueOf);
    }

    private void note(long hour) {
        store.storage().transact(transaction -> {
            transaction.putDocument(COLLECTION, THROUGH, Long.toString(hour));
            return hour;
        });
    }

    /** Usage itself is left out: it would have a row for each hour because it has one for the hour before. */
    private List<TableDefinition> tables() {
        return store.catalog().definitions().stream()
                .filter(table -> store.isStored(table.name()) && !table.name().equals(USAGE))
                .toList();
    }

    private String solution(String table) {
        return store.catalog()
                .definition(table)
                .filter(definition -> !definition.solutions().isEmpty())
                .map(definition -> definition.solutions().getFirst())
                .orElse("LogManagement");
    }

    /** What a table received in an hour. */
    private record Hour(
            DailyCap.CappedHour hour,
            double bytes,
            boolean billable,
            long batches,
            @Nullable Double latency,
            String solution) {

        /** Of which the daily cap let nothing in. */
        static Hour without(DailyCap.CappedHour hour, String solution) {
            return new Hour(hour, 0, true, 0, null, solution);
        }
    }

    private void count(
            List<TableDefinition> tables,
            long from,
            long end,
            Map<DailyCap.CappedHour, Long> capped,
            RowBlockBuilder rows) {
        List<String> legs = new ArrayList<>();
        for (TableDefinition table : tables) {
            legs.add("""
                    (table("%1$s")
                    | where _TimeReceived >= datetime(%2$s) and _TimeReceived < datetime(%3$s)
                    | summarize Bytes = sum(_BilledSize), Batches = count_distinct(_TimeReceived),
                        Latency = avg(iff(_TimeReceived > TimeGenerated, (_TimeReceived - TimeGenerated) / 1s, 0.0))
                        by Hour = bin(_TimeReceived, 1h), Billable = _IsBillable
                    | extend DataType = "%1$s", Solution = "%4$s")""".formatted(
                            table.name(), Ticks.datetimeText(from), Ticks.datetimeText(end), solution(table.name())));
        }
        String text = "union " + String.join(",\n", legs)
                + "\n| project Hour, DataType, Bytes, Billable, Batches, Latency, Solution | order by Hour asc, DataType asc";
        QueryRequest request = new QueryRequest(text, Optional.empty(), TIME_LIMIT, CALLER, RequestValues.NONE);
        try (RunningQuery query = queries.startOwn(request);
                RowCursor cursor = query.open(0)) {
            while (cursor.next()) {
                DailyCap.CappedHour hour = new DailyCap.CappedHour(cursor.getString(1), cursor.getLong(0));
                Long dropped = capped.remove(hour);
                add(
                        rows,
                        new Hour(
                                hour,
                                cursor.getReal(2),
                                cursor.getString(3).equals("true"),
                                cursor.getLong(4),
                                cursor.isNull(5) ? null : cursor.getReal(5),
                                cursor.getString(6)),
                        dropped == null ? 0 : dropped);
            }
        }
    }

    private void add(RowBlockBuilder rows, Hour hour, long capped) {
        long start = hour.hour().start();
        rows.add(
                start + HOUR,
                start,
                start + HOUR,
                hour.hour().table(),
                hour.bytes() / BYTES_PER_MEGABYTE,
                "MBytes",
                hour.billable(),
                hour.solution(),
                "Halcyon",
                hour.batches() + capped,
                hour.batches(),
                0L,
                capped,
                hour.latency(),
                resourceId);
    }

    private static long floor(long ticks) {
        return ticks - Math.floorMod(ticks, HOUR);
    }
}

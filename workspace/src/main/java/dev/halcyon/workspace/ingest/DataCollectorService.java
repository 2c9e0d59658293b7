package dev.halcyon.workspace.ingest;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.store.Reception;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.StandardColumns;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.store.table.TableNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes bodies of the HTTP Data Collector API (ingestion.md section 7): tables and columns come into being with the rows
 * that need them. Thread-safe.
 */
public final class DataCollectorService {

    /** The documented limit of a body. */
    public static final int MAXIMUM_BODY_BYTES = 30 << 20;

    private static final long OLDEST = 2 * Ticks.PER_DAY;
    private static final long AHEAD = Ticks.PER_DAY;

    private final WorkspaceStore store;
    private final WorkspaceClock clock;
    private final IngestionRates rates;

    public DataCollectorService(WorkspaceStore store, WorkspaceClock clock, IngestionRates rates) {
        this.store = store;
        this.clock = clock;
        this.rates = rates;
    }

    /**
     * Stores the rows of a body; they are durable when this returns, and nothing is stored when it throws.
     *
     * @param logType the table's name without {@code _CL}
     * @param timeProperty the property that holds the time of a row; empty for none. Times older than two days or more
     *     than a day ahead do not count
     * @param resourceId the resource that the rows are about, or empty
     * @return rows stored
     * @throws IngestionException when the body cannot be read
     * @throws ThrottledException when too much came to the workspace within a minute
     * @throws dev.halcyon.store.table.TableException when the table cannot take the columns
     */
    public long collect(String logType, byte[] body, String timeProperty, String resourceId) {
        rates.workspace(body.length);
        String table = logType + TableNames.CUSTOM_SUFFIX;
        Optional<TableDefinition> existing = store.catalog().definition(table);
        CollectedRows rows = CollectedRows.read(
                body,
                existing.map(TableDefinition::schema)
                        .map(schema -> schema.columns())
                        .orElse(List.of()),
                timeProperty);
        if (rows.rowCount() == 0) {
            return 0;
        }
        complete(table, existing, rows.columns());
        long now = clock.nowTicks();
        return store.append(table, rows.block(now - OLDEST, now + AHEAD), new Reception(now, resourceId));
    }

    private void complete(String table, Optional<TableDefinition> existing, List<Column> needed) {
        List<DeclaredColumn> declared =
                new ArrayList<>(existing.map(TableDefinition::columns).orElse(List.of()));
        Set<String> names = new HashSet<>();
        declared.forEach(column -> names.add(column.name()));
        List<Column> wanted = new ArrayList<>(List.of(StandardColumns.TIME_GENERATED, StandardColumns.SOURCE_SYSTEM));
        wanted.addAll(needed);
        boolean complete = existing.isPresent();
        for (Column column : wanted) {
            if (names.add(column.name())) {
                declared.add(new DeclaredColumn(column.name(), column.type(), ""));
                complete = false;
            }
        }
        if (!complete) {
            TableDefinition definition = TableDefinition.custom(
                    table, existing.map(TableDefinition::description).orElse(""), declared);
            store.define(existing.map(old -> definition.withRetention(old.retention()))
                    .orElse(definition));
        }
    }
}

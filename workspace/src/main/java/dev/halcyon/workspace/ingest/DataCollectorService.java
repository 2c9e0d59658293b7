package dev.halcyon.workspace.ingest;

import dev.halcyon.engine.EngineException;
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
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes bodies of the HTTP Data Collector API (ingestion.md section 7): tables and columns come into being with the rows
 * that need them. Thread-safe.
 */
public final class DataCollectorService {

    /** The documented limit of a body. */
    public static final int MAXIMUM_BODY_BYTES = 30 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(DataCollectorService.class);
    private static final long OLDEST = 2 * Ticks.PER_DAY;
    private static final long AHEAD = Ticks.PER_DAY;

    private final WorkspaceStore store;
    private final WorkspaceClock clock;
    private final IngestionRates rates;
    private final IngestionWarnings warnings;

    public DataCollectorService(
            WorkspaceStore store, WorkspaceClock clock, IngestionRates rates, IngestionWarnings warnings) {
        this.store = store;
        this.clock = clock;
        this.rates = rates;
        this.warnings = warnings;
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
        Set<String> dropped = complete(table, existing, rows.columns());
        rows.drop(dropped);
        long now = clock.nowTicks();
        long stored = store.append(table, rows.block(now - OLDEST, now + AHEAD), new Reception(now, resourceId));
        warn(table, rows.cut(), dropped);
        return stored;
    }

    private void warn(String table, Set<String> cut, Set<String> dropped) {
        try {
            if (!cut.isEmpty()) {
                warnings.cut(table, cut, CollectedRows.FIELD_BYTES);
            }
            if (!dropped.isEmpty()) {
                warnings.columnsDropped(table, dropped, TableNames.MAXIMUM_COLUMNS);
            }
        } catch (EngineException e) {
            // The rows are stored; whoever sent them must not send them again.
            LOG.warn("A warning could not be written", e);
        }
    }

    /** Gives the table the columns that it lacks; returns those for which it has no room. */
    private Set<String> complete(String table, Optional<TableDefinition> existing, List<Column> needed) {
        Set<String> dropped = new TreeSet<>();
        List<DeclaredColumn> declared =
                new ArrayList<>(existing.map(TableDefinition::columns).orElse(List.of()));
        Set<String> names = new HashSet<>();
        declared.forEach(column -> names.add(column.name()));
        List<Column> wanted = new ArrayList<>(List.of(StandardColumns.TIME_GENERATED, StandardColumns.SOURCE_SYSTEM));
        wanted.addAll(needed);
        boolean complete = existing.isPresent();
        for (Column column : wanted) {
            if (names.contains(column.name())) {
                continue;
            }
            if (declared.size() >= TableNames.MAXIMUM_COLUMNS) {
                dropped.add(column.name());
            } else {
                names.add(column.name());
                declared.add(new DeclaredColumn(column.name(), column.type(), ""));
                complete = false;
            }
        }
        if (!complete) {
            store.complete(table, declared);
        }
        return dropped;
    }
}

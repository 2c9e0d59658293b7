package dev.halcyon.workspace.usage;

import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.Reception;
import dev.halcyon.store.TableRows;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Writes the rows of {@code Operation}, which {@code _LogOperation} shows. */
public final class OperationLog {

    private static final String OPERATION = "Operation";
    private static final String COLLECTION = "operationsOfTheDay";
    private static final int DAY_LENGTH = 10;
    private static final int MOST_REMEMBERED = 1000;
    private static final List<Column> COLUMNS = List.of(
            new Column("TimeGenerated", ScalarType.DATETIME),
            new Column("OperationCategory", ScalarType.STRING),
            new Column("OperationKey", ScalarType.STRING),
            new Column("OperationStatus", ScalarType.STRING),
            new Column("Detail", ScalarType.STRING),
            new Column("Computer", ScalarType.STRING),
            new Column("CorrelationId", ScalarType.STRING),
            new Column("Solution", ScalarType.STRING),
            new Column("SourceSystem", ScalarType.STRING));

    private final Map<String, String> written = new ConcurrentHashMap<>();
    private final WorkspaceStore store;
    private final WorkspaceClock clock;
    private final String resourceId;

    public OperationLog(WorkspaceStore store, WorkspaceClock clock, String resourceId) {
        this.store = store;
        this.clock = clock;
        this.resourceId = resourceId;
    }

    /**
     * Writes a warning, at most one of its key on a day, also over restarts.
     *
     * @return false when there was one today
     */
    public boolean warnOnceADay(String key, String category, String operation, String detail) {
        return reportOnceADay("Warning", key, category, operation, detail);
    }

    /** The same of another level: {@code Info}, {@code Warning} or {@code Error}. */
    public boolean reportOnceADay(String level, String key, String category, String operation, String detail) {
        String today = "\"" + clock.now().toString().substring(0, DAY_LENGTH) + "\"";
        // Most calls repeat one of the same day, and those must cost the request that makes them nothing.
        if (today.equals(written.get(key))) {
            return false;
        }
        Optional<String> last = store.storage().transact(transaction -> transaction.document(COLLECTION, key));
        if (last.filter(today::equals).isPresent()) {
            remember(key, today);
            return false;
        }
        long now = clock.nowTicks();
        RowBlock row = RowBlock.builder(COLUMNS)
                .add(
                        now,
                        category,
                        operation,
                        level,
                        detail,
                        SelfMonitoring.computer(),
                        UUID.randomUUID().toString(),
                        "LogManagement",
                        "Halcyon")
                .build();
        store.record(
                List.of(new TableRows(OPERATION, row)),
                new Reception(now, resourceId),
                transaction -> transaction.putDocument(COLLECTION, key, today));
        remember(key, today);
        return true;
    }

    private void remember(String key, String today) {
        if (written.size() >= MOST_REMEMBERED) {
            written.clear();
        }
        written.put(key, today);
    }
}

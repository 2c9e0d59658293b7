package dev.halcyon.workspace.usage;

import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.Reception;
import dev.halcyon.store.TableRows;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes the rows of {@code Operation}, which {@code _LogOperation} shows. */
public final class OperationLog {

    private static final String OPERATION = "Operation";
    private static final String COLLECTION = "operationsOfTheDay";
    private static final int DAY_LENGTH = 10;
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
        String today = "\"" + clock.now().toString().substring(0, DAY_LENGTH) + "\"";
        Optional<String> last = store.storage().transact(transaction -> transaction.document(COLLECTION, key));
        if (last.filter(today::equals).isPresent()) {
            return false;
        }
        long now = clock.nowTicks();
        RowBlock row = RowBlock.builder(COLUMNS)
                .add(
                        now,
                        category,
                        operation,
                        "Warning",
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
        return true;
    }
}

package dev.halcyon.workspace.usage;

import dev.halcyon.workspace.ingest.Ingested;
import dev.halcyon.workspace.ingest.IngestionObserver;
import dev.halcyon.workspace.ingest.IngestionWarnings;
import java.util.Locale;
import java.util.Set;

/** Warnings of ingestion as rows of {@code Operation}, each at most once a day for a table or stream. */
public final class IngestionOperations implements IngestionWarnings, IngestionObserver {

    private static final String CATEGORY = "Ingestion";

    /** Of the Logs Ingestion API. */
    private static final int FIELD_BYTES = 64 * 1024;

    private final OperationLog operations;

    public IngestionOperations(OperationLog operations) {
        this.operations = operations;
    }

    @Override
    public void ingested(Ingested body) {
        if (!body.cut().isEmpty()) {
            cut(body.stream(), body.cut(), FIELD_BYTES);
        }
    }

    @Override
    public void cut(String source, Set<String> fields, int bytes) {
        operations.warnOnceADay(
                "cut " + source,
                CATEGORY,
                "Field size limit",
                "The following fields' values of %s have been trimmed to %d bytes, the most that a field can have: %s."
                        .formatted(source, bytes, listed(fields)));
    }

    @Override
    public void columnsDropped(String table, Set<String> columns, int most) {
        operations.warnOnceADay(
                "columns " + table,
                CATEGORY,
                "Number of columns limit",
                "Table %s has %d columns, the most that a table can have. The values of these were dropped: %s."
                        .formatted(table, most, listed(columns)));
    }

    @Override
    public void rate(long bytes, long limit, boolean refused) {
        operations.reportOnceADay(
                refused ? "Error" : "Warning",
                refused ? "rate limit" : "rate",
                CATEGORY,
                "Ingestion rate",
                refused
                        ? String.format(
                                Locale.ROOT,
                                "The ingestion rate has reached the workspace's limit of %,d bytes a minute; what came"
                                        + " beyond it was refused.",
                                limit)
                        : String.format(
                                Locale.ROOT,
                                "The ingestion rate has passed 80%% of the workspace's limit: %,d of %,d bytes within a"
                                        + " minute.",
                                bytes,
                                limit));
    }

    private static String listed(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }
}

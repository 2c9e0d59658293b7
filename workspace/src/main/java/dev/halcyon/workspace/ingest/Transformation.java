package dev.halcyon.workspace.ingest;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.type.Column;
import dev.halcyon.workspace.ingest.IngestionException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One transformation of the rows of one body. Rows on which it fails are set apart and the others go on (ingestion.md
 * section 3): the body is halved until the failing rows stand alone, so that a body without mistakes costs one execution.
 */
final class Transformation {

    /** Executions that the search for failing rows may take; a body that needs more is refused as a whole. */
    private static final int MAXIMUM_RUNS = 500;

    // A transformation sees one body of at most 1 MiB; what it makes of it is far below these limits.
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);
    private static final long MAXIMUM_ROWS = 10_000_000;
    private static final long MAXIMUM_BYTES = 256L << 20;

    /**
     * A row that went nowhere.
     *
     * @param row its index in the body, from 0
     */
    record Failure(int row, String message) {}

    /**
     * What came out.
     *
     * @param rows in the table's columns
     */
    record Outcome(RowBlock rows, List<Failure> failures) {}

    private final Engine engine;
    private final Relation plan;
    private final List<Column> table;
    private final long nowTicks;
    private final long deadline = System.nanoTime() + TIME_LIMIT.toNanos();
    private final List<RowBlock> parts = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private int runs;

    private Transformation(Engine engine, Relation plan, List<Column> table, long nowTicks) {
        this.engine = engine;
        this.plan = plan;
        this.table = table;
        this.nowTicks = nowTicks;
    }

    /**
     * Transforms rows and fits them to a table.
     *
     * @param table the columns that the rows end in
     * @throws IngestionException with {@link Reason#INVALID_TRANSFORM} when it fails on too many rows
     * @throws EngineException when it fails for another reason than the rows
     */
    static Outcome run(Engine engine, Relation plan, RowBlock rows, List<Column> table, long nowTicks) {
        Transformation transformation = new Transformation(engine, plan, table, nowTicks);
        transformation.transform(rows, 0);
        List<RowBlock> parts = transformation.parts;
        return new Outcome(
                parts.isEmpty() ? new RowBlock(List.of(), List.of(), 0) : RowBlocks.join(parts),
                List.copyOf(transformation.failures));
    }

    private void transform(RowBlock rows, int first) {
        if (++runs > MAXIMUM_RUNS) {
            throw refused("it fails on more rows than can be told apart, the first time with: "
                    + (failures.isEmpty() ? "no row" : failures.getFirst().message()));
        }
        try {
            parts.add(execute(rows));
        } catch (EngineException e) {
            if (e.kind() != EngineException.Kind.QUERY) {
                throw e;
            }
            int count = rows.rowCount();
            if (count == 1) {
                failures.add(new Failure(first, String.valueOf(e.getMessage())));
            } else {
                transform(RowBlocks.slice(rows, 0, count / 2), first);
                transform(RowBlocks.slice(rows, count / 2, count), first + count / 2);
            }
        }
    }

    private RowBlock execute(RowBlock rows) {
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        ExecutionContext context =
                new ExecutionContext(nowTicks, new QueryBudget(left, MAXIMUM_ROWS, MAXIMUM_BYTES), Optional.of(rows));
        try (RowCursor cursor = engine.execute(plan, context)) {
            RowBlock fitted = TableFitting.fit(cursor, table);
            cursor.partialFailure().ifPresent(failure -> {
                throw refused(failure.message());
            });
            return fitted;
        }
    }

    private static IngestionException refused(String why) {
        return new IngestionException(Reason.INVALID_TRANSFORM, "The transformation failed: " + why);
    }
}

package dev.halcyon.conformance.store;

import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.AppendOptions;
import dev.halcyon.store.Reception;
import dev.halcyon.store.StoreOptions;
import dev.halcyon.store.TableRows;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.extent.ExtentOptions;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.TableDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Appends numbered requests until it is killed and says which are stored. Each request writes rows to two tables; sealing
 * and merging happen all the time.
 */
public final class StoreWriter {

    static final String FIRST_TABLE = "First_CL";
    static final String SECOND_TABLE = "Second_CL";

    /** Rows of one request in each table. */
    static final int ROWS = 3;

    static final StoreOptions OPTIONS =
            new StoreOptions(AppendOptions.STANDARD, new ExtentOptions(120, Duration.ofMillis(40), 3, 20, 1));

    private static final List<Column> COLUMNS = List.of(
            new Column("Writer", ScalarType.LONG),
            new Column("Number", ScalarType.LONG),
            new Column("Message", ScalarType.STRING));

    private static final long SPACE_PAUSE_NANOS = 150_000_000;

    private StoreWriter() {}

    /** Arguments: the data folder, then for each writer the number that it sends first. */
    public static void main(String[] arguments) throws InterruptedException {
        DuckDbEngine engine = DuckDbEngine.open(Path.of(arguments[0]), DuckDbOptions.STANDARD);
        WorkspaceStore store = WorkspaceStore.open(engine.storage(), OPTIONS, WorkspaceClock.real());
        define(store, FIRST_TABLE);
        define(store, SECOND_TABLE);
        store.startKeeping(Duration.ofMillis(5));
        Thread.ofPlatform().daemon().start(() -> giveBackSpace(engine));
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < arguments.length - 1; writer++) {
            int number = writer;
            long first = Long.parseLong(arguments[writer + 1]);
            writers.add(Thread.ofPlatform().start(() -> write(store, number, first)));
        }
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private static void define(WorkspaceStore store, String table) {
        List<DeclaredColumn> columns = new ArrayList<>();
        columns.add(new DeclaredColumn("TimeGenerated", ScalarType.DATETIME, ""));
        COLUMNS.forEach(column -> columns.add(new DeclaredColumn(column.name(), column.type(), "")));
        store.define(TableDefinition.custom(table, "", columns));
    }

    /** What is done once a minute where nobody is killed. */
    private static void giveBackSpace(DuckDbEngine engine) {
        while (true) {
            engine.storage().releaseSpace();
            LockSupport.parkNanos(SPACE_PAUSE_NANOS);
        }
    }

    private static void write(WorkspaceStore store, int writer, long first) {
        for (long number = first; number < Long.MAX_VALUE; number++) {
            Reception reception = Reception.at(WorkspaceClock.real().nowTicks())
                    .ofRequest(Optional.of("writer %d request %d".formatted(writer, number)));
            store.append(
                    List.of(
                            new TableRows(FIRST_TABLE, rows(writer, number)),
                            new TableRows(SECOND_TABLE, rows(writer, number))),
                    reception);
            System.out.println(writer + " " + number);
            System.out.flush();
        }
    }

    private static RowBlock rows(int writer, long number) {
        RowBlockBuilder rows = RowBlock.builder(COLUMNS);
        for (int row = 0; row < ROWS; row++) {
            rows.add((long) writer, number, "request %d-%d of writer %d".formatted(number, row, writer));
        }
        return rows.build();
    }
}

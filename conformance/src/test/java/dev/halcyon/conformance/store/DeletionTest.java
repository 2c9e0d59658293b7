package dev.halcyon.conformance.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineException.Kind;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.engine.storage.Extent;
import dev.halcyon.engine.storage.ExtentRewrite;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.Space;
import dev.halcyon.engine.storage.Storage;
import dev.halcyon.engine.storage.StorageTransaction;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.Reception;
import dev.halcyon.store.StoreOptions;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.workspace.deletion.DataDeletions;
import dev.halcyon.workspace.deletion.Deletion;
import dev.halcyon.workspace.deletion.Deletion.Status;
import dev.halcyon.workspace.deletion.DeletionFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deletion removes the rows that were there when it was asked for, whatever happens before it is carried out. */
class DeletionTest {

    private static final String TABLE = "Deleted_CL";
    private static final List<Column> COLUMNS =
            List.of(new Column("Kind", ScalarType.LONG), new Column("Number", ScalarType.LONG));
    private static final List<DeletionFilter> KIND_ONE = List.of(new DeletionFilter("Kind", "==", List.of("1")));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private DuckDbEngine engine;
    private Watched storage;
    private WorkspaceStore store;

    @BeforeEach
    void open() {
        engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
        storage = new Watched(engine.storage());
        store = WorkspaceStore.open(storage, StoreOptions.STANDARD, WorkspaceClock.real());
        define("Kind", "Number");
    }

    @AfterEach
    void close() {
        store.close();
        engine.close();
    }

    private void define(String... names) {
        List<DeclaredColumn> columns = new ArrayList<>();
        columns.add(new DeclaredColumn("TimeGenerated", ScalarType.DATETIME, ""));
        for (String name : names) {
            columns.add(new DeclaredColumn(name, ScalarType.LONG, ""));
        }
        store.define(TableDefinition.custom(TABLE, "", columns));
    }

    /** Two rows, one of each kind. */
    private void append(long number, long receivedTicks) {
        RowBlock rows =
                RowBlock.builder(COLUMNS).add(1L, number).add(2L, number).build();
        store.append(TABLE, rows, Reception.at(receivedTicks));
    }

    private void append(long number) {
        append(number, WorkspaceClock.real().nowTicks());
    }

    private long count(String query) {
        return StoredRows.number(engine, store.catalog(), TABLE + " | " + query + " | count");
    }

    private static Deletion await(DataDeletions deletions, String id, Status status) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (deletions.find(id).orElseThrow().status() != status) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(5);
        }
        return deletions.find(id).orElseThrow();
    }

    /** Sealed extents are made later than the one that takes rows, and have a greater id. */
    @Test
    void anExtentThatWaitsForRowsIsNoneOfThose() throws InterruptedException {
        append(1);
        store.extents().closeExtent(TABLE);
        assertThat(store.extents().step(TABLE)).isTrue();
        CountDownLatch asked = new CountDownLatch(1);
        storage.beforeRewrite = () -> await(asked);
        try (DataDeletions deletions = DataDeletions.open(store)) {
            Deletion idle = deletions.start(TABLE, KIND_ONE, "test");
            append(2);
            asked.countDown();
            assertThat(await(deletions, idle.id(), Status.SUCCEEDED).rows()).isEqualTo(1);
            assertThat(count("where Kind == 1")).isEqualTo(1);
            store.extents().closeExtent(TABLE);
            assertThat(store.extents().step(TABLE)).isTrue();
            Deletion nothingNew = deletions.start(TABLE, KIND_ONE, "test");
            assertThat(await(deletions, nothingNew.id(), Status.SUCCEEDED).rows())
                    .isEqualTo(1);
        }
        assertThat(count("where Kind == 1")).isZero();
        assertThat(count("where Kind == 2")).isEqualTo(2);
    }

    @Test
    void rowsThatCameLaterStay() throws InterruptedException {
        append(1);
        append(2);
        CountDownLatch asked = new CountDownLatch(1);
        storage.beforeRewrite = () -> await(asked);
        try (DataDeletions deletions = DataDeletions.open(store)) {
            Deletion deletion = deletions.start(TABLE, KIND_ONE, "test");
            append(3);
            // A pinned clock, or one that is set back.
            append(4, deletion.requested().ticks());
            append(5, 1);
            asked.countDown();
            assertThat(await(deletions, deletion.id(), Status.SUCCEEDED).rows()).isEqualTo(2);
        }
        assertThat(count("where Kind == 1")).isEqualTo(3);
        assertThat(count("where Kind == 1 and Number < 3")).isZero();
        assertThat(count("where Kind == 2")).isEqualTo(5);
    }

    @Test
    void rowsThatCameLaterStayWhenTheyAreSealedWithOldOnes() throws InterruptedException {
        append(1);
        storage.failures.set(Integer.MAX_VALUE);
        Deletion deletion;
        try (DataDeletions deletions = DataDeletions.open(store)) {
            deletion = deletions.start(TABLE, KIND_ONE, "test");
            Thread.sleep(20);
        }
        append(2);
        store.extents().closeExtent(TABLE);
        storage.failures.set(0);
        store.keep();
        assertThat(engine.storage().extents(TABLE)).hasSize(2);
        try (DataDeletions deletions = DataDeletions.open(store)) {
            assertThat(await(deletions, deletion.id(), Status.SUCCEEDED).rows()).isEqualTo(1);
        }
        assertThat(count("where Kind == 1 and Number == 2")).isEqualTo(1);
        assertThat(count("where Kind == 1")).isEqualTo(1);
    }

    @Test
    void whatAnInterruptedDeletionRemovedIsCounted() throws InterruptedException {
        for (int number = 0; number < 3; number++) {
            append(number);
            store.extents().closeExtent(TABLE);
        }
        AtomicInteger rewrites = new AtomicInteger();
        storage.beforeRewrite = () -> storage.failures.set(rewrites.incrementAndGet() < 2 ? 0 : 1);
        String id;
        try (DataDeletions deletions = DataDeletions.open(store)) {
            id = deletions.start(TABLE, KIND_ONE, "test").id();
            while (rewrites.get() < 2) {
                Thread.sleep(5);
            }
            assertThat(deletions.find(id).orElseThrow().rows()).isEqualTo(1);
        }
        storage.beforeRewrite = () -> {};
        storage.failures.set(0);
        try (DataDeletions deletions = DataDeletions.open(store)) {
            assertThat(await(deletions, id, Status.SUCCEEDED).rows()).isEqualTo(3);
        }
        assertThat(count("where Kind == 1")).isZero();
    }

    @Test
    void aColumnMayComeMeanwhile() throws InterruptedException {
        append(1);
        store.extents().closeExtent(TABLE);
        append(2);
        AtomicInteger rewrites = new AtomicInteger();
        storage.beforeRewrite = () -> {
            define("Kind", "Number", "Column" + rewrites.incrementAndGet());
        };
        try (DataDeletions deletions = DataDeletions.open(store)) {
            String id = deletions.start(TABLE, KIND_ONE, "test").id();
            assertThat(await(deletions, id, Status.SUCCEEDED).rows()).isEqualTo(2);
        }
        assertThat(rewrites).hasValue(2);
        assertThat(count("where isnull(Column2)")).isEqualTo(2);
    }

    @Test
    void aDeletionThatCannotBeDoneHasFailed() throws InterruptedException {
        append(1);
        storage.beforeRewrite = () -> {
            throw new IllegalStateException("made up");
        };
        String id;
        try (DataDeletions deletions = DataDeletions.open(store)) {
            id = deletions.start(TABLE, KIND_ONE, "test").id();
            assertThat(await(deletions, id, Status.FAILED).reason()).isEqualTo("made up");
        }
        try (DataDeletions deletions = DataDeletions.open(store)) {
            assertThat(deletions.find(id).orElseThrow().status()).isEqualTo(Status.FAILED);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does something before each rewrite, or fails in its place. */
    private static final class Watched implements Storage {

        private final Storage storage;
        private final AtomicInteger failures = new AtomicInteger();
        private volatile Runnable beforeRewrite = () -> {};

        Watched(Storage storage) {
            this.storage = storage;
        }

        @Override
        public long rewrite(ExtentRewrite rewrite) {
            beforeRewrite.run();
            if (failures.get() > 0) {
                throw new EngineException(Kind.STORAGE_UNAVAILABLE, "made up");
            }
            return storage.rewrite(rewrite);
        }

        @Override
        public <T> T transact(Function<StorageTransaction, T> work) {
            return storage.transact(work);
        }

        @Override
        public List<Extent> extents(String table) {
            return storage.extents(table);
        }

        @Override
        public Space space() {
            return storage.space();
        }

        @Override
        public void releaseSpace() {
            storage.releaseSpace();
        }

        @Override
        public long openRows(String table) {
            return storage.openRows(table);
        }
    }
}

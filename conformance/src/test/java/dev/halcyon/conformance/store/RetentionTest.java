package dev.halcyon.conformance.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.engine.storage.Extent.State;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.store.AppendOptions;
import dev.halcyon.store.Reception;
import dev.halcyon.store.StoreOptions;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.Retention;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.store.table.TablePlan;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows leave queries when their interactive retention ends and the disk when the total one does; the clock is moved. */
class RetentionTest {

    private static final String TABLE = "Aging_CL";
    private static final List<Column> COLUMNS =
            List.of(new Column("TimeGenerated", ScalarType.DATETIME), new Column("Number", ScalarType.LONG));

    /** Shows what it is told to. */
    private static final class MovedClock extends Clock {
        private Instant instant = Instant.parse("2026-03-01T12:00:00Z");

        void move(Duration by) {
            instant = instant.plus(by);
        }

        @Override
        public Instant instant() {
            return instant;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @TempDir
    Path folder;

    private final MovedClock time = new MovedClock();
    private final WorkspaceClock clock = WorkspaceClock.of(time);

    @Test
    void rowsAgeFromTheirArrival() {
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage(), StoreOptions.STANDARD, clock)) {
            List<DeclaredColumn> columns = COLUMNS.stream()
                    .map(column -> new DeclaredColumn(column.name(), column.type(), ""))
                    .toList();
            store.define(TableDefinition.custom(TABLE, "", columns).withRetention(new Retention(4, 10, false, false)));
            // History that is filled in late is as young as any row that arrives now.
            append(store, Instant.parse("2001-01-01T00:00:00Z"), 1);
            seal(store);
            time.move(Duration.ofDays(3));
            append(store, time.instant(), 2);
            seal(store);
            assertThat(count(engine, store)).isEqualTo(2);

            time.move(Duration.ofHours(25));
            store.keep();
            assertThat(count(engine, store)).isEqualTo(1);
            assertThat(engine.storage().extents(TABLE)).hasSize(3);

            time.move(Duration.ofDays(7));
            store.keep();
            assertThat(count(engine, store)).isZero();
            assertThat(engine.storage().extents(TABLE)).hasSize(2);

            time.move(Duration.ofDays(3));
            store.keep();
            assertThat(engine.storage().extents(TABLE)).hasSize(1);
        }
    }

    @Test
    void aClockThatGoesBackHidesNothing() {
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage(), StoreOptions.STANDARD, clock)) {
            List<DeclaredColumn> columns = COLUMNS.stream()
                    .map(column -> new DeclaredColumn(column.name(), column.type(), ""))
                    .toList();
            store.define(TableDefinition.custom(TABLE, "", columns));
            append(store, time.instant(), 1);
            store.keep();
            time.move(Duration.ofDays(-400));
            append(store, time.instant(), 2);
            seal(store);
            store.keep();
            assertThat(count(engine, store)).isEqualTo(2);
            time.move(Duration.ofHours(2));
            append(store, time.instant(), 3);
            store.keep();
            assertThat(count(engine, store)).isEqualTo(3);
        }
    }

    @Test
    void anOpenExtentIsSealedByItsAge() {
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage(), StoreOptions.STANDARD, clock)) {
            define(store, 30, 30);
            append(store, time.instant(), 1);
            store.keep();
            time.move(StoreOptions.STANDARD.extents().age().minusSeconds(1));
            store.keep();
            assertThat(engine.storage().extents(TABLE)).noneMatch(extent -> extent.state() == State.SEALED);
            time.move(Duration.ofSeconds(1));
            store.keep();
            assertThat(engine.storage().extents(TABLE)).anyMatch(extent -> extent.state() == State.SEALED);
            assertThat(count(engine, store)).isEqualTo(1);
        }
    }

    @Test
    void anOpenExtentIsClosedByItsBytesAlsoAfterARestart() {
        // Eight bytes of billed size a number, twenty or more a time.
        StoreOptions options = new StoreOptions(
                AppendOptions.STANDARD, StoreOptions.STANDARD.extents().withBytes(100));
        for (int start = 0; start < 5; start++) {
            try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                    WorkspaceStore store = WorkspaceStore.open(engine.storage(), options, clock)) {
                define(store, 30, 30);
                append(store, time.instant(), 12_345_678);
                long closed = engine.storage().extents(TABLE).stream()
                        .filter(extent -> extent.state() == State.CLOSED)
                        .count();
                assertThat(closed).as("start %d", start).isEqualTo(start < 3 ? 0 : 1);
            }
        }
    }

    private void define(WorkspaceStore store, int interactive, int total) {
        List<DeclaredColumn> columns = COLUMNS.stream()
                .map(column -> new DeclaredColumn(column.name(), column.type(), ""))
                .toList();
        store.define(TableDefinition.custom(TABLE, "", columns)
                .withRetention(new Retention(interactive, total, false, false)));
    }

    @Test
    void aShortenedRetentionCanBeTakenBackForThirtyDays() {
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage(), StoreOptions.STANDARD, clock)) {
            define(store, 100, 100);
            append(store, time.instant(), 1);
            seal(store);
            time.move(Duration.ofDays(20));
            define(store, 10, 10);
            store.keep();
            assertThat(count(engine, store)).isZero();
            assertThat(engine.storage().extents(TABLE)).hasSize(2);
        }
        // The days of grace outlive a restart, and a mistake can be taken back within them.
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage(), StoreOptions.STANDARD, clock)) {
            time.move(Duration.ofDays(29));
            store.keep();
            assertThat(count(engine, store)).isZero();
            store.keep(TABLE, new Retention(100, 100, false, false), TablePlan.ANALYTICS);
            store.keep();
            assertThat(count(engine, store)).isEqualTo(1);
            store.keep(TABLE, new Retention(10, 10, false, false), TablePlan.ANALYTICS);
            time.move(Duration.ofDays(31));
            store.keep();
            assertThat(engine.storage().extents(TABLE)).hasSize(1);
        }
    }

    @Test
    void onlyWhoAsksForItLosesOldRowsAtOnce() {
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage(), StoreOptions.STANDARD, clock)) {
            store.purgeAtOnce(() -> true);
            define(store, 100, 100);
            append(store, time.instant(), 1);
            seal(store);
            time.move(Duration.ofDays(40));
            define(store, 31, 31);
            store.keep();
            assertThat(engine.storage().extents(TABLE))
                    .as("longer than thirty days")
                    .hasSize(2);
            define(store, 30, 30);
            store.keep();
            assertThat(engine.storage().extents(TABLE)).hasSize(1);
        }
    }

    private void append(WorkspaceStore store, Instant generated, long number) {
        long ticks = Ticks.of(generated);
        RowBlock row = RowBlock.builder(COLUMNS).add(ticks, number).build();
        store.append(TABLE, row, Reception.at(clock.nowTicks()));
    }

    private static void seal(WorkspaceStore store) {
        store.extents().closeExtent(TABLE);
        store.keep();
    }

    private static long count(DuckDbEngine engine, WorkspaceStore store) {
        return StoredRows.number(engine, store.catalog(), TABLE + " | count");
    }
}

package dev.halcyon.conformance.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.Reception;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.store.table.TableException;
import dev.halcyon.store.table.TableException.Reason;
import dev.halcyon.store.table.TableNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables whose columns grow while rows lie in open and sealed extents, over restarts. */
class SchemaEvolutionTest {

    private static final long ARRIVAL = 639_300_000_000_000_000L;
    private static final DeclaredColumn TIME = new DeclaredColumn("TimeGenerated", ScalarType.DATETIME, "");

    @TempDir
    Path folder;

    private interface Work {
        void with(DuckDbEngine engine, WorkspaceStore store);
    }

    private void open(Work work) {
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
            work.with(engine, store);
        }
    }

    private static void define(WorkspaceStore store, String table, DeclaredColumn... columns) {
        List<DeclaredColumn> all = new ArrayList<>(List.of(TIME));
        all.addAll(Arrays.asList(columns));
        store.define(TableDefinition.custom(table, "", all));
    }

    private static DeclaredColumn column(String name, ScalarType type) {
        return new DeclaredColumn(name, type, "");
    }

    private static void append(WorkspaceStore store, String table, Column column, Object value) {
        store.append(table, RowBlock.builder(List.of(column)).add(value).build(), Reception.at(ARRIVAL));
    }

    private static void seal(WorkspaceStore store, String table) {
        store.extents().closeExtent(table);
        store.keep();
    }

    private static void assertNumbers(DuckDbEngine engine, WorkspaceStore store, String query, long number) {
        assertThat(StoredRows.number(engine, store.catalog(), query)).as(query).isEqualTo(number);
    }

    @Test
    void tablesWhoseNamesDifferByCaseAloneAreTwo() {
        open((engine, store) -> {
            define(store, "Door_CL", column("Number", ScalarType.LONG));
            define(store, "DOOR_CL", column("Number", ScalarType.LONG));
            append(store, "Door_CL", new Column("Number", ScalarType.LONG), 1L);
            append(store, "DOOR_CL", new Column("Number", ScalarType.LONG), 10L);
            append(store, "DOOR_CL", new Column("Number", ScalarType.LONG), 20L);
            seal(store, "DOOR_CL");
        });
        open((engine, store) -> {
            assertNumbers(engine, store, "Door_CL | summarize sum(Number)", 1);
            assertNumbers(engine, store, "DOOR_CL | summarize sum(Number)", 30);
            assertNumbers(engine, store, "union Door_CL, DOOR_CL | summarize sum(Number)", 31);
            assertThat(store.delete("Door_CL")).isTrue();
            assertNumbers(engine, store, "DOOR_CL | summarize sum(Number)", 30);
        });
    }

    @Test
    void columnsWhoseNamesDifferByCaseAloneAreTwo() {
        open((engine, store) -> {
            define(store, "Case_CL", column("clientIP_s", ScalarType.STRING));
            append(store, "Case_CL", new Column("clientIP_s", ScalarType.STRING), "first");
            seal(store, "Case_CL");
            define(store, "Case_CL", column("clientIp_s", ScalarType.STRING), column("CLIENTIP_S", ScalarType.LONG));
            append(store, "Case_CL", new Column("clientIp_s", ScalarType.STRING), "second");
            append(store, "Case_CL", new Column("CLIENTIP_S", ScalarType.LONG), 3L);
        });
        open((engine, store) -> {
            assertNumbers(engine, store, "Case_CL | where clientIP_s == 'first' | count", 1);
            assertNumbers(engine, store, "Case_CL | where clientIp_s == 'second' | count", 1);
            assertNumbers(engine, store, "Case_CL | where clientIP_s == 'second' | count", 0);
            assertNumbers(engine, store, "Case_CL | summarize sum(CLIENTIP_S)", 3);
            seal(store, "Case_CL");
            assertNumbers(engine, store, "Case_CL | where clientIp_s has 'second' | count", 1);
            assertNumbers(engine, store, "Case_CL | where isempty(clientIp_s) and isnull(CLIENTIP_S) | count", 1);
            assertNumbers(
                    engine,
                    store,
                    "Case_CL | summarize sum(CLIENTIP_S) by clientIP_s, clientIp_s | summarize count()",
                    3);
        });
    }

    @Test
    void aColumnKeepsItsTypeAndTheRefusalSaysWhatToDo() {
        open((engine, store) -> {
            define(store, "Typed_CL", column("Value", ScalarType.LONG));
            append(store, "Typed_CL", new Column("Value", ScalarType.LONG), 7L);
            assertThatThrownBy(() -> define(store, "Typed_CL", column("Value", ScalarType.STRING)))
                    .isInstanceOfSatisfying(
                            TableException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TYPE_CHANGE))
                    .hasMessageContaining("'Value'")
                    .hasMessageContaining("add a column under another name");
            assertNumbers(engine, store, "Typed_CL | summarize sum(Value)", 7);
            define(store, "Typed_CL", column("Value2", ScalarType.STRING));
            append(store, "Typed_CL", new Column("Value2", ScalarType.STRING), "8");
            assertNumbers(engine, store, "Typed_CL | summarize sum(coalesce(Value, tolong(Value2)))", 15);
        });
    }

    @Test
    void allTablesTogetherHaveTenThousandColumnsAtMost() {
        open((engine, store) -> {
            DeclaredColumn[] columns = new DeclaredColumn[TableNames.MAXIMUM_COLUMNS - 1];
            for (int index = 0; index < columns.length; index++) {
                columns[index] = column("C" + index, ScalarType.LONG);
            }
            int tables = TableNames.MAXIMUM_TOTAL_COLUMNS / TableNames.MAXIMUM_COLUMNS;
            for (int table = 0; table < tables - 1; table++) {
                define(store, "Wide%d_CL".formatted(table), columns);
            }
            define(store, "Last_CL", Arrays.copyOf(columns, 400));
            assertThatThrownBy(() -> define(store, "Beyond_CL", Arrays.copyOf(columns, 99)))
                    .isInstanceOfSatisfying(
                            TableException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_COLUMNS))
                    .hasMessageContaining("10000")
                    .hasMessageContaining("dynamic");
            define(store, "Fits_CL", Arrays.copyOf(columns, 98));
            assertThatThrownBy(() -> define(store, "Last_CL", columns[400])).isInstanceOf(TableException.class);
            assertThat(store.delete("Fits_CL")).isTrue();
            define(store, "Last_CL", columns[400]);
        });
    }
}

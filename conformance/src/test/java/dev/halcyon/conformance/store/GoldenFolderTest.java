package dev.halcyon.conformance.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.Reception;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.table.Retention;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A data folder of every format that was ever written opens, answers, takes rows and is of today's format then. Each holds
 * the same table {@code Golden_CL} with 200 rows.
 */
class GoldenFolderTest {

    private static final long ARRIVAL = 639_300_000_000_000_000L;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFolderOfEveryFormatOpens(int format) throws IOException {
        unpack("format-%d.zip".formatted(format));
        check(200);
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
            RowBlock row = RowBlock.builder(
                            List.of(new Column("Count", ScalarType.INT), new Column("Name", ScalarType.STRING)))
                    .add(200, "Größe 200")
                    .build();
            store.append("Golden_CL", row, Reception.at(ARRIVAL));
            store.extents().closeExtent("Golden_CL");
            store.keep();
        }
        check(201);
        assertThat(Files.readString(folder.resolve("VERSION"))).isEqualTo("2\n");
    }

    private void check(int rows) {
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
            assertThat(number(engine, store, "Golden_CL | count")).isEqualTo(rows);
            assertThat(number(engine, store, "Golden_CL | where Count < 200 | summarize sum(Big)"))
                    .isEqualTo(19_900L * 1_000_000_000_000L);
            assertThat(number(engine, store, "Golden_CL | where Name has 'größe' and name has '17' | project Count"))
                    .isEqualTo(17);
            assertThat(number(engine, store, "Golden_CL | where TimeGenerated < datetime(2024-02-02) | count"))
                    .isEqualTo(8);
            assertThat(number(engine, store, "Golden_CL | where tostring(Bag.text) == 'a\"b' | count"))
                    .isEqualTo(200);
            assertThat(number(
                            engine,
                            store,
                            "Golden_CL | where Good and Share == 2.0 and When == datetime(1999-12-31T23:59:59Z)"
                                    + " | project tolong(Bag.i)"))
                    .isEqualTo(16);
            assertThat(store.catalog().definition("Golden_CL").orElseThrow().retention())
                    .isEqualTo(new Retention(730, 4383, false, false));
        }
    }

    private static long number(DuckDbEngine engine, WorkspaceStore store, String query) {
        return StoredRows.number(engine, store.catalog(), query);
    }

    private void unpack(String name) throws IOException {
        try (InputStream resource = Objects.requireNonNull(getClass().getResourceAsStream("/folders/" + name), name);
                ZipInputStream zip = new ZipInputStream(resource)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, folder.resolve(Path.of(entry.getName()).getFileName()));
            }
        }
    }
}

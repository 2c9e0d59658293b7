package dev.halcyon.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.plan.TableScan;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored comes back: after an append, after a restart, in every type. */
class EngineStorageTest {

    private static final UUID ID = UUID.fromString("0a0b0c0d-0000-4000-8000-00000000abcd");

    private static final TableSchema EVERY_TYPE = TableSchema.of(
            "Every Type",
            new Column("b", ScalarType.BOOL),
            new Column("i", ScalarType.INT),
            new Column("l", ScalarType.LONG),
            new Column("r", ScalarType.REAL),
            new Column("d", ScalarType.DECIMAL),
            new Column("t", ScalarType.DATETIME),
            new Column("s", ScalarType.TIMESPAN),
            new Column("g", ScalarType.GUID),
            new Column("Text", ScalarType.STRING),
            new Column("text", ScalarType.STRING),
            new Column("x", ScalarType.DYNAMIC));

    private static final @Nullable Object[] VALUES = {
        true,
        -5,
        Long.MIN_VALUE,
        1.5,
        new BigDecimal("12.25"),
        Plans.NOW,
        -36_000_000_000L,
        ID,
        "Größe \"x\" 'y'",
        "other",
        "{\"a\":[1,2.0]}"
    };

    @TempDir
    Path folder;

    @Test
    void everyTypeSurvivesARestart() {
        @Nullable Object[] missing = new Object[VALUES.length];
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD)) {
            engine.storage().transact(change -> {
                change.createTable(EVERY_TYPE);
                return change.append(
                        EVERY_TYPE.name(),
                        RowBlock.builder(EVERY_TYPE.columns())
                                .add(VALUES.clone())
                                .add(missing)
                                .build());
            });
        }
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD)) {
            List<List<@Nullable Object>> rows = Plans.rows(engine, scan(EVERY_TYPE));
            @Nullable Object[] expected = VALUES.clone();
            expected[1] = -5L;
            assertThat(rows.get(0)).isEqualTo(Arrays.asList(expected));
            assertThat(rows.get(1))
                    .isEqualTo(Arrays.asList(null, null, null, null, null, null, null, null, "", "", null));
            List<TableSchema> tables = engine.storage().transact(change -> change.tables());
            assertThat(tables).containsExactly(EVERY_TYPE);
        }
    }

    @Test
    void aFailedTransactionChangesNothing() {
        TableSchema table = TableSchema.of("T", new Column("x", ScalarType.LONG));
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD)) {
            engine.storage().transact(change -> {
                change.createTable(table);
                return 0;
            });
            assertThatThrownBy(() -> engine.storage().transact(change -> {
                        change.append("T", longs(table, 1));
                        change.createTable(TableSchema.of("U", new Column("y", ScalarType.LONG)));
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(Plans.rows(engine, scan(table))).isEmpty();
            List<TableSchema> tables = engine.storage().transact(change -> change.tables());
            assertThat(tables).containsExactly(table);
        }
    }

    @Test
    void columnsAndDocumentsAreAddedAndRemoved() {
        TableSchema table = TableSchema.of("T", new Column("x", ScalarType.LONG));
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD)) {
            engine.storage().transact(change -> {
                change.createTable(table);
                change.append("T", longs(table, 1));
                change.addColumns("T", List.of(new Column("X", ScalarType.STRING), new Column("n", ScalarType.REAL)));
                change.putDocument("c", "k", "{}");
                change.putDocument("c", "k", "[1]");
                return 0;
            });
            TableSchema wider =
                    engine.storage().transact(change -> change.tables().getFirst());
            assertThat(Plans.rows(engine, scan(wider))).containsExactly(Arrays.asList(1L, "", null));
            Optional<String> document = engine.storage().transact(change -> change.document("c", "k"));
            assertThat(document).contains("[1]");
            engine.storage().transact(change -> {
                change.dropTable("T");
                change.deleteDocument("c", "k");
                return 0;
            });
            assertThat(Plans.rows(engine, scan(wider))).isEmpty();
        }
    }

    @Test
    void aFolderIsHeldByOneEngineAndChecked() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> DuckDbEngine.open(file, DuckDbOptions.STANDARD))
                .hasMessageContaining("is a file, not a folder");
        Path data = folder.resolve("data");
        try (DuckDbEngine engine = DuckDbEngine.open(data, DuckDbOptions.STANDARD)) {
            assertThat(engine).isNotNull();
            assertThatThrownBy(() -> DuckDbEngine.open(data, DuckDbOptions.STANDARD))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("is in use by another process");
        }
        Files.writeString(data.resolve("VERSION"), "3\n");
        assertThatThrownBy(() -> DuckDbEngine.open(data, DuckDbOptions.STANDARD))
                .hasMessageContaining("has format 3; this program reads up to 2");
    }

    private static RowBlock longs(TableSchema table, long value) {
        return RowBlock.builder(table.columns()).add(value).build();
    }

    private static TableScan scan(TableSchema table) {
        return new TableScan(
                table,
                table.columns().stream()
                        .map(column -> Plans.column(column.name(), column.type()))
                        .toList());
    }
}

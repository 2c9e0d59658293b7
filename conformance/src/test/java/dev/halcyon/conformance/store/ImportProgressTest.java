package dev.halcyon.conformance.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.Retention;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.WorkspaceOptions;
import dev.halcyon.workspace.ingest.ThrottledException;
import dev.halcyon.workspace.query.QueryLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What an import says is stored is stored. */
class ImportProgressTest {

    private static final String TABLE = "Import_CL";
    private static final byte[] ROWS = "[{\"Number\":1},{\"Number\":2}]".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private interface Work {
        void with(DuckDbEngine engine, Workspace workspace);
    }

    private void at(String now, Work work) throws IOException {
        WorkspaceOptions options = new WorkspaceOptions(
                folder, false, WorkspaceClock.pinnedAt(Instant.parse(now)), QueryLimits.STANDARD, List.of());
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                Workspace workspace = Workspace.open(engine, options)) {
            work.with(engine, workspace);
        }
    }

    private static TableDefinition define(Workspace workspace) {
        return define(workspace, TABLE);
    }

    private static TableDefinition define(Workspace workspace, String table) {
        return workspace
                .store()
                .define(TableDefinition.custom(
                        table,
                        "",
                        List.of(
                                new DeclaredColumn("TimeGenerated", ScalarType.DATETIME, ""),
                                new DeclaredColumn("Number", ScalarType.LONG, ""))));
    }

    private static long stored(DuckDbEngine engine, Workspace workspace) {
        return StoredRows.number(engine, workspace.store().catalog(), TABLE + " | count");
    }

    @Test
    void aTableThatIsMadeAnewTakesTheSameFileAgain() throws IOException {
        at("2026-03-01T10:00:00Z", (engine, workspace) -> {
            define(workspace);
            assertThat(workspace.imports().append(TABLE, "file", 0, ROWS)).isEqualTo(2);
            define(workspace, "Import_CL_CL");
            assertThat(workspace.imports().append("Import_CL_CL", "file", 0, ROWS))
                    .isEqualTo(2);
            workspace.store().delete(TABLE);
            define(workspace);
            assertThat(workspace.imports().progress(TABLE, "file")).isZero();
            assertThat(workspace.imports().append(TABLE, "file", 0, ROWS)).isEqualTo(2);
            assertThat(stored(engine, workspace)).isEqualTo(2);
            assertThat(workspace.imports().progress("Import_CL_CL", "file")).isEqualTo(2);
        });
    }

    @Test
    void beyondTheDailyCapAnImportWaitsForMidnight() throws IOException {
        at("2026-03-01T22:00:00Z", (engine, workspace) -> {
            define(workspace);
            assertThat(workspace.imports().append(TABLE, "file", 0, ROWS)).isEqualTo(2);
            workspace
                    .resources()
                    .put(
                            workspace.resourceId(),
                            "Microsoft.OperationalInsights/workspaces",
                            JsonMapper.shared()
                                    .readTree("{\"properties\":{\"workspaceCapping\":{\"dailyQuotaGb\":1e-8}}}"));
            assertThatThrownBy(() -> workspace.imports().append(TABLE, "file", 2, ROWS))
                    .isInstanceOfSatisfying(
                            ThrottledException.class,
                            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofHours(2)));
            assertThat(workspace.imports().progress(TABLE, "file")).isEqualTo(2);
            assertThat(stored(engine, workspace)).isEqualTo(2);
        });
        at("2026-03-02T00:00:00Z", (engine, workspace) -> {
            assertThat(workspace.imports().append(TABLE, "file", 2, ROWS)).isEqualTo(4);
            assertThat(stored(engine, workspace)).isEqualTo(4);
        });
    }

    @Test
    void aShortenedRetentionIsForgottenWithItsTable() throws IOException {
        at("2026-03-01T10:00:00Z", (engine, workspace) -> {
            TableDefinition table = define(workspace);
            workspace.store().keep(TABLE, new Retention(90, 90, false, false), table.plan());
            workspace.store().keep(TABLE, new Retention(30, 30, false, false), table.plan());
            assertThat(holds(engine)).isEqualTo(1);
            workspace.store().delete(TABLE);
            assertThat(holds(engine)).isZero();
        });
    }

    private static int holds(DuckDbEngine engine) {
        return engine.storage()
                .transact(transaction -> transaction.documents("retentionHolds").size());
    }
}

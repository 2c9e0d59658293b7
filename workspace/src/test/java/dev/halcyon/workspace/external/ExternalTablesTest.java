package dev.halcyon.workspace.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.kql.bind.RequestValues;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.WorkspaceOptions;
import dev.halcyon.workspace.access.Caller;
import dev.halcyon.workspace.query.QueryLimits;
import dev.halcyon.workspace.query.QueryRequest;
import dev.halcyon.workspace.query.RunningQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code external_table}, {@code externaldata} and {@code infer_storage_schema} over a folder of the operator's. */
class ExternalTablesTest {

    @TempDir
    private Path root = Path.of("unset");

    private Path open = Path.of("unset");
    private Path data = Path.of("unset");

    @BeforeEach
    void write() throws IOException {
        open = Files.createDirectories(root.toRealPath().resolve("open"));
        data = Files.createDirectories(open.resolve("data"));
        Files.writeString(data.resolve("secret.csv"), "a\n1\n");
        Files.writeString(root.resolve("closed.csv"), "a\n1\n");
        Files.writeString(open.resolve("logs.csv"), "id,level\n1,info\n2,warn\n");
        Files.writeString(open.resolve("twice.csv"), "a\n1\n");
        Files.writeString(open.resolve("twice.jsonl"), "{\"a\":1}\n");
        Files.writeString(open.resolve("odd-names.json"), "[{\"x y\":1},{\"x y\":2.5}]");
        Files.createSymbolicLink(open.resolve("link.csv"), root.resolve("closed.csv"));
        Path days = Files.createDirectories(open.resolve("days"));
        Files.writeString(days.resolve("1.csv"), "id,level\n1,info\n");
        Files.writeString(days.resolve("2.csv"), "id,level\n2,warn\n");
        Path mixed = Files.createDirectories(open.resolve("mixed"));
        Files.writeString(mixed.resolve("a1.csv"), "id,level\n1,info\n");
        Files.writeString(mixed.resolve("a2.csv"), "id,took\n2.5,3\n");
        Files.writeString(mixed.resolve("b3.csv"), "id,when\nx,2026-03-01T00:00:00Z\n");
        Files.setLastModifiedTime(mixed.resolve("a2.csv"), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    }

    private String ask(String query) throws IOException {
        WorkspaceOptions options =
                new WorkspaceOptions(data, false, WorkspaceClock.real(), QueryLimits.STANDARD, List.of(open));
        try (Engine engine = DuckDbEngine.open(data, DuckDbOptions.STANDARD.withReadableFolders(List.of(open)));
                Workspace workspace = Workspace.open(engine, options);
                RunningQuery running = workspace
                        .queries()
                        .start(new QueryRequest(
                                query, Optional.empty(), Duration.ofMinutes(1), Caller.owner(), RequestValues.NONE));
                RowCursor rows = running.open(0)) {
            StringJoiner text = new StringJoiner(" ");
            while (rows.next()) {
                text.add(rows.getString(0));
            }
            return text.toString();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            external_table("logs") \\ project tostring(id + 1)                              | 2 3
            external_table("logs") \\ getschema \\ project strcat(ColumnName, ":", ColumnType) | id:long level:string
            external_table("days") \\ order by id asc \\ project level                      | info warn
            external_table("odd_names") \\ project tostring(['x y'])                        | 1.0 2.5
            externaldata(id:long, level:string)["days/2.csv"] with (ignoreFirstRecord=true) \\ project level | warn
            """)
    void filesAreReadWhereTheyLie(String query, String expected) throws IOException {
        assertThat(ask(query.replace("\\", "|"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            external_table("log")    | There is no external table 'log'
            external_table("twice")  | several external tables
            external_table("mixed")  | a2.csv has others than a1.csv
            external_table("link")   | There is no external table 'link'
            external_table("closed") | There is no external table 'closed'
            external_table("data")   | There is no external table 'data'
            external_table("../open")| There is no external table
            evaluate infer_storage_schema(dynamic({"StorageContainers":["data"],"DataFormat":"csv"}))   | no file 'data'
            evaluate infer_storage_schema(dynamic({"StorageContainers":[".."],"DataFormat":"csv"}))     | no file '..'
            evaluate infer_storage_schema(dynamic({"StorageContainers":["days"],"DataFormat":"orc"}))   | 'DataFormat' must be
            evaluate infer_storage_schema(dynamic({"StorageContainers":["days"]}))                      | 'DataFormat' must be
            evaluate infer_storage_schema(dynamic({"DataFormat":"csv"}))                                | 'StorageContainers' must be
            evaluate infer_storage_schema(dynamic({"Container":["days"]}))                              | no option 'Container'
            evaluate infer_storage_schema(dynamic({"StorageContainers":["days"],"DataFormat":"json"}))  | no file of that format
            evaluate infer_storage_schema(dynamic({"StorageContainers":["days"],"DataFormat":"csv","Mode":"best"})) | 'Mode' must be
            """)
    void whatIsMissingOrClosedIsRefused(String query, String message) {
        assertThatThrownBy(() -> ask(query))
                .isInstanceOfSatisfying(
                        KqlException.class,
                        refusal -> assertThat(refusal.first().message()).contains(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "StorageContainers":["mixed"],"DataFormat":"csv"                         | id:real, took:long
            "StorageContainers":["mixed"],"DataFormat":"csv","Mode":"any"            | id:long, level:string
            "StorageContainers":["mixed"],"DataFormat":"csv","Mode":"all"            | id:string, level:string, took:long, when:datetime
            "StorageContainers":["mixed"],"DataFormat":"csv","Mode":"all","FileNamePrefix":"a" | id:real, level:string, took:long
            "StorageContainers":["mixed"],"DataFormat":"csv","FileExtension":"3.csv" | id:string, when:datetime
            "StorageContainers":["."],"DataFormat":"json","FileNamePrefix":"odd"     | ["x y"]:real
            "StorageContainers":["logs.csv"],"DataFormat":"csv"                      | id:long, level:string
            """)
    void theSchemaOfFilesIsTold(String options, String schema) throws IOException {
        assertThat(ask("evaluate infer_storage_schema(dynamic({%s}))".formatted(options)))
                .isEqualTo(schema);
    }

    @Test
    void aFileThatChangesIsLookedIntoAgain() throws IOException {
        assertThat(ask("external_table('logs') | getschema | count | project tostring(Count)"))
                .isEqualTo("2");
        Files.writeString(open.resolve("logs.csv"), "id,level,more\n1,info,x\n");
        assertThat(ask("external_table('logs') | getschema | count | project tostring(Count)"))
                .isEqualTo("3");
    }
}

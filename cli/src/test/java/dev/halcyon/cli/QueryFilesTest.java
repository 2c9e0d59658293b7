package dev.halcyon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code halcyon query --file}: files as tables, without a workspace. */
class QueryFilesTest {

    @TempDir
    static Path folder = Path.of("unset");

    @BeforeAll
    static void write() throws IOException, SQLException {
        String csv = """
                TimeGenerated,level,Level,id,took,ok,props
                2026-03-01T10:00:00.1234567Z,warn,a,007,1.5,true,x
                2026-03-01T11:00:00Z,error,"b, ""c""\",008,2,false,
                2026-03-02T11:00:00Z,warn,,009,,true,y
                """;
        String lines = """
                {"TimeGenerated":"2026-03-01T10:00:00.1234567Z","level":"warn","id":1,"took":1.5,"ok":true,"props":{"k":[1,2]}}
                {"level":"error","TimeGenerated":"2026-03-01T11:00:00Z","id":18446744073709551615,"took":2,"ok":false}
                {"level":"warn","TimeGenerated":"2026-03-02T11:00:00Z","id":null,"props":"text"}
                """;
        save("logs.csv", csv);
        save("my logs-2.csv.gz", csv);
        save("lines.jsonl", lines);
        save("lines.ndjson.gz", lines);
        save("array.json", "[" + String.join(",\n", lines.strip().split("\n")) + "]");
        save("case.jsonl", "{\"a\":1,\"A\":\"x\"}\n{\"A\":\"y\",\"a\":2}\n");
        save("pairs.psv", "a|b\n1|x,y\n2|z\n");
        save("ragged.csv", "a,b\n1,2\n3\n4,5,6\n");
        save("torn.jsonl", "{\"a\":1}\n{\"a\":");
        save("late.csv", "a\n" + "1\n".repeat(150_000) + "word\n");
        save("late.jsonl", "{\"a\":1}\n".repeat(150_000) + "{\"a\":\"word\"}\n");
        save("noise.parquet", "no parquet");
        save("noise.csv.gz", "no gzip");
        save("notes.txt", "text");
        Files.createDirectories(folder.resolve("days/day=2026-03-01"));
        Files.createDirectories(folder.resolve("days/day=2026-03-02"));
        Files.createDirectories(folder.resolve("empty"));
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            String row = "SELECT TIMESTAMP '2026-03-0%1$d 10:00:00.5' AS TimeGenerated, 'warn' AS level, "
                    + "{'k': [%1$d]} AS props, 1.25::DECIMAL(9,2) AS price, %1$d::UTINYINT AS n";
            statement.execute("COPY (%s) TO '%s' (FORMAT parquet)"
                    .formatted(row.formatted(1), folder.resolve("days/day=2026-03-01/a.parquet")));
            statement.execute("COPY (%s) TO '%s' (FORMAT parquet)"
                    .formatted(row.formatted(2), folder.resolve("days/day=2026-03-02/a.parquet")));
        }
    }

    private static void save(String name, String text) throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve(name));
                OutputStream out =
                        name.endsWith(".gz") && !name.startsWith("noise") ? new GZIPOutputStream(file) : file) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Cli query(String text, String... files) {
        List<String> arguments = new ArrayList<>(List.of("query", text, "--output", "csv"));
        for (String file : files) {
            int sign = file.indexOf('=');
            arguments.add("--file");
            arguments.add(
                    sign < 0
                            ? folder.resolve(file).toString()
                            : file.substring(0, sign + 1) + folder.resolve(file.substring(sign + 1)));
        }
        return Cli.run(arguments.toArray(String[]::new));
    }

    private static void answers(Cli result, String... lines) {
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).containsExactly(lines);
    }

    @ParameterizedTest
    @CsvSource({"logs.csv, logs", "my logs-2.csv.gz, my_logs_2", "lines.jsonl, lines", "lines.ndjson.gz, lines"})
    void everyFormatIsATable(String file, String table) {
        answers(
                query(
                        table + " | where TimeGenerated < datetime(2026-03-02) | summarize count(), max(TimeGenerated)"
                                + " by level | order by level asc",
                        file),
                "level,count_,max_TimeGenerated",
                "error,1,2026-03-01T11:00:00Z",
                "warn,1,2026-03-01T10:00:00.1234567Z");
    }

    @Test
    void columnsHaveTheTypesThatTheValuesTell() {
        answers(
                query(
                        "logs | getschema | summarize t = strcat_array(make_list(strcat(ColumnName, ':', ColumnType)), ' ')",
                        "logs.csv"),
                "t",
                "TimeGenerated:datetime level:string Level:string id:string took:real ok:bool props:string");
        answers(
                query(
                        "array | getschema | summarize t = strcat_array(make_list(strcat(ColumnName, ':', ColumnType)), ' ')",
                        "array.json"),
                "t",
                "TimeGenerated:datetime level:string id:decimal took:real ok:bool props:dynamic");
        answers(
                query("logs | project Level, level, id, isnull(took)", "logs.csv"),
                "Level,level,id,Column1",
                "a,warn,007,false",
                "\"b, \"\"c\"\"\",error,008,false",
                ",warn,009,true");
        answers(
                query("lines | project props.k[1], isnull(ok)", "lines.jsonl"),
                "props_k_1,Column1",
                "2,false",
                ",false",
                ",true");
    }

    @Test
    void namesThatDifferByCaseStayApart() {
        answers(query("['case'] | project A, a", "case.jsonl"), "A,a", "x,1", "y,2");
    }

    @Test
    void foldersAndSeveralFilesAreOneTable() {
        answers(
                query("days | project TimeGenerated, k = props.k[0], price, n | order by n asc", "days"),
                "TimeGenerated,k,price,n",
                "2026-03-01T10:00:00.5000000Z,1,1.25,1",
                "2026-03-02T10:00:00.5000000Z,2,1.25,2");
        answers(query("x | count", "x=logs.csv", "x=my logs-2.csv.gz"), "Count", "6");
        answers(
                query("union withsource=t * | summarize count() by t | order by t asc", "logs.csv", "b=lines.jsonl"),
                "t,count_",
                "b,3",
                "logs,3");
        answers(query("pairs | where b has 'y'", "pairs.psv"), "a,b", "1,\"x,y\"");
    }

    @Test
    void theTimespanAppliesToFiles() {
        Cli result = Cli.run(
                "query",
                "logs | count",
                "--file",
                folder.resolve("logs.csv").toString(),
                "--output",
                "csv",
                "--timespan",
                "2026-03-02T00:00:00Z/2026-03-03T00:00:00Z");
        answers(result, "Count", "1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    missing.csv      | There is no file
                    notes.txt        | The name tells no format
                    empty            | holds no Parquet, CSV or JSON file
                    noise.parquet    | damaged or is not of the format
                    noise.csv.gz     | damaged or is not of the format
                    ragged.csv       | damaged or is not of the format
                    torn.jsonl       | damaged or is not of the format
                    """)
    void whatIsNoTableIsRefusedInOneLine(String file, String message) {
        Cli result = query("print 1", "t=" + file);
        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).contains(message);
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void aValueThatContradictsTheSampleFailsTheQueryAndIsNotDropped() {
        for (String file : List.of("late.csv", "late.jsonl")) {
            Cli result = query("late | summarize sum(a)", file);
            assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
            assertThat(result.err()).contains("does not have the type");
        }
    }

    /** The places are those of the text, whatever the engine counts: empty lines and fields of several lines are in. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    quote.csv     | a,b;1,2;4,"x                               | quote.csv, line 3: a quote is not closed
                    fields.csv    | a,b;1,2;3,4,5;6,7                          | fields.csv, line 3: 3 fields, not 2
                    gap.jsonl     | {"a":1};;{"a":2;{"a":3}                    | gap.jsonl, line 3, column 7
                    letters.jsonl | {"a":"é"};{"a":"é","b":x}                  | letters.jsonl, line 2, column 14
                    array.json    | [{"a":1},;{"a":x}]                         | array.json, record 2
                    """)
    void damageIsToldByItsPlace(String name, String text, String place) throws IOException {
        Files.writeString(folder.resolve(name), text.replace(';', '\n') + "\n");
        Cli result = query("t | count", "t=" + name);
        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).contains("(" + place + ")");
    }

    @Test
    void damageBehindTheSampleIsToldByItsPlace() throws IOException {
        StringBuilder rows = new StringBuilder("a,b\n1,\"two\nlines\"\n\n");
        IntStream.range(0, 150_000).forEach(number -> rows.append(number).append(",x\n"));
        Files.writeString(folder.resolve("deep.csv"), rows + "x,y\n");
        assertThat(query("deep | summarize sum(a)", "deep.csv").err()).contains("deep.csv, line 150005, column 1");
        Files.writeString(folder.resolve("wide.csv"), rows + "1,2,3\n");
        assertThat(query("wide | summarize sum(a)", "wide.csv").err()).contains("wide.csv, line 150005: 3 fields");
    }

    @Test
    void filesOfSeveralFormatsAreRefusedByTheirNames() {
        assertThat(query("t | count", "t=logs.csv", "t=lines.jsonl").err()).contains("not CSV and JSON");
    }

    @Test
    void nothingButTheFilesIsThere() {
        assertThat(query("Usage | count", "logs.csv").err()).contains("Usage");
        assertThat(query("externaldata(a:string)['%s']".formatted(folder.resolve("notes.txt")), "logs.csv")
                        .err())
                .contains("externaldata reads no files");
        assertThat(query("logs | count", "logs.csv", "logs.csv").err()).contains("Two files are both the table logs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--data x", "--url http://a", "--key k"})
    void filesAreInPlaceOfAWorkspace(String option) {
        List<String> arguments = new ArrayList<>(List.of("query", "print 1", "--file", "a.csv"));
        arguments.addAll(List.of(option.split(" ", -1)));
        assertThat(Cli.run(arguments.toArray(String[]::new)).exitCode()).isEqualTo(ExitCode.USER);
    }
}

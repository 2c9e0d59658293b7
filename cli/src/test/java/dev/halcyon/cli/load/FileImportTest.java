package dev.halcyon.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.cli.Cli;
import dev.halcyon.cli.ExitCode;
import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.ServerOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code halcyon import}: formats, schemas, and imports that are interrupted. */
class FileImportTest {

    @TempDir
    private Path folder = Path.of("unset");

    private HalcyonServer start() {
        return HalcyonServer.start(ServerOptions.at(folder.resolve("data")).withDemo(true));
    }

    private static String ask(HalcyonServer server, String query) {
        Cli answer = Cli.run("query", query, "--url", server.address(), "-o", "csv");
        assertThat(answer.err()).isEmpty();
        return answer.out().replace("\r\n", "\n");
    }

    private static Cli load(HalcyonServer server, String... words) throws IOException {
        String[] line = new String[words.length + 5];
        line[0] = "import";
        System.arraycopy(words, 0, line, 1, words.length);
        line[words.length + 1] = "--url";
        line[words.length + 2] = server.address();
        line[words.length + 3] = "--key";
        line[words.length + 4] = server.ownerKey();
        return Cli.run(line);
    }

    @Test
    void textOfEveryFormatMakesATable() throws IOException {
        Path csv = Files.writeString(
                folder.resolve("doors.csv"),
                "opened,door,count,share,id\n2024-05-01T10:00:00Z,front,7,0.5,a\n2024-05-01T11:00:00Z,\"back, left\",8,,b\n");
        Path lines = folder.resolve("more.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(lines))) {
            out.write("{\"opened\":\"2024-05-02T10:00:00Z\",\"door\":\"side\",\"count\":9,\"extra\":{\"a\":1}}\n"
                    .getBytes(StandardCharsets.UTF_8));
        }
        try (HalcyonServer server = start()) {
            Cli first = load(server, csv.toString(), "--table", "Doors_CL", "--time", "opened");
            assertThat(first.out()).contains("doors.csv: 2 rows in Doors_CL");
            assertThat(first.err()).contains("the column id becomes id_");
            Cli second = load(server, lines.toString(), "--table", "Doors_CL", "--time", "opened");
            assertThat(second.err()).contains("Doors_CL has no column extra");
            assertThat(
                            ask(
                                    server,
                                    "Doors_CL | sort by TimeGenerated asc | project TimeGenerated, door, count_ = ['count'], share"))
                    .isEqualTo("""
                            TimeGenerated,door,count_,share
                            2024-05-01T10:00:00Z,front,7,0.5
                            2024-05-01T11:00:00Z,"back, left",8,
                            2024-05-02T10:00:00Z,side,9,
                            """);
            Cli again = load(server, csv.toString(), "--table", "Doors_CL", "--time", "opened");
            assertThat(again.err()).contains("2 rows of doors.csv are stored already");
            assertThat(ask(server, "Doors_CL | count")).isEqualTo("Count\n3\n");
        }
    }

    @Test
    void textsOfFilesBecomeDynamicValues() throws IOException {
        Path made = Files.writeString(
                folder.resolve("made.jsonl"), "{\"TimeGenerated\":\"2024-05-01T10:00:00Z\",\"bag\":{\"a\":1}}\n");
        Path csv = Files.writeString(folder.resolve("more.csv"), """
                TimeGenerated,bag
                2024-05-01T11:00:00Z,hello
                2024-05-01T12:00:00Z,"{""a"":2}"
                2024-05-01T13:00:00Z,[1
                """);
        try (HalcyonServer server = start()) {
            for (Path file : new Path[] {made, csv}) {
                Cli loaded = load(server, file.toString(), "--table", "Bags_CL");
                assertThat(loaded.exitCode()).as(loaded.err()).isZero();
            }
            Cli export = Cli.run(
                    "export",
                    "--table",
                    "Bags_CL",
                    "--to",
                    "bags",
                    "--url",
                    server.address(),
                    "--key",
                    server.ownerKey());
            assertThat(export.exitCode()).as(export.err()).isZero();
            Cli back = load(server, folder.resolve("data/exports/bags").toString(), "--table", "Again_CL");
            assertThat(back.exitCode()).as(back.err()).isZero();
            for (String table : new String[] {"Bags_CL", "Again_CL"}) {
                assertThat(ask(
                                server,
                                table + " | sort by TimeGenerated asc | project t = gettype(bag), a = tolong(bag.a)"))
                        .isEqualTo("t,a\ndictionary,1\nstring,\ndictionary,2\nstring,\n");
            }
        }
    }

    @Test
    void anExportComesBackAsItWas() throws IOException {
        Path doors = Files.writeString(
                folder.resolve("doors.csv"),
                "TimeGenerated,door\n2024-05-01T10:00:00Z,front\n2024-05-01T11:00:00Z,back\n");
        try (HalcyonServer server = start()) {
            assertThat(load(server, doors.toString(), "--table", "Doors_CL").exitCode())
                    .isZero();
            Cli export = Cli.run(
                    "export",
                    "--table",
                    "Doors_CL",
                    "--to",
                    "doors",
                    "--url",
                    server.address(),
                    "--key",
                    server.ownerKey());
            assertThat(export.exitCode()).as(export.err()).isZero();
            Cli back = load(server, folder.resolve("data/exports/doors").toString(), "--table", "Copy_CL");
            assertThat(back.exitCode()).as(back.err()).isZero();
            assertThat(back.err()).contains("TenantId and Type are set anew").doesNotContain("TenantId_");
            assertThat(ask(server, "Copy_CL | sort by TimeGenerated asc | project TimeGenerated, door, Type"))
                    .isEqualTo(ask(
                            server,
                            "Doors_CL | sort by TimeGenerated asc | project TimeGenerated, door, Type = 'Copy_CL'"));
            assertThat(ask(server, "Copy_CL | getschema | where ColumnName endswith '_' | count"))
                    .isEqualTo("Count\n0\n");
        }
    }

    @Test
    void damagedFilesAreToldByTheirPlace() throws IOException {
        Path doors = Files.writeString(folder.resolve("doors.jsonl"), "{\"a\":1}\n{\"a\":}\n");
        try (HalcyonServer server = start()) {
            Cli refused = load(server, doors.toString(), "--table", "Doors_CL");
            assertThat(refused.exitCode()).isEqualTo(ExitCode.USER);
            assertThat(refused.err()).contains("doors.jsonl, line 2, column 6").doesNotContain("\tat ");
        }
    }

    @Test
    void jsonArraysTellTheTypesOfTheirColumns() throws IOException {
        Path array = Files.writeString(folder.resolve("facts.json"), """
                [{"TimeGenerated":"2024-05-01T10:00:00.1234567Z","whole":1,"large":9000000000,"part":0.5,"yes":true,
                  "text":"a","tree":{"b":[1,2]},"list":[1],"when":"2024-05-01T00:00:00Z","mixed":1},
                 {"TimeGenerated":"2024-05-01T11:00:00Z","whole":-2,"large":1,"part":2,"yes":false,
                  "text":"7","tree":{"b":[]},"list":[],"when":"2024-05-02T00:00:00Z","mixed":"x"}]""");
        try (HalcyonServer server = start()) {
            Cli first = load(server, array.toString(), "--table", "Facts_CL");
            assertThat(first.err()).isEmpty();
            assertThat(first.out()).contains("2 rows in Facts_CL");
            assertThat(ask(
                            server,
                            "Facts_CL | getschema | where ColumnName !in ('TenantId', 'Type', 'SourceSystem', 'MG', "
                                    + "'ManagementGroupName', 'Computer', 'RawData') "
                                    + "| project ColumnName, ColumnType | sort by ColumnName asc"))
                    .isEqualTo("""
                            ColumnName,ColumnType
                            TimeGenerated,datetime
                            large,long
                            list,dynamic
                            mixed,dynamic
                            part,real
                            text,string
                            tree,dynamic
                            when,datetime
                            whole,long
                            yes,bool
                            """);
            assertThat(ask(server, "Facts_CL | sort by whole asc | project TimeGenerated, whole, tree, mixed"))
                    .isEqualTo("""
                            TimeGenerated,whole,tree,mixed
                            2024-05-01T11:00:00Z,-2,"{""b"":[]}","\""x\"""
                            2024-05-01T10:00:00.1234567Z,1,"{""b"":[1,2]}",1
                            """);
        }
    }

    @Test
    void parquetKeepsItsTypes() throws IOException {
        Path csv = Files.writeString(folder.resolve("doors.csv"), """
                TimeGenerated,door,many,share,open
                2024-05-01T10:00:00Z,front,7,0.5,true
                2024-05-01T11:00:00Z,back,,,false
                """);
        try (HalcyonServer server = start()) {
            assertThat(load(server, csv.toString(), "--table", "Doors_CL").out())
                    .contains("2 rows");
        }
        Path written = folder.resolve("written");
        Cli exported = Cli.run(
                "export",
                "--query",
                "Doors_CL | project TimeGenerated, door, many, share, open, whole = dynamic({'a':1})",
                "--to",
                written.toString(),
                "--data",
                folder.resolve("data").toString());
        assertThat(exported.exitCode()).as(exported.err()).isZero();
        Path parquet = written.resolve("day=2024-05-01").resolve("rows.parquet");
        try (HalcyonServer server = start()) {
            Cli loaded = load(server, parquet.toString(), "--table", "Again_CL");
            assertThat(loaded.out()).as(loaded.err()).contains("2 rows in Again_CL");
            assertThat(ask(
                            server,
                            "Again_CL | sort by TimeGenerated asc | project TimeGenerated, door, many, share, open"))
                    .isEqualTo(ask(
                            server,
                            "Doors_CL | sort by TimeGenerated asc | project TimeGenerated, door, many, share, open"));
            assertThat(ask(server, "Again_CL | where many == 7 | project t = gettype(share), k = tostring(whole)"))
                    .isEqualTo("t,k\nreal,\"{\"\"a\"\":1}\"\n");
        }
    }

    /** The importing process is killed for good; a second one goes on. */
    @Test
    void aKilledProcessLosesNothingAndDoublesNothing() throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("n\n");
        int rows = 150_000;
        for (int row = 0; row < rows; row++) {
            text.append(row).append('\n');
        }
        Path csv = Files.writeString(folder.resolve("numbers.csv"), text).toRealPath();
        try (HalcyonServer server = start()) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.halcyon.cli.Main",
                            "import",
                            csv.toString(),
                            "--table",
                            "Numbers_CL",
                            "--url",
                            server.address(),
                            "--key",
                            server.ownerKey())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("killed.log").toFile())
                    .start();
            long stored = 0;
            while (stored == 0 && process.isAlive()) {
                Thread.sleep(50);
                Cli count = Cli.run("query", "Numbers_CL | count", "--url", server.address(), "-o", "csv");
                stored = count.exitCode() == 0
                        ? Long.parseLong(count.out().lines().skip(1).findFirst().orElse("0"))
                        : 0;
            }
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(stored)
                    .as(Files.readString(folder.resolve("killed.log")))
                    .isPositive();
            assertThat(load(server, csv.toString(), "--table", "Numbers_CL").out())
                    .contains("150,000 rows");
            assertThat(ask(server, "Numbers_CL | summarize c = count(), s = sum(n), distinct = count_distinct(n)"))
                    .isEqualTo("c,s,distinct\n150000,11249925000,150000\n");
        }
    }

    @Test
    void mistakesAreTold() throws IOException {
        Path csv = Files.writeString(folder.resolve("a.csv"), "x\n1\n");
        try (HalcyonServer server = start()) {
            Cli column = load(server, csv.toString(), "--table", "A_CL", "--time", "nothing");
            assertThat(column.exitCode()).isEqualTo(ExitCode.USER);
            assertThat(column.err()).contains("nothing").doesNotContain("\tat ");
            Cli name = load(server, csv.toString(), "--table", "A");
            assertThat(name.exitCode()).isEqualTo(ExitCode.USER);
            assertThat(name.err()).contains("_CL");
            Path text = Files.writeString(folder.resolve("a.txt"), "x");
            assertThat(load(server, text.toString(), "--table", "A_CL").exitCode())
                    .isEqualTo(ExitCode.USER);
        }
    }
}

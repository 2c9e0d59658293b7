package dev.halcyon.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.cli.Cli;
import dev.halcyon.cli.ExitCode;
import dev.halcyon.cli.client.ResourceClient;
import dev.halcyon.cli.client.ServerAccess;
import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.ServerOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
    void anImportThatWasKilledGoesOnWhereItEnded() throws IOException {
        StringBuilder text = new StringBuilder("n,t\n");
        int rows = 120_000;
        for (int row = 0; row < rows; row++) {
            text.append(row).append(",text ").append(row).append('\n');
        }
        Path csv = Files.writeString(folder.resolve("many.csv"), text).toRealPath();
        try (HalcyonServer server = start();
                ResourceClient resources = new ResourceClient(
                        new ServerAccess(URI.create(server.address()), server.ownerKey()), server.workspaceId())) {
            FileImport imports = new FileImport(resources, "Many_CL", Optional.empty());
            assertThatThrownBy(() -> imports.run(csv, new FileImport.Listener() {
                        @Override
                        public void notice(String text) {
                            // Nobody reads it.
                        }

                        @Override
                        public void progress(long stored) {
                            throw new IllegalStateException("killed");
                        }
                    }))
                    .hasMessage("killed");
            assertThat(ask(server, "Many_CL | summarize count(), dcount(n)")
                            .lines()
                            .skip(1))
                    .allMatch(line -> !line.startsWith("120000"));
            assertThat(load(server, csv.toString(), "--table", "Many_CL").out()).contains("120,000 rows");
            assertThat(ask(server, "Many_CL | summarize c = count(), s = sum(n), distinct = count_distinct(n)"))
                    .isEqualTo("c,s,distinct\n120000,7199940000,120000\n");
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

package dev.halcyon.cli;

import dev.halcyon.cli.client.TransferClient;
import dev.halcyon.cli.terminal.DisplayText;
import dev.halcyon.cli.terminal.Terminal;
import dev.halcyon.kql.bind.RequestValues;
import dev.halcyon.workspace.access.Caller;
import dev.halcyon.workspace.backup.ExportService;
import dev.halcyon.workspace.query.QueryRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code halcyon export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        versionProvider = HalcyonCommand.Version.class,
        header = "Write the rows of a table or a query as Parquet.",
        description = {
            "A file for each day of TimeGenerated, DIR/day=2026-03-01/rows.parquet, or DIR/rows.parquet for rows without "
                    + "it. With --url the server writes into exports/DIR of its data folder, with --data into the "
                    + "folder DIR. A file has its name only when it is whole; --resume writes those that are missing.",
            "Instants are timestamps in microseconds: the seventh digit of a second is cut. A column "
                    + "'extend Ticks = tolong(TimeGenerated)' of the query keeps it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  halcyon export --table Usage --to /exports/usage --data halcyon-data",
            "  halcyon export --query 'Usage | where Quantity > 10' --to large --url http://127.0.0.1:8080 --key KEY",
            "  halcyon query --file /exports/usage 'usage | count'",
            "",
            "Exit codes: 0 success; 1 the server failed; 2 the input is wrong, or a folder cannot be used."
        })
final class ExportCommand implements Callable<Integer> {
    private static final Duration TIME_LIMIT = Duration.ofHours(1);

    private final Terminal terminal;

    @ArgGroup(multiplicity = "1")
    private Rows rows = new Rows();

    /** Exactly one of the two. */
    static final class Rows {
        @Option(names = "--table", paramLabel = "TABLE", description = "All rows of a table.")
        private @Nullable String table;

        @Option(names = "--query", paramLabel = "KQL", description = "The rows of a query.")
        private @Nullable String query;
    }

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "A new folder; with --url, its name.")
    private String target = "";

    @Option(names = "--resume", description = "Keep the files that are there already, write the others.")
    private boolean resume;

    @Mixin
    private final WorkspaceTarget workspace = new WorkspaceTarget();

    ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        String query = rows.query != null ? rows.query : tableQuery(String.valueOf(rows.table));
        Optional<Path> folder = workspace.folder();
        if (folder.isPresent()) {
            return exportHere(folder.get(), query);
        }
        try (TransferClient client = new TransferClient(workspace.access(), workspace.workspace())) {
            JsonNode made = client.export(target, query, resume);
            return told(
                    made.path("path").asString(""),
                    made.path("files").asInt(0),
                    made.path("rows").asLong(0),
                    made.path("kept").asInt(0));
        }
    }

    private int exportHere(Path folder, String query) throws IOException {
        Path goal = Path.of(target).toAbsolutePath().normalize();
        Path parent = goal.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new UserException("--to %s is in no folder that exists.".formatted(goal));
        }
        // By its real name: what the engine may write is decided by that.
        Path real = parent.toRealPath().resolve(String.valueOf(goal.getFileName()));
        return LocalWorkspace.open(folder, List.of(real), open -> {
            ExportService.Outcome made = open.exports()
                    .export(
                            new QueryRequest(query, Optional.empty(), TIME_LIMIT, Caller.owner(), RequestValues.NONE),
                            real,
                            resume);
            return told(real.toString(), made.files(), made.rows(), made.kept());
        });
    }

    private static String tableQuery(String table) {
        if (!table.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new UserException("--table %s is no name of a table.".formatted(table));
        }
        return "table(\"%s\")".formatted(table);
    }

    private int told(String path, int files, long count, int kept) {
        String before = kept == 0 ? "" : ", %d files kept".formatted(kept);
        terminal.out().println("%s: %d files, %d rows%s".formatted(DisplayText.visible(path), files, count, before));
        return ExitCode.SUCCESS;
    }
}

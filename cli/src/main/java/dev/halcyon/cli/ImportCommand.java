package dev.halcyon.cli;

import dev.halcyon.cli.client.ResourceClient;
import dev.halcyon.cli.load.FileImport;
import dev.halcyon.cli.terminal.DisplayText;
import dev.halcyon.cli.terminal.Terminal;
import dev.halcyon.engine.EngineException;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.server.ServerLog;
import dev.halcyon.workspace.external.TableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code halcyon import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        versionProvider = HalcyonCommand.Version.class,
        header = "Import files into a table.",
        description = {
            "Reads CSV, TSV, JSON lines, JSON arrays (all also with .gz) and Parquet, or folders of such files. A table "
                    + "that is not there is made with the columns of the first file. An import that was interrupted goes "
                    + "on where it ended when the command is repeated; a file that was imported whole is not imported "
                    + "again until it changes."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  halcyon import doors.csv --table Doors_CL --time opened --data halcyon-data",
            "  halcyon import logs/ --table Logs_CL --url http://127.0.0.1:8080 --key KEY",
            "",
            "Exit codes: 0 success; 1 the server failed; 2 a file, a name or an option is wrong."
        })
final class ImportCommand implements Callable<Integer> {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Terminal terminal;

    @Mixin
    private final WorkspaceTarget target = new WorkspaceTarget();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files and folders.")
    private List<Path> paths = List.of();

    @Option(names = "--table", required = true, paramLabel = "NAME", description = "The table that takes the rows.")
    private String table = "";

    @Option(names = "--time", paramLabel = "COLUMN", description = "The column that becomes TimeGenerated.")
    private @Nullable String time;

    ImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        ServerLog.configure(Level.WARNING);
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            files.addAll(TableFiles.of(path));
        }
        return target.open(ResourceClient::new, resources -> run(files, resources));
    }

    private int run(List<Path> files, ResourceClient resources) throws IOException {
        FileImport imports = new FileImport(resources, table, Optional.ofNullable(time));
        for (Path file : files) {
            long start = System.nanoTime();
            String name = DisplayText.visible(String.valueOf(file.getFileName()));
            try {
                long rows = imports.run(file, new Report(name, start));
                clear();
                terminal.out().println("%s: %,d rows in %s".formatted(name, rows, DisplayText.visible(table)));
            } catch (KqlException e) {
                throw new UserException("%s: %s".formatted(name, e.first().message()), e);
            } catch (EngineException e) {
                if (e.kind() == EngineException.Kind.QUERY) {
                    throw new UserException("%s: %s".formatted(name, e.getMessage()), e);
                }
                throw e;
            }
        }
        return ExitCode.SUCCESS;
    }

    private void clear() {
        if (terminal.interactive()) {
            terminal.out().print("\r\u001b[K");
            terminal.out().flush();
        }
    }

    /** Shows on a terminal how far the import is; elsewhere only what the user should know. */
    private final class Report implements FileImport.Listener {
        private final String name;
        private final long start;

        Report(String name, long start) {
            this.name = name;
            this.start = start;
        }

        @Override
        public void notice(String text) {
            clear();
            terminal.err().println("%s: %s".formatted(name, DisplayText.visible(text)));
        }

        @Override
        public boolean wantsTotal() {
            return terminal.interactive();
        }

        @Override
        public void progress(long rows, OptionalLong total) {
            if (terminal.interactive()) {
                double seconds = Duration.ofNanos(System.nanoTime() - start).toNanos() / NANOS_PER_SECOND;
                String bar = total.isPresent() ? ProgressBar.of(rows, total.getAsLong()) + ", " : "";
                terminal.out()
                        .print("\r\u001b[K%s: %s%,d rows, %,.0f rows/s".formatted(name, bar, rows, rows / seconds));
                terminal.out().flush();
            }
        }
    }
}

package dev.halcyon.cli;

import dev.halcyon.cli.terminal.Terminal;
import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.server.ServerLog;
import dev.halcyon.workspace.backup.BackupManifest;
import dev.halcyon.workspace.backup.Backups;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code halcyon restore}. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        versionProvider = HalcyonCommand.Version.class,
        header = "Make a workspace of a backup.",
        description = {
            "Checks every file of the backup against its digest, opens the copy, and only then gives it the name DIR. "
                    + "DIR must be missing or empty; when anything is wrong it stays as it is."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  halcyon restore /backups/monday --data halcyon-data",
            "",
            "Exit codes: 0 success; 1 the server failed; 2 the input is wrong, or a folder cannot be used."
        })
final class RestoreCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SOURCE", description = "The folder that 'halcyon backup' wrote.")
    private Path source = Path.of(".");

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "A missing or an empty folder.")
    private @Nullable Path data;

    RestoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        ServerLog.configure(Level.WARNING);
        Path target = Path.of(String.valueOf(data)).toAbsolutePath().normalize();
        try {
            BackupManifest manifest = Backups.restore(
                    source,
                    target,
                    copy -> DuckDbEngine.open(copy, DuckDbOptions.STANDARD).close());
            terminal.out()
                    .println("%s: %d files, %d bytes, as of %s"
                            .formatted(target, manifest.files().size(), manifest.bytes(), manifest.created()));
            return ExitCode.SUCCESS;
        } catch (EngineException e) {
            throw new UserException("The backup does not open: " + e.getMessage(), e);
        }
    }
}

package dev.halcyon.cli;

import dev.halcyon.cli.client.TransferClient;
import dev.halcyon.cli.terminal.DisplayText;
import dev.halcyon.cli.terminal.Terminal;
import dev.halcyon.workspace.backup.BackupManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code halcyon backup}. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        versionProvider = HalcyonCommand.Version.class,
        header = "Copy a workspace, while it serves or not.",
        description = {
            "With --url the server copies itself into the folder exports/TARGET of its data folder; queries go on, "
                    + "appends wait for the copy. With --data the workspace of a folder that no server holds is copied "
                    + "to the new folder TARGET. 'halcyon restore' makes a workspace of it again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  halcyon backup monday --url http://127.0.0.1:8080 --key KEY",
            "  halcyon backup /backups/monday --data halcyon-data",
            "",
            "Exit codes: 0 success; 1 the server failed; 2 the input is wrong, or a folder cannot be used."
        })
final class BackupCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "TARGET", description = "A name with --url, a new folder with --data.")
    private String target = "";

    @Mixin
    private final WorkspaceTarget workspace = new WorkspaceTarget();

    BackupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Path> folder = workspace.folder();
        if (folder.isPresent()) {
            return LocalWorkspace.open(folder.get(), java.util.List.of(), open -> {
                Path goal = Path.of(target).toAbsolutePath().normalize();
                BackupManifest manifest = open.backup(goal);
                return told(goal.toString(), manifest.files().size(), manifest.bytes());
            });
        }
        try (TransferClient client = new TransferClient(workspace.access(), workspace.workspace())) {
            JsonNode made = client.backup(target);
            return told(
                    made.path("path").asString(""),
                    made.path("files").asInt(0),
                    made.path("bytes").asLong(0));
        }
    }

    private int told(String path, int files, long bytes) {
        terminal.out().println("%s: %d files, %d bytes".formatted(DisplayText.visible(path), files, bytes));
        return ExitCode.SUCCESS;
    }
}

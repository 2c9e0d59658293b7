package dev.halcyon.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder of the workspace that a command serves. */
final class DataFolderOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DataFolders.USUAL,
            description = "Folder of the workspace; made when missing. Default: ./${DEFAULT-VALUE}")
    private Path data = Path.of(DataFolders.USUAL);

    /** The folder, absolute. */
    Path folder() {
        return data.toAbsolutePath().normalize();
    }
}

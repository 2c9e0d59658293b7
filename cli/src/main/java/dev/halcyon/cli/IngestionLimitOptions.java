package dev.halcyon.cli;

import dev.halcyon.workspace.ingest.IngestionLimits;
import picocli.CommandLine.Option;

/** How much may come in within a minute; what is over is answered with 429 and Retry-After. */
final class IngestionLimitOptions {
    @Option(
            names = "--uploads-per-minute",
            paramLabel = "N",
            description = "Uploads to one collection rule within a minute. Azure takes 12000. Default: 0, any number")
    private long uploads;

    @Option(
            names = "--upload-bytes-per-minute",
            paramLabel = "N",
            description = "Unpacked bytes to one collection rule within a minute. Azure takes 2000000000. "
                    + "Default: 0, any number")
    private long bytes;

    @Option(
            names = "--workspace-bytes-per-minute",
            paramLabel = "N",
            description = "Unpacked bytes to the workspace within a minute, over all rules and the HTTP Data Collector "
                    + "API. Default: 0, any number")
    private long workspaceBytes;

    /**
     * The limits.
     *
     * @throws UserException when one is negative
     */
    IngestionLimits limits() {
        try {
            return new IngestionLimits(uploads, bytes, workspaceBytes);
        } catch (IllegalArgumentException e) {
            throw new UserException("A limit of uploads must not be negative.", e);
        }
    }
}

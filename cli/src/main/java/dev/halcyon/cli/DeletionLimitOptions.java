package dev.halcyon.cli;

import dev.halcyon.workspace.deletion.DeletionLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much may be deleted on request within an hour; what is over is answered with 429 and Retry-After. */
final class DeletionLimitOptions {
    @Option(
            names = "--deletions-per-hour",
            paramLabel = "N",
            description =
                    "Requests to delete rows of a table that are taken within an hour; 0 is any number. Default: 10")
    private @Nullable Integer deletions;

    @Option(
            names = "--purges-per-hour",
            paramLabel = "N",
            description = "Purges that are taken within an hour; 0 is any number. Default: 50")
    private @Nullable Integer purges;

    /**
     * The limits.
     *
     * @throws UserException when one is negative
     */
    DeletionLimits limits() {
        DeletionLimits documented = DeletionLimits.DOCUMENTED;
        try {
            return new DeletionLimits(
                    deletions == null ? documented.deletions() : deletions,
                    purges == null ? documented.purges() : purges);
        } catch (IllegalArgumentException e) {
            throw new UserException("A limit of deletions must not be negative.", e);
        }
    }
}

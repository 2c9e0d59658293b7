package dev.halcyon.cli;

import dev.halcyon.workspace.query.QueryLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What queries may cost on a server; each option replaces one documented limit. */
final class QueryLimitOptions {
    @Option(names = "--max-rows", paramLabel = "N", description = "Rows before a result is cut. Default: 500000")
    private @Nullable Long maximumRows;

    @Option(
            names = "--max-bytes",
            paramLabel = "N",
            description = "Bytes, as text, before a result is cut. Default: 67108864")
    private @Nullable Long maximumBytes;

    @Option(
            names = "--query-time",
            paramLabel = "SECONDS",
            description = "Run time of a query that asks for none. Default: 180")
    private @Nullable Long usualSeconds;

    @Option(
            names = "--max-query-time",
            paramLabel = "SECONDS",
            description = "Longest run time a query can ask for. Default: 600")
    private @Nullable Long maximumSeconds;

    @Option(
            names = "--total-queries",
            paramLabel = "N",
            description = "Queries of all keys that run at a time. Default: 16")
    private @Nullable Integer total;

    @Option(
            names = "--concurrent-queries",
            paramLabel = "N",
            description = "Queries of one key that run at a time. Default: 5")
    private @Nullable Integer concurrent;

    @Option(
            names = "--concurrent-searches",
            paramLabel = "N",
            description = "Searches of tables with the plans Basic and Auxiliary, of one key, that run at a time. "
                    + "Default: 2")
    private @Nullable Integer searches;

    @Option(
            names = "--queued-queries",
            paramLabel = "N",
            description = "Queries of one key that may wait. Default: 200")
    private @Nullable Integer queued;

    @Option(names = "--queue-time", paramLabel = "SECONDS", description = "Longest wait for a place. Default: 180")
    private @Nullable Long queueSeconds;

    @Option(
            names = "--queries-per-30s",
            paramLabel = "N",
            description = "Queries of one key that may start within 30 s. Default: 0, any number")
    private @Nullable Integer perWindow;

    @Option(
            names = "--max-query-length",
            paramLabel = "N",
            description = "Longest query text, in characters. Default: 2097152")
    private @Nullable Integer textLength;

    /**
     * The limits.
     *
     * @throws UserException when one is not positive
     */
    QueryLimits limits() {
        QueryLimits standard = QueryLimits.STANDARD;
        Duration maximum = seconds(maximumSeconds, standard.maximumTime());
        Duration usual = seconds(usualSeconds, standard.usualTime());
        try {
            return new QueryLimits(
                    total == null ? standard.concurrentQueries() : total,
                    concurrent == null ? standard.concurrentPerOwner() : concurrent,
                    searches == null ? standard.searchesPerOwner() : searches,
                    queued == null ? standard.queueLength() : queued,
                    seconds(queueSeconds, standard.queueTime()),
                    maximumRows == null ? standard.maximumRows() : maximumRows,
                    maximumBytes == null ? standard.maximumBytes() : maximumBytes,
                    textLength == null ? standard.maximumTextLength() : textLength,
                    usual,
                    maximum,
                    perWindow == null ? standard.requestsPerWindow() : perWindow);
        } catch (IllegalArgumentException e) {
            throw new UserException("A limit of queries must be a positive number.", e);
        }
    }

    private static Duration seconds(@Nullable Long given, Duration standard) {
        return given == null ? standard : Duration.ofSeconds(given);
    }
}

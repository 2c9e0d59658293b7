package dev.halcyon.workspace.ingest;

/**
 * What may come in within a minute; 0 is any amount.
 *
 * @param requestsPerRule uploads to one rule
 * @param bytesPerRule unpacked bytes to one rule
 * @param bytesPerWorkspace unpacked bytes over all rules and the HTTP Data Collector API
 */
public record IngestionLimits(long requestsPerRule, long bytesPerRule, long bytesPerWorkspace) {

    /**
     * No limits until the operator asks: those of the service protect its other customers, and what this server cannot
     * take it refuses anyway.
     */
    public static final IngestionLimits NONE = new IngestionLimits(0, 0, 0);

    /** The documented values of one rule: 12,000 requests and 2 GB a minute. */
    public static final IngestionLimits DOCUMENTED = new IngestionLimits(12_000, 2_000_000_000L, 0);

    public IngestionLimits {
        if (requestsPerRule < 0 || bytesPerRule < 0 || bytesPerWorkspace < 0) {
            throw new IllegalArgumentException("A limit is negative");
        }
    }
}

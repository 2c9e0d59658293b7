package dev.halcyon.workspace.ingest;

import dev.halcyon.engine.EngineException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what comes in within a minute. The minute of a rule begins with its first request after the last one was over, so
 * that a refusal can tell exactly when it ends. Thread-safe.
 */
public final class IngestionRates {

    private static final Logger LOG = LoggerFactory.getLogger(IngestionRates.class);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** Stands for the workspace among the rules. */
    private static final String WORKSPACE = "";

    private static final class Minute {
        private final long start;
        private long requests;
        private long bytes;

        Minute(long start) {
            this.start = start;
        }
    }

    /** The part of the allowance from which on there is a warning, in percent. */
    private static final int MUCH = 80;

    private final IngestionLimits limits;
    private final LongSupplier nanoTime;
    private final IngestionWarnings warnings;
    private final Map<String, Minute> minutes = new ConcurrentHashMap<>();

    public IngestionRates(IngestionLimits limits, LongSupplier nanoTime, IngestionWarnings warnings) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.warnings = warnings;
    }

    /**
     * Counts a request to a rule, before its body is read.
     *
     * @throws ThrottledException when the rule's requests of the minute are used up, or its bytes or the workspace's
     */
    void request(String rule) {
        count(rule, 1, 0, limits.requestsPerRule(), limits.bytesPerRule(), "the data collection rule");
        workspace(0);
    }

    /**
     * Counts the body of a request that was counted.
     *
     * @throws ThrottledException when it does not fit into the minute
     */
    void body(String rule, long bytes) {
        count(rule, 0, bytes, limits.requestsPerRule(), limits.bytesPerRule(), "the data collection rule");
        workspace(bytes);
    }

    /**
     * Counts bytes that come in otherwise.
     *
     * @throws ThrottledException when they do not fit into the minute
     */
    void workspace(long bytes) {
        long most = limits.bytesPerWorkspace();
        try {
            long sum = count(WORKSPACE, 0, bytes, 0, most, "the workspace");
            if (most > 0 && sum * 100.0 / most >= MUCH) {
                warn(sum, most, false);
            }
        } catch (ThrottledException e) {
            warn(most, most, true);
            throw e;
        }
    }

    private void warn(long bytes, long most, boolean refused) {
        try {
            warnings.rate(bytes, most, refused);
        } catch (EngineException e) {
            LOG.warn("A warning could not be written", e);
        }
    }

    private long count(String name, long requests, long bytes, long mostRequests, long mostBytes, String subject) {
        if (mostRequests == 0 && mostBytes == 0) {
            return 0;
        }
        return minutes.compute(name, (key, known) -> {
                    long now = nanoTime.getAsLong();
                    Minute minute = known == null || now - known.start >= MINUTE ? new Minute(now) : known;
                    if (mostRequests > 0 && minute.requests + requests > mostRequests) {
                        throw refused(
                                "at most %,d requests a minute go to %s".formatted(mostRequests, subject), minute, now);
                    }
                    // A body larger than the whole allowance goes alone, or it could never be sent.
                    boolean full = bytes == 0
                            ? minute.bytes >= mostBytes
                            : minute.bytes > 0 && minute.bytes + bytes > mostBytes;
                    if (mostBytes > 0 && full) {
                        throw refused("at most %,d bytes a minute go to %s".formatted(mostBytes, subject), minute, now);
                    }
                    minute.requests += requests;
                    minute.bytes += bytes;
                    return minute;
                })
                .bytes;
    }

    private static ThrottledException refused(String limit, Minute minute, long now) {
        return new ThrottledException(
                "Too much is sent: %s. Send the request again later.".formatted(limit),
                Duration.ofNanos(Math.max(1, minute.start + MINUTE - now)));
    }
}

package dev.halcyon.cli;

import dev.halcyon.store.AppendOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much may be on its way into the store, and for how long a request is known again. */
final class AppendLimitOptions {

    @Option(
            names = "--repeat-window",
            paramLabel = "SECONDS",
            description = "A request with the same x-ms-client-request-id and body is stored once within this time; 0 "
                    + "stores it again, 604800 is the most. Default: 600")
    private @Nullable Long repeatSeconds;

    @Option(
            names = "--waiting-bytes",
            paramLabel = "N",
            description = "Most memory of bodies that are read, and of rows that wait to be written; what is over is "
                    + "answered with 429 and Retry-After. Default: 268435456, at most an eighth of the heap")
    private @Nullable Long waitingBytes;

    /**
     * The limits.
     *
     * @throws UserException when one is none
     */
    AppendOptions appends() {
        AppendOptions standard = AppendOptions.STANDARD;
        try {
            return new AppendOptions(
                    waitingBytes == null ? standard.waitingBytes() : waitingBytes,
                    standard.retryAfter(),
                    repeatSeconds == null ? standard.repeatWindow() : Duration.ofSeconds(repeatSeconds));
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    "--waiting-bytes is a positive number, --repeat-window a number of seconds from 0 to 604800.", e);
        }
    }
}

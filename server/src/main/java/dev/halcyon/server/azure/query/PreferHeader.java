package dev.halcyon.server.azure.query;

import dev.halcyon.server.http.Exchange;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What the {@code Prefer} header asks for (query.md section 2).
 *
 * @param runTime the run time that is asked for; empty when none is, or it is no number
 */
record PreferHeader(
        Optional<Duration> runTime, boolean statistics, boolean render, boolean permissions, boolean dataSources) {

    /** Beyond any limit; a larger number means no more than this. */
    private static final long LONGEST_WAIT = Duration.ofDays(1).toSeconds();

    static PreferHeader of(Exchange exchange) {
        return parse(exchange.header("Prefer").orElse(""));
    }

    /** Reads tokens separated by commas or semicolons; unknown ones are ignored. */
    static PreferHeader parse(String header) {
        Optional<Duration> wait = Optional.empty();
        boolean statistics = false;
        boolean render = false;
        boolean permissions = false;
        boolean dataSources = false;
        for (String token : header.split("[,;]", -1)) {
            String[] parts = token.strip().toLowerCase(Locale.ROOT).split("=", 2);
            String value = parts.length < 2 ? "" : parts[1].strip();
            boolean on = value.equals("true");
            switch (parts[0].strip()) {
                case "wait" -> wait = seconds(value);
                case "include-statistics" -> statistics = on;
                case "include-render" -> render = on;
                case "include-permissions" -> permissions = on;
                case "include-datasources" -> dataSources = on;
                default -> {
                    // Preferences that a server does not know are no errors (RFC 7240).
                }
            }
        }
        return new PreferHeader(wait, statistics, render, permissions, dataSources);
    }

    private static Optional<Duration> seconds(String value) {
        try {
            return Optional.of(Duration.ofSeconds(Math.clamp(Long.parseLong(value), 1, LONGEST_WAIT)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

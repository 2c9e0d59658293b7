package dev.halcyon.server.azure.query;

import dev.halcyon.server.http.Exchange;
import java.time.Duration;
import java.util.Locale;

/**
 * What the {@code Prefer} header asks for (query.md section 2).
 *
 * @param timeLimit longest run time: 180 s by default, at most 600 s
 */
record PreferHeader(Duration timeLimit, boolean statistics, boolean render, boolean permissions, boolean dataSources) {

    private static final long DEFAULT_WAIT = 180;
    private static final long MAXIMUM_WAIT = 600;

    static PreferHeader of(Exchange exchange) {
        return parse(exchange.header("Prefer").orElse(""));
    }

    /** Reads tokens separated by commas or semicolons; unknown ones are ignored. */
    static PreferHeader parse(String header) {
        long wait = DEFAULT_WAIT;
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
        return new PreferHeader(Duration.ofSeconds(wait), statistics, render, permissions, dataSources);
    }

    private static long seconds(String value) {
        try {
            return Math.clamp(Long.parseLong(value), 1, MAXIMUM_WAIT);
        } catch (NumberFormatException e) {
            return DEFAULT_WAIT;
        }
    }
}

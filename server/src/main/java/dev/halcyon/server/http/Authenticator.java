package dev.halcyon.server.http;

import dev.halcyon.workspace.access.ApiKey;
import dev.halcyon.workspace.access.ApiKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the key of a request (query.md section 10). */
public final class Authenticator {

    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private final ApiKeys keys;

    public Authenticator(ApiKeys keys) {
        this.keys = keys;
    }

    /** Whether a request carried credentials, and whose they are. */
    public sealed interface Outcome {
        /** Nothing was presented. */
        record Missing() implements Outcome {}

        /** What was presented is no key. */
        record Unknown() implements Outcome {}

        /** A key. */
        record Known(ApiKey key) implements Outcome {}
    }

    /** From {@code X-Api-Key} or {@code Authorization: Bearer}. */
    public Outcome authenticate(Exchange exchange) {
        return outcome(fromHeaders(exchange));
    }

    /** Also from the parameter {@code api_key} and from Basic, as user or password; for reading only. */
    public Outcome authenticateReader(Exchange exchange) {
        List<String> presented = fromHeaders(exchange);
        exchange.parameters().first("api_key").ifPresent(presented::add);
        scheme(exchange, BASIC).ifPresent(credentials -> presented.addAll(basic(credentials)));
        return outcome(presented);
    }

    private static List<String> fromHeaders(Exchange exchange) {
        List<String> presented = new ArrayList<>();
        exchange.header("X-Api-Key").ifPresent(presented::add);
        scheme(exchange, BEARER).ifPresent(presented::add);
        return presented;
    }

    private Outcome outcome(List<String> presented) {
        List<String> given = presented.stream().filter(text -> !text.isBlank()).toList();
        if (given.isEmpty()) {
            return new Outcome.Missing();
        }
        return given.stream()
                .map(text -> keys.find(text.strip()))
                .flatMap(Optional::stream)
                .findFirst()
                .<Outcome>map(Outcome.Known::new)
                .orElseGet(Outcome.Unknown::new);
    }

    private static Optional<String> scheme(Exchange exchange, String scheme) {
        return exchange.header("Authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(scheme))
                .map(value -> value.substring(scheme.length()).strip());
    }

    private static List<String> basic(String credentials) {
        try {
            String text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return List.of(text.split(":", 2));
        } catch (IllegalArgumentException e) {
            // Undecodable credentials are still credentials, and wrong ones.
            return List.of(credentials);
        }
    }
}

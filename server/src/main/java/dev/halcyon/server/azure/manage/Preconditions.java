package dev.halcyon.server.azure.manage;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import java.util.Optional;

/** The headers that make a change depend on the state that its sender knows (G-6). */
final class Preconditions {

    private static final String ANY = "*";

    private Preconditions() {}

    /**
     * Checks {@code If-Match} and {@code If-None-Match}.
     *
     * @param etag the state there is; empty when there is no such resource
     * @throws HttpProblem 412 when the sender knows another state
     */
    static void check(Exchange exchange, Optional<String> etag) {
        exchange.header("If-Match").map(Preconditions::bare).ifPresent(wanted -> {
            if (wanted.equals(ANY) ? etag.isEmpty() : !etag.equals(Optional.of(wanted))) {
                throw failed("The resource was changed or deleted since: read it again, or send If-Match: *.");
            }
        });
        exchange.header("If-None-Match").map(Preconditions::bare).ifPresent(unwanted -> {
            if (unwanted.equals(ANY) ? etag.isPresent() : etag.equals(Optional.of(unwanted))) {
                throw failed("The resource exists already.");
            }
        });
    }

    /**
     * Checks the same for a deletion. Where there is nothing to delete, nothing can be deleted by mistake.
     *
     * @throws HttpProblem 412 when the sender knows another state
     */
    static void checkDeletion(Exchange exchange, Optional<String> etag) {
        if (etag.isPresent()) {
            check(exchange, etag);
        }
    }

    /** Checks an etag that stands in the body, as that of a resource that was read before (G-6). */
    static void checkBody(String wanted, Optional<String> etag) {
        String bare = bare(wanted);
        if (!bare.isEmpty()
                && !bare.equals(ANY)
                && etag.isPresent()
                && !etag.get().equals(bare)) {
            throw failed("The resource was changed since: read it again, or send the etag '*'.");
        }
    }

    private static String bare(String header) {
        String text = header.strip();
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static HttpProblem failed(String message) {
        return HttpProblem.of(412, "PreconditionFailed", message);
    }
}

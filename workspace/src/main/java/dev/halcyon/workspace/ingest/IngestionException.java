package dev.halcyon.workspace.ingest;

import java.util.Objects;

/** A body is refused and nothing of it was stored. */
public final class IngestionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** No rule has that immutable id. */
        RULE_NOT_FOUND,
        /** The rule has no flow for the stream. */
        INVALID_STREAM,
        /** The body is no JSON array of objects. */
        INVALID_JSON,
        /** The body is over the limit. */
        TOO_LARGE,
        /** The transformation does not compile any more or failed on these rows. */
        INVALID_TRANSFORM
    }

    private final Reason reason;

    public IngestionException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}

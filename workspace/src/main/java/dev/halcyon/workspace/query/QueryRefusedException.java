package dev.halcyon.workspace.query;

import java.util.Objects;

/** A query is not run at all. */
public final class QueryRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Too many queries run and wait. Trying again later helps. */
        TOO_MANY_REQUESTS,
        /** The text is too long. */
        TEXT_TOO_LONG,
        /** The workspace is closing. */
        CLOSING
    }

    private final Reason reason;

    public QueryRefusedException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}

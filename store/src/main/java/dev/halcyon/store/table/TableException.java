package dev.halcyon.store.table;

import java.util.Objects;

/** A table cannot be what was asked for; the message says what to do instead. */
public final class TableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Reason {
        INVALID_NAME,
        INVALID_COLUMN,
        INVALID_RETENTION,
        UNSUPPORTED_PLAN,
        TYPE_CHANGE,
        TOO_MANY_COLUMNS,
        NOT_FOUND,
        NOT_CUSTOM
    }

    private final Reason reason;

    public TableException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}

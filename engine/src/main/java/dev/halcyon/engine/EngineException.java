package dev.halcyon.engine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A failure of the engine, with a kind that the protocols translate. */
public final class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** The query met a value it cannot go on with, such as too many points of a series. The user's mistake. */
        QUERY,
        /** The time limit passed. */
        TIMEOUT,
        /** Somebody cancelled the query. */
        CANCELLED,
        /** The query wanted more memory than it may have: {@code E_RUNAWAY_QUERY}. */
        RUNAWAY,
        /** The disk is full. Nothing was stored. */
        STORAGE_FULL,
        /** Stored rows have moved while they were wanted; trying again helps. Nothing was changed. */
        STORAGE_CONFLICT,
        /** The data folder cannot be used: locked by another process, read-only, not a folder, of a newer version. */
        STORAGE_UNAVAILABLE,
        /** A defect of the program. */
        INTERNAL
    }

    private final Kind kind;

    public EngineException(Kind kind, String message) {
        this(kind, message, null);
    }

    public EngineException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    public Kind kind() {
        return kind;
    }
}

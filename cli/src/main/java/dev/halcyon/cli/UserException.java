package dev.halcyon.cli;

import org.jspecify.annotations.Nullable;

/** The user's input cannot be used; the message is one line that says what to do. */
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        this(message, null);
    }

    public UserException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package dev.halcyon.workspace.function;

/** A saved query that cannot be stored. */
public final class InvalidFunctionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidFunctionException(String message) {
        super(message);
    }
}

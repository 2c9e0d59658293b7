package dev.halcyon.workspace.deletion;

/** A deletion that cannot be taken; nothing is removed. */
public final class InvalidDeletionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidDeletionException(String message) {
        super(message);
    }
}

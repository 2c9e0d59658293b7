package dev.halcyon.learn.feature;

/** Data that cannot be learned from or scored; the message names the column or row, the hint says what to do. */
public final class InvalidDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    public InvalidDataException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /** What the caller can do about it, one sentence. */
    public String hint() {
        return hint;
    }
}

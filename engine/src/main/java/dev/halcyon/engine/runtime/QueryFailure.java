package dev.halcyon.engine.runtime;

/** A value with which a query cannot go on; the message is for the user. */
public final class QueryFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Marks the message in an engine's error text. */
    public static final String MARK = "kql failure: ";

    private final String userMessage;

    public QueryFailure(String message) {
        super(MARK + message);
        this.userMessage = message;
    }

    /** The message without the mark. */
    public String userMessage() {
        return userMessage;
    }
}

package dev.halcyon.workspace.access.condition;

/** A condition cannot be used; the message is for who wrote it. */
public final class ConditionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int position;

    /**
     * A refusal.
     *
     * @param position in UTF-16 units from 0
     */
    ConditionException(String message, int position) {
        super(message);
        this.position = position;
    }

    /** Where in the text, in UTF-16 units from 0. */
    public int position() {
        return position;
    }
}

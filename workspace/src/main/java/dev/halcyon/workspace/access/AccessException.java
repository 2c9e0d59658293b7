package dev.halcyon.workspace.access;

import java.util.Objects;

/** An application, a role or an assignment cannot be changed as asked; the message is for who asked. */
public final class AccessException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The application, role or assignment does not exist. */
        NOT_FOUND,
        /** What was sent cannot be used. */
        INVALID,
        /** The principal of an assignment does not exist. */
        PRINCIPAL_NOT_FOUND,
        /** The role of an assignment does not exist. */
        ROLE_NOT_FOUND,
        /** A condition does not restrict what the role allows. */
        CONDITION_WITHOUT_EFFECT,
        /** The same assignment exists under another name. */
        ASSIGNMENT_EXISTS,
        /** It is in use, or part of every workspace. */
        NOT_DELETABLE,
        /** There are too many. */
        TOO_MANY
    }

    private final Reason reason;

    public AccessException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}

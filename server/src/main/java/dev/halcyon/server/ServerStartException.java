package dev.halcyon.server;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The server did not start; the message is for the person who started it. */
public final class ServerStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Another program listens on the port. */
        PORT_IN_USE,
        /** The address cannot be listened on. */
        ADDRESS,
        /** The data folder cannot be used: locked, read-only, not a folder, of a newer version, or its keys are unusable. */
        DATA_FOLDER,
        /** The certificate for HTTPS cannot be read, made or used. */
        CERTIFICATE
    }

    private final Reason reason;

    public ServerStartException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}

package dev.halcyon.server.http;

import dev.halcyon.workspace.access.Caller;
import java.util.Objects;

/** Who sends a request, as far as it proves it. */
public sealed interface Sender {

    /** Nothing was presented. */
    record Missing() implements Sender {}

    /**
     * A key that is not accepted.
     *
     * @param message for the client
     */
    record RefusedKey(String message) implements Sender {
        public RefusedKey {
            Objects.requireNonNull(message, "message");
        }
    }

    /**
     * A token that is not accepted.
     *
     * @param message for the client; says nothing that helps to forge a better one
     */
    record RefusedToken(Fault fault, String message) implements Sender {
        public RefusedToken {
            Objects.requireNonNull(fault, "fault");
            Objects.requireNonNull(message, "message");
        }
    }

    /** Someone with roles. */
    record Known(Caller caller) implements Sender {
        public Known {
            Objects.requireNonNull(caller, "caller");
        }
    }

    /** What is wrong with a token. */
    enum Fault {
        /** It cannot be read, or lacks what it needs. */
        MALFORMED,
        /** Its time is over, or has not come. */
        EXPIRED,
        /** The signature is not its issuer's, or of an algorithm that is not accepted. */
        SIGNATURE,
        /** It comes from an issuer or tenant that this server does not trust. */
        ISSUER,
        /** It is made for another service. */
        AUDIENCE,
        /** Its application is not registered any more. */
        PRINCIPAL
    }
}

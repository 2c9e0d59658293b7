package dev.halcyon.workspace.access;

import java.util.Objects;
import java.util.Optional;

/**
 * An application with its secrets in the clear, which nobody can read again.
 *
 * @param apiKey when one was asked for
 */
public record NewApplication(Application application, String secret, Optional<String> apiKey) {
    public NewApplication {
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(apiKey, "apiKey");
    }

    /** Says nothing of the secrets, so that no log does. */
    @Override
    public String toString() {
        return "NewApplication[" + application.clientId() + "]";
    }
}

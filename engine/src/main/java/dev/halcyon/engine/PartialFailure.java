package dev.halcyon.engine;

import java.util.Objects;

/**
 * Why a result was cut (R140, R143).
 *
 * @param code the engine error name, such as {@code E_QUERY_RESULT_SET_TOO_LARGE}
 * @param message for people
 */
public record PartialFailure(String code, String message) {
    public PartialFailure {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }
}

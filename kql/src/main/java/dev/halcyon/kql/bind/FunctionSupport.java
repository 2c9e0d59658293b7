package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.plan.Call;
import java.util.Objects;
import java.util.Optional;

/** Which declared functions an engine can run. */
@FunctionalInterface
public interface FunctionSupport {
    boolean supports(FunctionDeclaration function);

    /**
     * Why a call cannot be run because of a constant among its arguments, such as a text that is no regular expression;
     * empty when nothing stands against it, or when this is known only as it runs.
     */
    default Optional<UnfitConstant> unfitConstant(Call call) {
        return Optional.empty();
    }

    /**
     * A constant that a function cannot go on with.
     *
     * @param argument its position
     * @param reason what is wrong with it
     * @param hint what to do instead; empty when the reason says it
     */
    record UnfitConstant(int argument, String reason, Optional<String> hint) {
        public UnfitConstant {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(hint, "hint");
        }

        /** A constant whose reason says all. */
        public UnfitConstant(int argument, String reason) {
            this(argument, reason, Optional.empty());
        }
    }
}

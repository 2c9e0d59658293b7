package dev.halcyon.workspace.rule;

import java.util.List;
import java.util.Objects;

/** A rule is refused; every mistake found is listed. */
public final class InvalidRuleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * One mistake.
     *
     * @param code such as {@code InvalidTransformOutput}
     * @param message what is wrong and what to do
     * @param target where, such as {@code properties.dataFlows[0]}
     */
    public record Mistake(String code, String message, String target) {
        public Mistake {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(target, "target");
        }
    }

    @SuppressWarnings("serial") // never serialized; the field is an immutable list of strings
    private final List<Mistake> mistakes;

    public InvalidRuleException(List<Mistake> mistakes) {
        super("Data collection rule is invalid");
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}

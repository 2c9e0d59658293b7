package dev.halcyon.workspace.rule;

/** A rule is to be made where there is one. */
public final class RuleExistsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RuleExistsException(String resourceId) {
        super("There is a data collection rule '%s' already: choose another name, or delete it first."
                .formatted(resourceId));
    }
}

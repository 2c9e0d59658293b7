package dev.halcyon.kql.diagnostic;

import java.util.List;

/** A request that cannot be understood. Carries every finding, the first first. */
public final class KqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    /**
     * Takes the findings in the order of the text.
     *
     * @throws IllegalArgumentException when there is none
     */
    public KqlException(List<Diagnostic> diagnostics) {
        super(messageOf(diagnostics));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** With one finding. */
    public KqlException(Diagnostic diagnostic) {
        this(List.of(diagnostic));
    }

    /** All findings, at least one. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** The finding that is reported when only one can be. */
    public Diagnostic first() {
        return diagnostics.getFirst();
    }

    private static String messageOf(List<Diagnostic> diagnostics) {
        if (diagnostics.isEmpty()) {
            throw new IllegalArgumentException("an error needs at least one diagnostic");
        }
        Diagnostic first = diagnostics.getFirst();
        String more = diagnostics.size() == 1 ? "" : " (and " + (diagnostics.size() - 1) + " more)";
        return first.code() + ": " + first.message() + more;
    }
}

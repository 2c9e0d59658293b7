package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.syntax.OperatorParameter;
import java.util.List;
import java.util.Set;

/** Parameters of operators beside those that an operator reads: hints, and mistakes. */
final class OtherParameters {

    /** Hints say how the reference engine may spread the work; they change no answer. */
    private static final Set<String> HINTS = Set.of(
            "hint.concurrency",
            "hint.distribution",
            "hint.materialized",
            "hint.num_partitions",
            "hint.pass_filters",
            "hint.pass_filters_column",
            "hint.progressive_top",
            "hint.remote",
            "hint.shufflekey",
            "hint.spread",
            "hint.strategy");

    private OtherParameters() {}

    /** The error for a parameter that the operator does not have. */
    static KqlException unknown(
            BindingSession session, String operator, OperatorParameter parameter, List<String> known) {
        return session.error(
                SemanticError.UNKNOWN_PROPERTY,
                parameter.span(),
                "'%s' operator: unknown parameter '%s'".formatted(operator, parameter.name()),
                Suggestions.didYouMean(parameter.name(), known)
                        .orElse(known.isEmpty() ? "Only hints are known" : "There is " + String.join(", ", known)));
    }

    /** Checks the parameters of an operator that reads none. */
    static void check(BindingSession session, String operator, List<OperatorParameter> parameters) {
        for (OperatorParameter parameter : parameters) {
            check(session, operator, parameter, List.of());
        }
    }

    /**
     * Passes over a hint, with a warning when it is none of the known ones, and refuses anything else.
     *
     * @param known the parameters that the operator reads
     */
    static void check(BindingSession session, String operator, OperatorParameter parameter, List<String> known) {
        String name = parameter.name();
        if (!name.startsWith("hint.")) {
            throw unknown(session, operator, parameter, known);
        }
        if (!HINTS.contains(name)) {
            session.warn(
                    SemanticError.UNKNOWN_PROPERTY,
                    parameter.span(),
                    "'%s' operator: unknown hint '%s' is ignored".formatted(operator, name)
                            + Suggestions.didYouMean(name, HINTS)
                                    .map(". "::concat)
                                    .orElse(""));
        }
    }
}

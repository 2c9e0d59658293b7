package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.function.Parameter;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.Literal;
import java.util.List;

/** Tells of arguments with which no row can make a call valid, at the place where they stand. */
final class ConstantCheck {

    private ConstantCheck() {}

    /** The call itself, whose arguments may have any form. */
    static Call checked(Call call, List<SourceSpan> spans, BindingSession session) {
        return checked(call, List.of(), spans, session);
    }

    /**
     * The call itself.
     *
     * @param parameters those of its arguments
     * @param spans where its arguments stand
     */
    static Call checked(Call call, List<Parameter> parameters, List<SourceSpan> spans, BindingSession session) {
        if (spans.isEmpty()) {
            return call;
        }
        for (int index = 0; index < Math.min(parameters.size(), call.arguments().size()); index++) {
            Parameter parameter = parameters.get(index);
            if (parameter.form() == Parameter.ArgumentForm.LITERAL
                    && !parameter.type().isTypeLiteral()
                    && !(call.arguments().get(index) instanceof Literal)) {
                throw session.error(
                        SemanticError.NOT_CONSTANT,
                        spans.get(Math.min(index, spans.size() - 1)),
                        "Argument '%s' of %s() must be a constant"
                                .formatted(parameter.name(), call.function().name()),
                        "It is read before any row is; choose among constants with case() around the whole call");
            }
        }
        session.context().functions().unfitConstant(call).ifPresent(unfit -> {
            throw session.error(
                    SemanticError.INVALID_VALUE,
                    spans.get(Math.min(unfit.argument(), spans.size() - 1)),
                    unfit.reason());
        });
        return call;
    }
}

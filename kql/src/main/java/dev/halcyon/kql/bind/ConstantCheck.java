package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.Literal;
import java.util.List;

/** Tells of constants that no row can make valid, at the place where they stand. */
final class ConstantCheck {

    private ConstantCheck() {}

    /**
     * The call itself.
     *
     * @param spans where its arguments stand
     */
    static Call checked(Call call, List<SourceSpan> spans, BindingSession session) {
        if (call.arguments().stream().noneMatch(Literal.class::isInstance)) {
            return call;
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

package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.function.Parameter;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.ScalarExpression;
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
            if (parameter.form() == Parameter.ArgumentForm.COLUMN
                    && !(call.arguments().get(index) instanceof ColumnReference)) {
                throw session.error(
                        SemanticError.WRONG_SHAPE,
                        spans.get(Math.min(index, spans.size() - 1)),
                        "Function %s() takes a column".formatted(call.function().name()),
                        "Define a column with extend first");
            }
            if (!fits(parameter, call.arguments().get(index), call)) {
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
                    unfit.reason(),
                    unfit.hint());
        });
        return call;
    }

    private static boolean fits(Parameter parameter, ScalarExpression argument, Call call) {
        return switch (parameter.form()) {
            case LITERAL -> parameter.type().isTypeLiteral() || argument instanceof Literal;
            // A value out of toscalar() is one value for all rows. Window functions have a message of their own.
            case CONSTANT -> call.function().kind() == FunctionKind.WINDOW || !PlanExpressions.readsRow(argument);
            case EXPRESSION, COLUMN, STAR, STAR_ALLOWED -> true;
        };
    }
}

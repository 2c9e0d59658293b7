package dev.halcyon.kql.bind;

import dev.halcyon.kql.syntax.NamedExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import java.util.Optional;

/** The two halves of {@code name = value}. */
final class NamedValues {

    private NamedValues() {}

    /** The written name; empty for an unnamed expression. */
    static Optional<String> name(SyntaxExpression expression) {
        return expression instanceof NamedExpression named
                ? Optional.of(named.names().getFirst().text())
                : Optional.empty();
    }

    /** The value; a tuple of names is refused, since no function of several columns is supported yet. */
    static SyntaxExpression value(BindingSession session, SyntaxExpression expression) {
        if (expression instanceof NamedExpression named) {
            if (named.names().size() > 1) {
                throw session.unsupported(
                        named.span(), "A tuple of names", "Name one column; functions of several columns are not yet");
            }
            return named.value();
        }
        return expression;
    }
}

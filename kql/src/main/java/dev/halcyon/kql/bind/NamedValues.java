package dev.halcyon.kql.bind;

import dev.halcyon.kql.syntax.Name;
import dev.halcyon.kql.syntax.NamedExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import java.util.List;
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

    /** All written names: several for a function of several columns. */
    static List<String> names(SyntaxExpression expression) {
        return expression instanceof NamedExpression named
                ? named.names().stream().map(Name::text).toList()
                : List.of();
    }

    /** The value; a tuple of names is refused, it needs a function of several columns ({@link ColumnTuples}). */
    static SyntaxExpression value(BindingSession session, SyntaxExpression expression) {
        if (expression instanceof NamedExpression named) {
            if (named.names().size() > 1) {
                throw session.error(
                        SemanticError.WRONG_SHAPE,
                        named.span(),
                        "Several names need a function of several columns in extend, project or print",
                        "Name one column");
            }
            return named.value();
        }
        return expression;
    }
}

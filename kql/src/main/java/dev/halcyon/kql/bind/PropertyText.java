package dev.halcyon.kql.bind;

import dev.halcyon.kql.syntax.LiteralExpression;
import dev.halcyon.kql.syntax.LiteralValue;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.SyntaxExpression;
import java.util.Optional;

/** Values of properties, which may be written as a name, a string or another literal. */
final class PropertyText {

    private PropertyText() {}

    /** The text of a value; empty when it is no name and no literal. */
    static Optional<String> of(SyntaxExpression value) {
        return switch (value) {
            case NameReference reference -> Optional.of(reference.name());
            case LiteralExpression literal
            when literal.value() instanceof LiteralValue.StringValue string -> Optional.of(string.value());
            case LiteralExpression literal -> Optional.of(literal.text());
            default -> Optional.empty();
        };
    }
}

package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.Optional;

/** The options of Halcyon's own plugins: named, or in order; {@code "~"} asks for the standard value, as elsewhere. */
final class PluginOptions {

    private static final String STANDARD = "~";

    private final PluginCall call;

    PluginOptions(PluginCall call) {
        this.call = call;
    }

    /** A number of a range. */
    double number(int position, String name, double least, double greatest, double standard) {
        Optional<SyntaxExpression> given = given(position, name);
        if (given.isEmpty()) {
            return standard;
        }
        Literal value = call.constant(given.get(), ScalarType.REAL, Literal.ofReal(standard));
        if (value.value() instanceof Double number && number >= least && number <= greatest) {
            return number;
        }
        throw outside(given.get(), name, "a number from %s to %s".formatted(least, greatest));
    }

    /** A whole number of a range. */
    int whole(int position, String name, int least, int greatest, int standard) {
        Optional<SyntaxExpression> given = given(position, name);
        if (given.isEmpty()) {
            return standard;
        }
        Literal value = call.constant(given.get(), Literal.ofLong(standard));
        if (value.value() instanceof Number number
                && !(number instanceof Double)
                && number.longValue() >= least
                && number.longValue() <= greatest) {
            return number.intValue();
        }
        throw outside(given.get(), name, "a whole number from %d to %d".formatted(least, greatest));
    }

    /** True or false. */
    boolean flag(int position, String name, boolean standard) {
        Optional<SyntaxExpression> given = given(position, name);
        if (given.isEmpty()) {
            return standard;
        }
        if (call.constant(given.get(), Literal.ofBool(standard)).value() instanceof Boolean flag) {
            return flag;
        }
        throw outside(given.get(), name, "true or false");
    }

    private Optional<SyntaxExpression> given(int position, String name) {
        return call.argument(position, name)
                .filter(expression -> !STANDARD.equals(
                        call.constant(expression, Literal.ofBool(false)).value()));
    }

    private RuntimeException outside(SyntaxExpression expression, String name, String expected) {
        return call.session()
                .error(
                        SemanticError.INVALID_VALUE,
                        expression.span(),
                        "%s(): '%s' must be %s".formatted(call.name(), name, expected));
    }
}

package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.syntax.LiteralExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.UnaryExpression;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.type.ScalarType;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a value that came as text beside a request: a KQL literal, or the bare text that a literal has inside. */
final class ValueText {

    private static final int MAXIMUM_LITERAL = 4096;

    /** What may stand between the parentheses of a literal such as {@code datetime(…)}. */
    private static final Pattern BARE = Pattern.compile("[0-9A-Za-z+\\-.:/ ]{1,64}");

    private ValueText() {}

    /** The constant; empty when the text is no value of the type. */
    static Optional<Literal> read(String text, ScalarType type, BindingSession session) {
        Optional<Literal> written = text.length() > MAXIMUM_LITERAL ? Optional.empty() : literal(text.strip(), session);
        Optional<Literal> fitting = written.flatMap(literal -> as(literal, type));
        if (fitting.isPresent()) {
            return fitting;
        }
        if (type == ScalarType.STRING) {
            return Optional.of(Literal.ofString(text));
        }
        return BARE.matcher(text.strip()).matches()
                ? literal("%s(%s)".formatted(type.kqlName(), text.strip()), session)
                        .flatMap(literal -> as(literal, type))
                : Optional.empty();
    }

    private static Optional<Literal> as(Literal literal, ScalarType type) {
        if (literal.type() == type) {
            return Optional.of(literal);
        }
        if (literal.isNull()) {
            return Optional.of(Literal.missing(type));
        }
        boolean widens = literal.type().isNumeric()
                && type.isNumeric()
                && (literal.type().isInteger() || type == ScalarType.REAL || type == ScalarType.DECIMAL);
        return widens && ConstantFolder.convert(literal, type) instanceof Literal converted
                ? Optional.of(converted)
                : Optional.empty();
    }

    private static Optional<Literal> literal(String text, BindingSession session) {
        SyntaxExpression expression;
        try {
            expression = KqlParser.parseExpression(text);
        } catch (KqlException notKql) {
            return Optional.empty();
        }
        SyntaxExpression inner = expression instanceof UnaryExpression unary ? unary.operand() : expression;
        if (!(inner instanceof LiteralExpression)) {
            return Optional.empty();
        }
        ScalarBinder binder = new ScalarBinder(session, Environment.root(), RowScope.empty("declare"));
        return binder.bind(expression) instanceof Literal literal ? Optional.of(literal) : Optional.empty();
    }
}

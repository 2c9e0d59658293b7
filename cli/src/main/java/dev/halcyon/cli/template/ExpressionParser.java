package dev.halcyon.cli.template;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Reads one expression, such as {@code concat(parameters('name'), '-rule')}. */
final class ExpressionParser {

    private static final int DEEPEST = 100;

    private final String text;
    private int position;
    private int depth;

    private ExpressionParser(String text) {
        this.text = text;
    }

    /** True for text that is an expression and not itself. */
    static boolean isExpression(String text) {
        return text.startsWith("[") && !text.startsWith("[[") && text.endsWith("]");
    }

    /**
     * The expression in square brackets.
     *
     * @throws TemplateException when it cannot be read
     */
    static Expression parse(String bracketed) {
        ExpressionParser parser = new ExpressionParser(bracketed.substring(1, bracketed.length() - 1));
        Expression expression = parser.expression();
        parser.blank();
        if (parser.position < parser.text.length()) {
            throw parser.wrong("something follows the expression");
        }
        return expression;
    }

    private Expression expression() {
        if (++depth > DEEPEST) {
            throw wrong("it is nested too deeply");
        }
        blank();
        Expression result = primary();
        while (true) {
            blank();
            if (accept('.')) {
                boolean optional = accept('?');
                result = new Expression.Access(result, text(name()), optional);
            } else if (accept('[')) {
                boolean optional = accept('?');
                Expression key = expression();
                blank();
                expect(']');
                result = new Expression.Access(result, key, optional);
            } else {
                depth--;
                return result;
            }
        }
    }

    private Expression primary() {
        char next = position < text.length() ? text.charAt(position) : 0;
        if (next == '\'') {
            return text(quoted());
        }
        if (next == '-' || Character.isDigit(next)) {
            return number();
        }
        String function = name();
        blank();
        if (accept('.')) {
            throw wrong(
                    "functions of the template's own, such as '%s.%s', are not supported".formatted(function, name()));
        }
        expect('(');
        List<Expression> arguments = new ArrayList<>();
        blank();
        while (!accept(')')) {
            if (!arguments.isEmpty()) {
                expect(',');
            }
            arguments.add(expression());
            blank();
        }
        return new Expression.Call(function, arguments);
    }

    private Expression number() {
        int start = position++;
        while (position < text.length() && Character.isDigit(text.charAt(position))) {
            position++;
        }
        try {
            long value = Long.parseLong(text.substring(start, position));
            return new Expression.Constant(JsonMapper.shared().getNodeFactory().numberNode(value));
        } catch (NumberFormatException e) {
            throw wrong("'%s' is no whole number".formatted(text.substring(start, position)));
        }
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        position++;
        while (position < text.length()) {
            char character = text.charAt(position++);
            if (character != '\'') {
                value.append(character);
            } else if (accept('\'')) {
                value.append('\'');
            } else {
                return value.toString();
            }
        }
        throw wrong("a text does not end");
    }

    private String name() {
        int start = position;
        while (position < text.length()
                && (Character.isLetterOrDigit(text.charAt(position)) || text.charAt(position) == '_')) {
            position++;
        }
        if (start == position) {
            throw wrong("a name is missing at position " + (position + 2));
        }
        return text.substring(start, position);
    }

    private static Expression text(String value) {
        return new Expression.Constant(JsonMapper.shared().getNodeFactory().stringNode(value));
    }

    private void blank() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private boolean accept(char wanted) {
        boolean found = position < text.length() && text.charAt(position) == wanted;
        position += found ? 1 : 0;
        return found;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw wrong("'%s' is missing at position %d".formatted(wanted, position + 2));
        }
    }

    private TemplateException wrong(String why) {
        return new TemplateException("The expression [%s] cannot be read: %s.".formatted(text, why));
    }
}

package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.DynamicLiteral;
import dev.halcyon.kql.syntax.LiteralExpression;
import dev.halcyon.kql.syntax.LiteralValue;
import dev.halcyon.kql.syntax.ScalarLiteralKind;
import dev.halcyon.kql.syntax.antlr.KqlGrammar;
import dev.halcyon.kql.syntax.antlr.KqlLexer;
import dev.halcyon.kql.type.DatetimeText;
import dev.halcyon.kql.type.TimespanText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Turns literals into typed values (R3 to R7). */
final class LiteralReader {
    private static final String GUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private static final String SMALLEST_LONG = "9223372036854775808";

    private final TreeContext tree;

    LiteralReader(TreeContext tree) {
        this.tree = tree;
    }

    LiteralExpression literal(KqlGrammar.LiteralContext context) {
        List<TerminalNode> strings = context.STRING_LITERAL();
        return strings.isEmpty()
                ? literal(context.getStart())
                : strings(TreeContext.map(strings, TerminalNode::getSymbol));
    }

    /** One or more adjacent string literals, which are one value (R3). */
    LiteralExpression strings(List<Token> tokens) {
        SourceSpan span = TokenReader.spanOf(tokens.getFirst()).to(TokenReader.spanOf(tokens.getLast()));
        return new LiteralExpression(stringValue(tokens), span.textIn(tree.text()), span);
    }

    private static LiteralValue.StringValue stringValue(List<Token> tokens) {
        StringBuilder value = new StringBuilder();
        boolean secret = false;
        for (Token token : tokens) {
            value.append(StringLiterals.valueOf(token));
            secret |= StringLiterals.isSecret(token.getText());
        }
        return new LiteralValue.StringValue(value.toString(), secret);
    }

    /** A literal that is one word. */
    LiteralExpression literal(Token token) {
        return new LiteralExpression(value(token, ""), token.getText(), TokenReader.spanOf(token));
    }

    /** The smallest long, whose digits alone are out of range; null for any other operand. */
    @Nullable
    LiteralExpression smallestLong(KqlGrammar.OperandContext operand) {
        KqlGrammar.PostfixExpressionContext postfix = operand.postfixExpression();
        Token digits = postfix.getStart();
        if (operand.MINUS().isEmpty()) {
            return null;
        }
        Token sign = operand.MINUS().getLast().getSymbol();
        boolean smallest = sign.getTokenIndex() + 1 == digits.getTokenIndex()
                && postfix.suffix().isEmpty()
                && digits.getType() == KqlLexer.LONG_LITERAL
                && digits.getText().equals(SMALLEST_LONG);
        if (!smallest) {
            return null;
        }
        SourceSpan span = TokenReader.spanOf(sign).to(TokenReader.spanOf(digits));
        return new LiteralExpression(new LiteralValue.LongValue(Long.MIN_VALUE), span.textIn(tree.text()), span);
    }

    private static LiteralValue value(Token token, String sign) {
        String text = token.getText();
        return switch (token.getType()) {
            case KqlLexer.STRING_LITERAL -> stringValue(List.of(token));
            case KqlLexer.LONG_LITERAL -> longValue(token, sign + text);
            case KqlLexer.REAL_LITERAL -> new LiteralValue.RealValue(Double.parseDouble(sign + text));
            case KqlLexer.BOOL_LITERAL ->
                new LiteralValue.BoolValue(text.toLowerCase(Locale.ROOT).equals("true"));
            case KqlLexer.TIMESPAN_LITERAL -> {
                OptionalLong ticks = TimespanText.parseLiteral(sign + text);
                if (ticks.isEmpty()) {
                    throw invalid(token, "timespan", "the value does not fit 64 bits");
                }
                yield new LiteralValue.TimespanValue(ticks.getAsLong());
            }
            default -> typed(token);
        };
    }

    private static LiteralValue longValue(Token token, String text) {
        OptionalLong value = integer(text);
        if (value.isEmpty()) {
            throw invalid(token, "long", "write real(...) or decimal(...) for numbers beyond 64 bits");
        }
        return new LiteralValue.LongValue(value.getAsLong());
    }

    private static OptionalLong integer(String text) {
        try {
            int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
            if (text.regionMatches(true, sign, "0x", 0, 2)) {
                long value = Long.parseUnsignedLong(text.substring(sign + 2), 16);
                return OptionalLong.of(text.startsWith("-") ? -value : value);
            }
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException notAnInteger) {
            return OptionalLong.empty();
        }
    }

    private static LiteralValue typed(Token token) {
        String text = token.getText();
        int open = text.indexOf('(');
        String type = text.substring(0, open).strip();
        String inner = unquoted(plainBlanks(text.substring(open + 1, text.length() - 1)));
        ScalarLiteralKind kind = kind(type);
        if (inner.equals("null")) {
            return new LiteralValue.NullValue(kind);
        }
        LiteralValue value = switch (kind) {
            case BOOL -> bool(inner);
            case INT -> intValue(inner);
            case LONG -> {
                OptionalLong number = integer(inner);
                yield number.isPresent() ? new LiteralValue.LongValue(number.getAsLong()) : null;
            }
            case REAL -> real(inner);
            case DECIMAL -> decimal(inner);
            case DATETIME -> datetime(inner);
            case TIMESPAN -> {
                OptionalLong ticks = TimespanText.parseLiteral(inner);
                yield ticks.isPresent() ? new LiteralValue.TimespanValue(ticks.getAsLong()) : null;
            }
            case GUID -> inner.matches(GUID) ? new LiteralValue.GuidValue(UUID.fromString(inner)) : null;
            case STRING, DYNAMIC -> null;
        };
        if (value == null) {
            throw invalid(token, type, advice(kind));
        }
        return value;
    }

    private static String advice(ScalarLiteralKind kind) {
        String conversion = "; to convert a value write to" + kind.text() + "(...)";
        return switch (kind) {
            case DATETIME -> "write a day that exists, as in datetime(2020-01-31 08:00)" + conversion;
            case TIMESPAN -> "write 1.5h or timespan(1.02:03:04)" + conversion;
            case GUID -> "write guid(00000000-0000-0000-0000-000000000000)" + conversion;
            case BOOL, INT, LONG, REAL, DECIMAL, STRING, DYNAMIC -> "a typed literal holds a constant" + conversion;
        };
    }

    private static KqlException invalid(Token token, String type, String hint) {
        return SyntaxError.INVALID_LITERAL.exception(
                TokenReader.spanOf(token),
                "'" + SyntaxError.shortened(token.getText()) + "' is no literal of type " + type,
                hint);
    }

    /** Text with every kind of white space as a blank; copied queries hold no-break spaces. */
    private static String plainBlanks(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.chars().forEach(c -> plain.append(Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : (char) c));
        return plain.toString().strip();
    }

    private static String unquoted(String text) {
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        boolean quoted = text.length() >= 2 && (first == '"' || first == '\'') && text.endsWith(String.valueOf(first));
        return quoted ? text.substring(1, text.length() - 1).strip() : text;
    }

    private static ScalarLiteralKind kind(String type) {
        return switch (type) {
            case "bool", "boolean" -> ScalarLiteralKind.BOOL;
            case "int" -> ScalarLiteralKind.INT;
            case "long" -> ScalarLiteralKind.LONG;
            case "real", "double" -> ScalarLiteralKind.REAL;
            case "decimal" -> ScalarLiteralKind.DECIMAL;
            case "datetime", "date" -> ScalarLiteralKind.DATETIME;
            case "timespan", "time" -> ScalarLiteralKind.TIMESPAN;
            default -> ScalarLiteralKind.GUID;
        };
    }

    private static @Nullable LiteralValue bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> new LiteralValue.BoolValue(true);
            case "false" -> new LiteralValue.BoolValue(false);
            default -> {
                OptionalLong number = integer(text);
                yield number.isPresent() ? new LiteralValue.BoolValue(number.getAsLong() != 0) : null;
            }
        };
    }

    private static @Nullable LiteralValue intValue(String text) {
        OptionalLong number = integer(text);
        return number.isPresent() && number.getAsLong() == (int) number.getAsLong()
                ? new LiteralValue.IntValue((int) number.getAsLong())
                : null;
    }

    private static @Nullable LiteralValue real(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> new LiteralValue.RealValue(Double.NaN);
            case "inf", "+inf" -> new LiteralValue.RealValue(Double.POSITIVE_INFINITY);
            case "-inf" -> new LiteralValue.RealValue(Double.NEGATIVE_INFINITY);
            default -> {
                BigDecimal number = number(text);
                yield number == null ? null : new LiteralValue.RealValue(number.doubleValue());
            }
        };
    }

    private static @Nullable LiteralValue decimal(String text) {
        BigDecimal number = number(text);
        return number == null ? null : new LiteralValue.DecimalValue(number);
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > 10_000 ? null : number;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static @Nullable LiteralValue datetime(String text) {
        if (text.isEmpty() || text.equals("now")) {
            return new LiteralValue.DatetimeNow();
        }
        OptionalLong ticks = DatetimeText.parse(text);
        if (ticks.isPresent()) {
            return new LiteralValue.DatetimeValue(ticks.getAsLong());
        }
        OptionalLong time = isClock(text) ? TimespanText.parseLiteral(text) : OptionalLong.empty();
        return time.isPresent() ? new LiteralValue.TimeOfDay(time.getAsLong()) : null;
    }

    private static boolean isClock(String text) {
        int colon = text.indexOf(':');
        return (colon == 1 || colon == 2) && Character.isDigit(text.charAt(0));
    }

    LiteralExpression dynamic(KqlGrammar.DynamicLiteralContext context) {
        DynamicLiteral value = context.json() == null ? new DynamicLiteral.Null() : json(context.json());
        LiteralValue literal = value instanceof DynamicLiteral.Null
                ? new LiteralValue.NullValue(ScalarLiteralKind.DYNAMIC)
                : new LiteralValue.DynamicValue(value);
        SourceSpan span = tree.span(context);
        return new LiteralExpression(literal, span.textIn(tree.text()), span);
    }

    private DynamicLiteral json(KqlGrammar.JsonContext context) {
        return tree.below(1, context, () -> jsonValue(context));
    }

    private DynamicLiteral jsonValue(KqlGrammar.JsonContext context) {
        Token start = context.getStart();
        return switch (start.getType()) {
            case KqlLexer.OPEN_BRACE -> new DynamicLiteral.Bag(TreeContext.map(context.jsonProperty(), this::property));
            case KqlLexer.OPEN_BRACKET -> new DynamicLiteral.Array(TreeContext.map(context.json(), this::json));
            case KqlLexer.STRING_LITERAL ->
                new DynamicLiteral.Scalar(
                        stringValue(TreeContext.map(context.STRING_LITERAL(), TerminalNode::getSymbol)));
            case KqlLexer.PLUS -> new DynamicLiteral.Scalar(value(context.getStop(), ""));
            case KqlLexer.MINUS -> new DynamicLiteral.Scalar(value(context.getStop(), "-"));
            case KqlLexer.DYNAMIC -> context.json().isEmpty() ? new DynamicLiteral.Null() : json(context.json(0));
            case KqlLexer.IDENTIFIER -> word(context);
            default -> new DynamicLiteral.Scalar(value(start, ""));
        };
    }

    private DynamicLiteral.Property property(KqlGrammar.JsonPropertyContext context) {
        Token key = context.getStart();
        String name = key.getType() == KqlLexer.STRING_LITERAL ? StringLiterals.valueOf(key) : key.getText();
        return new DynamicLiteral.Property(name, json(context.json()));
    }

    private DynamicLiteral word(ParserRuleContext context) {
        String word = context.getStart().getText();
        return switch (word) {
            case "null" -> new DynamicLiteral.Null();
            case "nan", "NaN" -> new DynamicLiteral.Scalar(new LiteralValue.RealValue(Double.NaN));
            default ->
                throw SyntaxError.INVALID_LITERAL.exception(
                        tree.span(context),
                        "'" + word + "' is no value inside dynamic(...)",
                        "put texts in quotes; use bag_pack(...) for values of columns");
        };
    }
}

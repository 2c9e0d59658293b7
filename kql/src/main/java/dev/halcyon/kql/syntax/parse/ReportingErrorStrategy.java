package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.antlr.KqlLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/** Ends the parse of a statement at its first error, and says in words what was expected and what was found. */
final class ReportingErrorStrategy extends DefaultErrorStrategy {
    private static final int MOST_ALTERNATIVES = 5;
    /** Words with hyphens between them, at most four of them. */
    private static final int LONGEST_OPERATOR = 8;

    private final TokenReader.StatementTokens statement;
    /** The choices of the grammar passed since the last word; the expectation at an error is all of them. */
    private final List<Choice> passed = new ArrayList<>();

    private int passedAt = -1;

    private record Choice(int state, ParserRuleContext context) {}

    ReportingErrorStrategy(TokenReader.StatementTokens statement) {
        this.statement = statement;
    }

    @Override
    public void recover(Parser recognizer, RecognitionException exception) {
        Token found = exception instanceof NoViableAltException noViable
                ? noViable.getOffendingToken()
                : recognizer.getCurrentToken();
        throw report(recognizer, found);
    }

    @Override
    public Token recoverInline(Parser recognizer) {
        throw report(recognizer, recognizer.getCurrentToken());
    }

    @Override
    public void sync(Parser recognizer) {
        int index = recognizer.getCurrentToken().getTokenIndex();
        if (index != passedAt) {
            passed.clear();
            passedAt = index;
        }
        passed.add(new Choice(recognizer.getState(), recognizer.getContext()));
    }

    @Override
    public void reportError(Parser recognizer, RecognitionException exception) {
        // Reported by recover, which knows the choices.
    }

    private IntervalSet expected(Parser parser, Token found) {
        IntervalSet expected = new IntervalSet(parser.getExpectedTokens());
        if (found.getTokenIndex() == passedAt) {
            for (Choice choice : passed) {
                expected.addAll(parser.getATN().getExpectedTokens(choice.state(), choice.context()));
            }
        }
        return expected;
    }

    private KqlException report(Parser parser, Token found) {
        IntervalSet expected = expected(parser, found);
        SourceSpan span = TokenReader.spanOf(found);
        KqlException unknown = unknownOperator(found);
        if (unknown != null) {
            return unknown;
        }
        Token before = before(found);
        int type = found.getType();
        String word = found.getText();
        if (before != null && before.getType() == KqlLexer.PIPE) {
            boolean doubled =
                    type == KqlLexer.PIPE && TokenReader.spanOf(before).end() == span.start();
            return SyntaxError.UNEXPECTED_TOKEN.exception(
                    TokenReader.spanOf(before),
                    "expected an operator behind '|' but found " + describe(found),
                    doubled ? "write or between two conditions" : "remove the bar, or write an operator such as where");
        }
        Token unbalanced = statement.unbalanced();
        if (unbalanced != null
                && (type == Token.EOF || found.getTokenIndex() == unbalanced.getTokenIndex() || isClosing(type))) {
            boolean opening = !isClosing(unbalanced.getType());
            return SyntaxError.UNBALANCED_BRACKET.exception(
                    TokenReader.spanOf(unbalanced),
                    opening
                            ? "'" + unbalanced.getText() + "' is not closed: expected " + choices(parser, expected)
                                    + " but found " + describe(found)
                            : "'" + unbalanced.getText() + "' has no opening bracket",
                    null);
        }
        if (expected.contains(KqlLexer.PIPE) && OperatorNames.isOperator(word)) {
            return SyntaxError.MISSING_BAR.exception(
                    span, "expected '|' before the operator '" + word + "'", "write | " + word);
        }
        if (type == KqlLexer.DOT && before == null) {
            return SyntaxError.MANAGEMENT_COMMAND.exception(
                    span,
                    "management commands cannot be run as queries",
                    "a query begins with a table name, let, print or another source");
        }
        String hint = SyntaxAdvice.of(statement.tokens(), found);
        return SyntaxError.UNEXPECTED_TOKEN.exception(
                span, "expected " + choices(parser, expected) + " but found " + describe(found), hint);
    }

    /** A word behind the last bar that is no operator, with its hyphens: {@code project-awy}; null when it is one. */
    private @Nullable KqlException unknownOperator(Token found) {
        List<Token> tokens = statement.tokens();
        int bar = Math.min(found.getTokenIndex(), tokens.size()) - 1;
        int earliest = Math.max(bar - LONGEST_OPERATOR, 0);
        while (bar > earliest && tokens.get(bar).getType() != KqlLexer.PIPE) {
            bar--;
        }
        if (bar < 0 || tokens.get(bar).getType() != KqlLexer.PIPE) {
            return null;
        }
        StringBuilder word = new StringBuilder();
        SourceSpan span = TokenReader.spanOf(tokens.get(bar + 1));
        for (Token token : tokens.subList(bar + 1, tokens.size() - 1)) {
            boolean joined = word.isEmpty() || token.getStartIndex() == span.end();
            boolean part = Character.isLetter(token.getText().charAt(0)) || token.getType() == KqlLexer.MINUS;
            if (!joined || !part) {
                break;
            }
            word.append(token.getText());
            span = span.to(TokenReader.spanOf(token));
        }
        String name = word.toString();
        boolean unknown = !name.isEmpty()
                && Character.isLetter(name.charAt(0))
                && !OperatorNames.isOperator(name)
                && span.end() >= TokenReader.spanOf(found).start() - 1;
        return unknown
                ? SyntaxError.UNKNOWN_OPERATOR.exception(
                        span,
                        "unknown operator '" + name + "'",
                        SyntaxAdvice.ofOperator(name) == null
                                ? OperatorNames.suggestion(name)
                                : SyntaxAdvice.ofOperator(name))
                : null;
    }

    private @Nullable Token before(Token token) {
        List<Token> tokens = statement.tokens();
        int index = token.getTokenIndex();
        return index > 0 && index <= tokens.size() ? tokens.get(index - 1) : null;
    }

    private static boolean isClosing(int type) {
        return type == KqlLexer.CLOSE_PARENTHESIS || type == KqlLexer.CLOSE_BRACKET || type == KqlLexer.CLOSE_BRACE;
    }

    private static String describe(Token token) {
        if (token.getType() == Token.EOF) {
            return "the end of the statement";
        }
        boolean secret = token.getType() == KqlLexer.STRING_LITERAL && StringLiterals.isSecret(token.getText());
        return "'" + (secret ? "h\"...\"" : SyntaxError.shortened(token.getText())) + "'";
    }

    /** Says what could stand here: groups of words by what they have in common, single words by themselves. */
    private static String choices(Parser parser, IntervalSet expected) {
        List<String> names = new ArrayList<>();
        IntervalSet rest = new IntervalSet(expected);
        if (expected.contains(KqlLexer.LONG_LITERAL) && expected.contains(KqlLexer.IDENTIFIER)) {
            return "an expression";
        }
        if (expected.contains(KqlLexer.IDENTIFIER)) {
            // Where no word of the language may be a name, there is only datascope, which nobody looks for.
            if (expected.contains(KqlLexer.ACCESS)) {
                names.add("a name");
            }
            rest = rest.subtract(names());
        }
        if (expected.contains(KqlLexer.EQUAL_EQUAL)) {
            names.add("an operator");
            rest = rest.subtract(operators());
        }
        if (expected.contains(KqlLexer.PROJECT_AWAY) && expected.contains(KqlLexer.MAKE_SERIES)) {
            return "an operator such as where";
        }
        for (int type : rest.toArray()) {
            if (names.size() < MOST_ALTERNATIVES) {
                names.add(type == Token.EOF ? "the end of the statement" : display(parser, type));
            }
        }
        return switch (names.size()) {
            case 0 -> "something else";
            case 1 -> names.getFirst();
            default -> String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
        };
    }

    private static String display(Parser parser, int type) {
        return switch (type) {
            case KqlLexer.STRING_LITERAL -> "a text";
            case KqlLexer.HINT_NAME -> "a hint";
            case KqlLexer.LONG_LITERAL -> "a number";
            default -> parser.getVocabulary().getDisplayName(type);
        };
    }

    private static IntervalSet names() {
        IntervalSet names = new IntervalSet();
        names.add(KqlLexer.ACCESS, KqlLexer.IDENTIFIER);
        names.add(KqlLexer.OPEN_BRACKET);
        return names;
    }

    private static IntervalSet operators() {
        IntervalSet operators = new IntervalSet();
        operators.add(KqlLexer.EQUAL_EQUAL, KqlLexer.GREATER_EQUAL);
        operators.add(KqlLexer.LESS, KqlLexer.GREATER);
        operators.add(KqlLexer.PLUS, KqlLexer.PERCENT);
        operators.add(KqlLexer.AND, KqlLexer.STRING_OPERATOR);
        operators.add(KqlLexer.COLON);
        operators.add(KqlLexer.DOT);
        operators.add(KqlLexer.OPEN_BRACKET);
        operators.add(KqlLexer.OPEN_PARENTHESIS);
        return operators;
    }
}

package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.ExpressionStatement;
import dev.halcyon.kql.syntax.LiteralExpression;
import dev.halcyon.kql.syntax.LiteralValue;
import dev.halcyon.kql.syntax.Query;
import dev.halcyon.kql.syntax.antlr.KqlLexer;
import dev.halcyon.kql.syntax.command.CommandAssignment;
import dev.halcyon.kql.syntax.command.CommandBody;
import dev.halcyon.kql.syntax.command.CommandCall;
import dev.halcyon.kql.syntax.command.CommandClause;
import dev.halcyon.kql.syntax.command.CommandColumn;
import dev.halcyon.kql.syntax.command.CommandFunction;
import dev.halcyon.kql.syntax.command.CommandList;
import dev.halcyon.kql.syntax.command.CommandLiteral;
import dev.halcyon.kql.syntax.command.CommandName;
import dev.halcyon.kql.syntax.command.CommandPart;
import dev.halcyon.kql.syntax.command.CommandPath;
import dev.halcyon.kql.syntax.command.CommandProperties;
import dev.halcyon.kql.syntax.command.CommandRange;
import dev.halcyon.kql.syntax.command.CommandWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads the clauses of management commands. */
final class CommandPartReader {

    /** Functions that stand for an entity, so that parentheses behind them are arguments everywhere. */
    private static final Set<String> ENTITIES = Set.of("cluster", "database");

    private final String text;
    private final CommandTokens tokens;
    private final LiteralReader literals;
    private int depth;

    CommandPartReader(String text, CommandTokens tokens) {
        this.text = text;
        this.tokens = tokens;
        this.literals = new LiteralReader(new TreeContext(text));
    }

    /** What follows a verb, up to {@code <|}, a bar, a semicolon, the next command or the end. */
    List<CommandClause> clauses(String verb) {
        List<CommandClause> clauses = new ArrayList<>();
        List<CommandPart> parts = new ArrayList<>();
        boolean function = false;
        while (!endsCommand(verb, parts)) {
            CommandTokens.Piece piece = tokens.peek();
            if (piece.is(",") && !parts.isEmpty()) {
                tokens.take();
                clauses.add(clause(parts));
                parts.clear();
            } else {
                function |= piece.isWord("function");
                parts.add(part(false, function));
            }
        }
        if (!parts.isEmpty()) {
            clauses.add(clause(parts));
        } else if (!clauses.isEmpty()) {
            throw unexpected(tokens.peek(), "something behind ','");
        }
        return clauses;
    }

    /** How a message names a word. */
    static String describe(CommandTokens.Piece piece) {
        if (piece.kind() == CommandTokens.Kind.END) {
            return "the end of the text";
        }
        boolean secret = piece.token().getType() == KqlLexer.STRING_LITERAL && StringLiterals.isSecret(piece.text());
        return "'" + (secret ? "h\"...\"" : SyntaxError.shortened(piece.text())) + "'";
    }

    private boolean endsCommand(String verb, List<CommandPart> parts) {
        CommandTokens.Piece piece = tokens.peek();
        boolean rows = piece.is("[")
                && verb.equals("ingest")
                && parts.size() > 1
                && !(parts.getLast() instanceof CommandWord word && word.text().equals("table"))
                && parts.getFirst() instanceof CommandWord first
                && first.text().equals("inline");
        return rows
                || piece.is("|")
                || piece.is(";")
                || piece.kind() == CommandTokens.Kind.INPUT
                || piece.kind() == CommandTokens.Kind.COMMAND
                || piece.kind() == CommandTokens.Kind.END;
    }

    private static CommandClause clause(List<CommandPart> parts) {
        return new CommandClause(
                parts, parts.getFirst().span().to(parts.getLast().span()));
    }

    private CommandPart part(boolean inList, boolean function) {
        CommandPart part = operand(inList, function);
        if (inList && tokens.peek().is(":")) {
            checkName(part);
            tokens.take();
            CommandPart value = operand(true, false);
            part = new CommandColumn(part, value, part.span().to(value.span()));
        }
        if (tokens.peek().is("=")) {
            if (!(part instanceof CommandColumn)) {
                checkName(part);
            }
            tokens.take();
            CommandPart value = range(operand(inList, false), inList);
            return new CommandAssignment(part, value, part.span().to(value.span()));
        }
        return range(part, inList);
    }

    private CommandPart range(CommandPart from, boolean inList) {
        if (!tokens.peek().is("..")) {
            return from;
        }
        tokens.take();
        CommandPart to = operand(inList, false);
        return new CommandRange(from, to, from.span().to(to.span()));
    }

    private void checkName(CommandPart part) {
        if (!(part instanceof CommandWord) && !(part instanceof CommandName)) {
            throw SyntaxError.NAME_EXPECTED.exception(
                    part.span(), "expected a name before '" + tokens.peek().text() + "'", null);
        }
    }

    private CommandPart operand(boolean inList, boolean function) {
        CommandTokens.Piece piece = tokens.peek();
        return switch (piece.kind()) {
            case WORD -> path(inList);
            case LITERAL -> {
                tokens.take();
                yield new CommandLiteral(literals.literal(piece.token()), piece.span());
            }
            case GUID -> {
                tokens.take();
                LiteralValue value = new LiteralValue.GuidValue(UUID.fromString(piece.text()));
                yield new CommandLiteral(new LiteralExpression(value, piece.text(), piece.span()), piece.span());
            }
            case DYNAMIC -> dynamic(piece);
            case SIGN -> {
                if (piece.is("*")) {
                    tokens.take();
                    yield new CommandWord("*", piece.span());
                }
                if (piece.is("[")) {
                    yield path(inList);
                }
                if (piece.is("(")) {
                    yield function ? functionOrList(piece) : list();
                }
                if (piece.is("{") && !inList) {
                    yield body(piece);
                }
                throw unexpected(piece, "a word, a name or a value");
            }
            case INPUT, COMMAND, END -> throw unexpected(piece, "a word, a name or a value");
        };
    }

    /** A word, a name in brackets, a call, or several of them with dots between them. */
    private CommandPart path(boolean inList) {
        List<CommandPart> segments = new ArrayList<>();
        segments.add(segment(inList));
        while (tokens.peek().is(".") && tokens.isAdjacent()) {
            tokens.take();
            segments.add(segment(inList));
        }
        return segments.size() == 1
                ? segments.getFirst()
                : new CommandPath(
                        segments,
                        segments.getFirst().span().to(segments.getLast().span()));
    }

    private CommandPart segment(boolean inList) {
        CommandTokens.Piece piece = tokens.take();
        if (piece.is("[")) {
            return bracketed(piece);
        }
        if (piece.kind() != CommandTokens.Kind.WORD) {
            throw unexpected(piece, "a name");
        }
        CommandWord word = new CommandWord(piece.text(), piece.span());
        if (!tokens.peek().is("(")) {
            return word;
        }
        if (piece.isWord("with") && !inList) {
            return properties(word);
        }
        if (!inList && !(ENTITIES.contains(piece.text()) && tokens.isAdjacent())) {
            return word;
        }
        SourceSpan open = tokens.take().span();
        List<CommandClause> arguments = elements(open, true);
        return new CommandCall(word, arguments, new SourceSpan(piece.span().start(), tokens.position()));
    }

    private CommandPart bracketed(CommandTokens.Piece open) {
        int start = open.span().end();
        int close = start;
        CommandTokens.Piece inner = tokens.peek();
        if (inner.token().getType() == KqlLexer.STRING_LITERAL && inner.kind() == CommandTokens.Kind.LITERAL) {
            tokens.take();
            CommandTokens.Piece end = tokens.take();
            if (!end.is("]")) {
                throw unclosed(open);
            }
            return new CommandName(
                    StringLiterals.valueOf(inner.token()), open.span().to(end.span()));
        }
        while (close < text.length() && "[]'\"\r\n".indexOf(text.charAt(close)) < 0) {
            close++;
        }
        if (close == text.length() || text.charAt(close) != ']') {
            throw unclosed(open);
        }
        String name = text.substring(start, close).strip();
        SourceSpan span = new SourceSpan(open.span().start(), close + 1);
        if (name.isEmpty()) {
            throw SyntaxError.UNEXPECTED_TOKEN.exception(span, "expected a name between the brackets", null);
        }
        tokens.goTo(close + 1);
        return new CommandName(name, span);
    }

    private CommandPart properties(CommandWord with) {
        SourceSpan open = tokens.take().span();
        List<CommandAssignment> properties = new ArrayList<>();
        for (CommandClause element : elements(open, true)) {
            if (element.parts().size() != 1 || !(element.parts().getFirst() instanceof CommandAssignment property)) {
                throw SyntaxError.NAME_EXPECTED.exception(element.span(), "expected a property: name = value", null);
            }
            properties.add(property);
        }
        return new CommandProperties(properties, new SourceSpan(with.span().start(), tokens.position()));
    }

    private CommandPart list() {
        SourceSpan open = tokens.take().span();
        List<CommandClause> elements = elements(open, false);
        return new CommandList(elements, new SourceSpan(open.start(), tokens.position()));
    }

    /** What stands between parentheses, of which the first has been passed. */
    private List<CommandClause> elements(SourceSpan open, boolean maybeNone) {
        depth++;
        if (depth > TokenReader.DEEPEST_BRACKETS) {
            throw SyntaxError.TOO_DEEP.exception(
                    open, "brackets are nested more than " + TokenReader.DEEPEST_BRACKETS + " deep", null);
        }
        List<CommandClause> elements = new ArrayList<>();
        List<CommandPart> parts = new ArrayList<>();
        while (!tokens.peek().is(")")) {
            CommandTokens.Piece piece = tokens.peek();
            if (piece.kind() == CommandTokens.Kind.END || piece.kind() == CommandTokens.Kind.COMMAND) {
                throw SyntaxError.UNBALANCED_BRACKET.exception(open, "'(' is not closed", null);
            }
            if (piece.is(",") && !parts.isEmpty()) {
                tokens.take();
                elements.add(clause(parts));
                parts.clear();
            } else {
                parts.add(part(true, false));
            }
        }
        if (!parts.isEmpty()) {
            elements.add(clause(parts));
        } else if (!elements.isEmpty() || !maybeNone) {
            throw SyntaxError.UNEXPECTED_TOKEN.exception(
                    tokens.peek().span(), "expected a word, a name or a value but found ')'", null);
        }
        tokens.take();
        depth--;
        return elements;
    }

    private CommandPart functionOrList(CommandTokens.Piece open) {
        tokens.goTo(open.span().start());
        int closed = tokens.closing();
        tokens.goTo(closed);
        CommandTokens.Piece behind = tokens.peek();
        if (!behind.is("{")) {
            tokens.goTo(open.span().start());
            return list();
        }
        tokens.goTo(behind.span().start());
        SourceSpan span = new SourceSpan(open.span().start(), tokens.closing());
        tokens.goTo(span.end());
        return new CommandFunction(KqlParser.parseFunction(text, span), span);
    }

    private CommandPart body(CommandTokens.Piece open) {
        tokens.goTo(open.span().start());
        SourceSpan span = new SourceSpan(open.span().start(), tokens.closing());
        tokens.goTo(span.end());
        return new CommandBody(KqlParser.parse(text, new SourceSpan(span.start() + 1, span.end() - 1)), span);
    }

    private CommandPart dynamic(CommandTokens.Piece word) {
        tokens.take();
        if (!tokens.peek().is("(")) {
            // The type of a column.
            return new CommandWord(word.text(), word.span());
        }
        tokens.goTo(tokens.peek().span().start());
        SourceSpan span = new SourceSpan(word.span().start(), tokens.closing());
        tokens.goTo(span.end());
        Query query = KqlParser.parse(text, span);
        if (query.statements().size() == 1
                && query.statements().getFirst() instanceof ExpressionStatement only
                && only.expression() instanceof LiteralExpression literal) {
            return new CommandLiteral(literal, span);
        }
        throw SyntaxError.INVALID_LITERAL.exception(span, "expected a dynamic literal", null);
    }

    private static KqlException unclosed(CommandTokens.Piece open) {
        return SyntaxError.UNBALANCED_BRACKET.exception(open.span(), "'" + open.text() + "' is not closed", null);
    }

    private KqlException unexpected(CommandTokens.Piece found, String expected) {
        boolean unopened = depth == 0 && (found.is(")") || found.is("]") || found.is("}"));
        return unopened
                ? SyntaxError.UNBALANCED_BRACKET.exception(
                        found.span(), "'" + found.text() + "' has no opening bracket", null)
                : SyntaxError.UNEXPECTED_TOKEN.exception(
                        found.span(), "expected " + expected + " but found " + describe(found), null);
    }
}
